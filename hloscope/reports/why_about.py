"""Why, of a line of the user's program and of one operation, as documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS, is_scalar_fill
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.passes.blame import BlameForm, blame_of
from hloscope.analyses.why.answer import operations_that_run
from hloscope.analyses.why.missed_fusions import MissedFusionForm
from hloscope.analyses.why.of_line import of_line
from hloscope.analyses.why.of_operation import NeighbourForm, neighbours_of, others_in
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain
from hloscope.reports.schema import DocumentOf, ProgramName


class LineLaunchForm(TypedDict):
    """A launch that runs operations of a line, and which."""

    launch: str
    operations: list[str]


class WhyLineProgram(ProgramName):
    """What became of a line in one compilation: what runs its operations, and its values that go through memory.

    `is_outer` says that no operation stands on the line itself: the lines of these were called from it.
    """

    line: str
    is_outer: bool
    launches: list[LineLaunchForm]
    bytes_per_run: int
    missed: list[MissedFusionForm]


class EndForm(TypedDict):
    """An operation that runs: in which launch, which holds so many instructions (0: no fusion), and its neighbours."""

    operation: str
    opcode: str
    launch: str
    instructions: int
    neighbours: list[NeighbourForm]


class WhyOperationProgram(ProgramName):
    """Where an operation of any stage ended in one compilation, and why it is not fused with its neighbours.

    `ends` are the operations that are left of it, none where it is gone: `gone` says what passes did to it then.
    `is_inferred` says that its place in what runs is a guess, from the modules before and after optimization.
    """

    operation: str
    is_inferred: bool
    ends: list[EndForm]
    gone: list[BlameForm]


WhyLineDocument = DocumentOf[WhyLineProgram]
WhyOperationDocument = DocumentOf[WhyOperationProgram]


def why_line_report(
    paths: Sequence[str | Path], line: str, *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[WhyLineProgram]:
    """Every value that is made on a line such as `model.py:31` and goes through memory, in every program that has it.

    Raises:
        HloscopeError: no program has an operation of that line.
    """

    def line_form(answers: Answers, heading: ProgramName) -> WhyLineProgram | None:
        found = of_line(answers.after, answers.missed_fusions, line) if answers.after else None
        if found is None or not found.launches:
            return None
        return {
            **heading,
            "line": line,
            "is_outer": found.is_outer,
            "launches": [
                {"launch": launch.name, "operations": [operation.name for operation in operations]}
                for launch, operations in found.launches.items()
            ],
            "bytes_per_run": sum(edge.bytes_per_run for edge in found.edges),
            "missed": [edge.to_dict() for edge in found.edges],
        }

    result = explain(paths, line_form, name=name, progress=progress)
    if not result.programs and not result.errors:
        raise HloscopeError(
            f"expected a line that some operation comes from, found {line!r}, which none does; "
            "`hloscope source PATH` lists the lines of a dump"
        )
    return result


def why_operation_report(
    paths: Sequence[str | Path], operation: str, *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[WhyOperationProgram]:
    """Where an operation ended, and why it is not fused with what it reads and what reads it.

    It is named as an instruction of the module that runs, or of any other stage, or by its op_name or the end of that.

    Raises:
        HloscopeError: no program has it.
    """
    wanted = operation.removeprefix("%")
    searched = _Searched(wanted)
    result = explain(paths, searched.form, name=name, progress=progress)
    if not result.programs and searched.seen:
        raise HloscopeError(
            f"expected an operation, found {wanted!r} ({searched.seen}): it is none of its own in what runs, or what "
            f"became of it is not known; `hloscope blame PATH {wanted}` tells what is"
        )
    if not result.programs and not result.errors:
        raise HloscopeError(
            f"expected the name of an instruction, or an op_name, found {wanted!r}, which no program has; "
            "`hloscope report PATH` lists what runs, `hloscope blame PATH` what was asked for"
        )
    return result


class _Searched:
    """An operation that is looked for in every program: first in what runs, then in what it came from."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self.seen = ""  # what bears the name, in words, where there is nothing else to say of it

    def form(self, answers: Answers, heading: ProgramName) -> WhyOperationProgram | None:
        """What there is to say of it in one program; None if that does not have it."""
        if answers.after is None:
            return None
        runs = list(operations_that_run(answers.after))
        pairs = [pair for pair in runs if self._wanted in (pair[0].name, pair[0].label)]
        pairs = pairs or list(self._named_so(runs))
        gone: list[BlameForm] = []
        is_inferred = False
        if not pairs:
            names, gone, is_inferred = self._remains(answers)
            pairs = [pair for pair in runs if pair[0].name in names]
        if not pairs and not gone:
            self.seen = self.seen or self._bearer(answers)
            return None
        ends = [_end(operation, launch, answers) for operation, launch in pairs]
        return {**heading, "operation": self._wanted, "is_inferred": is_inferred, "ends": ends, "gone": gone}

    def _named_so(
        self, runs: Sequence[tuple[HloInstruction, HloInstruction]]
    ) -> Iterator[tuple[HloInstruction, HloInstruction]]:
        """The operations whose op_name is the wanted one, or ends with it."""
        sources = Sources()
        for operation, launch in runs:
            if operation.opcode in BOOKKEEPING or is_scalar_fill(operation):
                continue
            op_name = sources.source_of(operation).op_name
            is_label = operation is launch and launch.opcode in FUSIONS
            if not is_label and (op_name == self._wanted or op_name.endswith(f"/{self._wanted}")):
                yield operation, launch

    def _bearer(self, answers: Answers) -> str:
        """What instruction of a module bears the name, in words; nothing where none does."""
        for stage in ("before", "after"):
            module = answers.module(stage)
            found = next((i for i in module.instructions() if i.name == self._wanted), None) if module else None
            if found:
                return f"{found.opcode} in the module from {stage} optimization"
        return ""

    def _remains(self, answers: Answers) -> tuple[set[str], list[BlameForm], bool]:
        """What is left of an operation of another stage: by snapshots of passes, else by the module before."""
        blame = blame_of(answers.timeline, self._wanted) if answers.timeline else None
        if blame:
            names = {name for name, _ in blame.remains}
            return names, [] if names else [blame.to_dict()], False
        provenance = answers.provenances.of(self._wanted) if answers.provenances else None
        return set(provenance.places if provenance else ()), [], True


def _end(operation: HloInstruction, launch: HloInstruction, answers: Answers) -> EndForm:
    neighbours = neighbours_of(operation, launch, answers.missed_fusions)
    return {
        "operation": operation.name,
        "opcode": operation.opcode,
        "launch": launch.name,
        "instructions": others_in(launch),
        "neighbours": [neighbour.to_dict() for neighbour in neighbours],
    }
