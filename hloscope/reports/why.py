"""Why operations were not fused, as documents: all missed fusions of a program, and the answer for a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.execution import LARGEST
from hloscope.analyses.passes.blame import Blame, BlameForm, blame_of
from hloscope.analyses.why.answer import Relation, answer, launches_by_operation
from hloscope.analyses.why.missed_fusions import MissedFusion, MissedFusionForm
from hloscope.dump import Dump
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain
from hloscope.reports.schema import DocumentOf, ProgramName


class MissedForm(TypedDict):
    """What is written to memory only to be read back, each value with the reason why it was not fused.

    `has_decisions` says whether XLA's own words were dumped. `bytes_per_run` weighs both bytes by trip counts.
    """

    has_decisions: bool
    bytes_written: int
    bytes_read: int
    bytes_per_run: int
    missed: list[MissedFusionForm]


class WhyProgram(ProgramName, MissedForm):
    """What one compilation writes to memory and reads back."""


class WhyPairProgram(ProgramName):
    """Why two operations of one compilation are not one kernel.

    `producer` and `consumer` are the launches that they are in, None if one of them is in none: that is in `gone`, with
    what passes did to it. `edges` leads from one to the other through memory.
    """

    operations: list[str]
    gone: list[BlameForm]
    relation: Relation | Literal["gone"]
    producer: str | None
    consumer: str | None
    edges: list[MissedFusionForm]


WhyDocument = DocumentOf[WhyProgram]
WhyPairDocument = DocumentOf[WhyPairProgram]


def why_report(
    paths: Sequence[str | Path | Dump], *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[WhyProgram]:
    """Every value that each program below some paths writes to memory and reads back, the largest first."""

    def program_form(answers: Answers, heading: ProgramName) -> WhyProgram | None:
        form = missed_form(answers)
        return {**heading, **form} if form else None

    return explain(paths, program_form, name=name, progress=progress)


def why_pair_report(
    paths: Sequence[str | Path | Dump], producer: str, consumer: str, *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[WhyPairProgram]:
    """Why two operations are not one kernel, in every program that has both.

    The names are those of the module that runs; where there are snapshots of passes, of any module.

    Raises:
        HloscopeError: no program has both.
    """
    wanted = tuple(operation.removeprefix("%") for operation in (producer, consumer))
    unknown: list[str] = []

    def pair_form(answers: Answers, heading: ProgramName) -> WhyPairProgram | None:
        found = _Pair(answers, heading)
        ends = [found.locate(operation) for operation in wanted]
        unknown.extend(operation for operation, end in zip(wanted, ends, strict=True) if end is None)
        return None if None in ends else found.form(wanted, [end for end in ends if end is not None])

    result = explain(paths, pair_form, name=name, progress=progress)
    if not result.programs and not result.errors and unknown:
        names = " and ".join(repr(operation) for operation in dict.fromkeys(unknown))
        raise HloscopeError(
            f"expected the names of two operations of one program, found {names}, which none has; names that "
            "optimization removed are known where passes were dumped (`hloscope run --passes`)"
        )
    return result


class _Pair:
    """One compilation that a pair of operations is looked for in."""

    def __init__(self, answers: Answers, heading: ProgramName) -> None:
        self.answers, self.heading = answers, heading
        self.launches: Mapping[str, HloInstruction] = launches_by_operation(answers.after) if answers.after else {}

    def locate(self, operation: str) -> HloInstruction | Blame | None:
        """The launch that an operation is in, else how it went."""
        if operation in self.launches:
            return self.launches[operation]
        timeline = self.answers.timeline
        blame = blame_of(timeline, operation) if timeline else None
        remains = [self.launches.get(cluster or name) for name, cluster in blame.remains] if blame else []
        return next((launch for launch in remains if launch), blame)

    def form(self, names: Sequence[str], ends: Sequence[HloInstruction | Blame]) -> WhyPairProgram:
        form: WhyPairProgram = {
            **self.heading,
            "operations": list(names),
            "gone": [end.to_dict() for end in ends if isinstance(end, Blame)],
            "relation": "gone",
            "producer": None,
            "consumer": None,
            "edges": [],
        }
        launches = [end for end in ends if isinstance(end, HloInstruction)]
        if len(launches) < len(ends):
            return form
        return {**form, **answer(self.answers.missed_fusions, *launches).to_dict()}


def missed_form(answers: Answers) -> MissedForm | None:
    """What a program writes to memory and reads back, and why; None if it has no module that runs."""
    if answers.after is None:
        return None
    missed = answers.missed_fusions
    written = {fusion.edge.value: fusion for fusion in missed}.values()  # once, whoever reads it
    return {
        "has_decisions": answers.decisions is not None,
        "bytes_written": sum(fusion.bytes.written for fusion in written),
        "bytes_read": sum(fusion.bytes.read for fusion in missed),
        "bytes_per_run": min(LARGEST, sum(map(_written, written)) + sum(map(_read, missed))),
        "missed": [fusion.to_dict() for fusion in missed],
    }


def _written(missed: MissedFusion) -> int:
    return missed.runs.times * missed.bytes.written


def _read(missed: MissedFusion) -> int:
    return missed.runs.times * missed.bytes.read
