"""Blame, as a document: the life of one operation; of a launch what ended in it, and what it computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.call_places import call_places
from hloscope.analyses.facts.execution import CONTROL_FLOW, executed_computations, is_small_call
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.passes.blame import BlameForm, RemainsForm, blame_of, names_of
from hloscope.analyses.passes.contents import (
    Callers,
    ContentForm,
    ThroughForm,
    callers_of,
    contents_of,
    holders_of,
    through,
)
from hloscope.analyses.provenance.by_passes import Provenance, ProvenanceForm
from hloscope.analyses.provenance.provenances import Provenances
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain, not_found
from hloscope.reports.schema import DocumentOf, ProgramName
from hloscope.reports.source import Evidence
from hloscope.words import alike_text

Launches = Mapping[str, HloInstruction]
BlameEvidence = Evidence | Literal["metadata"]


class OriginForm(ProvenanceForm):
    """An operation that ended in a launch; `source` is its line, or that of what calls the function that it is in."""

    source: str | None


class BlameProgram(ProgramName, BlameForm):
    """The life of an operation of one compilation.

    `origins` are those that ended in it, if it is a launch and the module from before optimization is there; None else.
    `contents` is what a launch computes and where that is from, by the module that runs alone; None of anything else.
    `through` is by what `remains` was told, where OP is no operation itself: a call, a constant, part of a region.
    `evidence` is what told what became of it: `metadata` where there is no module from before optimization.
    """

    evidence: BlameEvidence
    origins: list[OriginForm] | None
    contents: list[ContentForm] | None
    through: ThroughForm | None


BlameDocument = DocumentOf[BlameProgram]


def blame_report(
    paths: Sequence[str | Path], operation: str, *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[BlameProgram]:
    """The life of an operation in every program that has one of this name, which may begin with a percent sign.

    Where a launch of the module that runs has this name, `origins` are the operations of the program that ended in it,
    and `contents` what it computes; else they are None. Without snapshots of passes `events` is empty, and where things
    are is inferred. The module that runs alone still tells what is in it.

    Raises:
        HloscopeError: no program has such an operation; the error names some that are alike.
    """
    wanted = operation.removeprefix("%")
    known: list[str] = []

    def form_of(answers: Answers, heading: ProgramName) -> BlameProgram | None:
        program = _Program(answers)
        life, through = program.life_of(wanted)
        if life is None:
            known.extend(program.names)
            return None
        return {**heading, **life, "evidence": program.evidence, **program.launch_form(wanted), "through": through}

    result = explain(paths, form_of, name=name, progress=progress)
    if not result.programs and wanted in known:
        raise HloscopeError(
            f"what became of {wanted!r} is not known: its program has no module from after optimization"
        )
    if not result.programs and known:
        message = f"expected the name of an operation, found {wanted!r}{alike_text(wanted, known)}"
        raise not_found(message, result.errors)
    return result


def _launches_of(after: HloModule) -> Launches:
    """What the module runs as a whole, by name."""
    executed = (i for computation in executed_computations(after) for i in computation.instructions.values())
    return {i.name: i for i in executed if is_small_call(i) or i.opcode not in BOOKKEEPING | CONTROL_FLOW}


class LaunchForm(TypedDict):
    """What ended in a launch, and what it computes."""

    origins: list[OriginForm] | None
    contents: list[ContentForm] | None


Life = tuple[BlameForm | None, ThroughForm | None]


class _Program:
    """What is known of one compilation."""

    def __init__(self, answers: Answers) -> None:
        self._answers, self._compilation = answers, answers.compilation
        self._before, self._after = (_module(answers, stage) for stage in ("before", "after"))
        self._callers: dict[HloModule, Callers] = {}
        self._timeline = answers.timeline
        self._provenances = _provenances(answers)
        self._launches: Launches = _launches_of(self._after) if self._after else {}

    @property
    def evidence(self) -> BlameEvidence:
        """What tells what became of an operation."""
        if self._timeline:
            return "passes"
        return "match" if self._provenances else "metadata"

    @property
    def names(self) -> list[str]:
        """The names that are known."""
        passes = names_of(self._timeline) if self._timeline else []
        modules = [module for module in (self._before, self._after) if module]
        return [*passes, *self._launches, *(i.name for module in modules for i in module.instructions())]

    def life_of(self, wanted: str) -> Life:
        """What passes did to it and what remains of it, else what remains by the two modules, or by one alone."""
        blame = blame_of(self._timeline, wanted) if self._timeline else None
        found = self._provenances.of(wanted) if self._provenances else None
        if blame:
            return blame.to_dict(), None
        if found:
            return self._form(wanted, found.operation.opcode, found.places), None
        if wanted in self._launches:
            return self._form(wanted, self._launches[wanted].opcode, [wanted]), None
        found_by = [self._life_through(module, wanted) for module in (self._before, self._after)]
        lives = [life for life in found_by if life is not None]
        return next((life for life in lives if life[0] and life[0]["remains"]), (*lives, (None, None))[0])

    def _life_through(self, module: HloModule | None, wanted: str) -> Life | None:
        """Where something is that is no operation of its own, by those that it calls, is part of, or that read it."""
        instruction = _find(module, wanted)
        if module is None or instruction is None or (module is self._before and self._provenances is None):
            return None
        if module is self._after:
            holders = holders_of(self._callers_in(module), instruction, self._launches)
            if holders:
                return self._form(wanted, instruction.opcode, [holder.name for holder in holders]), None
        by = through(self._callers_in(module), instruction)
        places = [place for operation in by.operations for place in self._places_of(module, operation)]
        return self._form(wanted, instruction.opcode, list(dict.fromkeys(places))), by.to_dict()

    def _callers_in(self, module: HloModule) -> Callers:
        if module not in self._callers:
            self._callers[module] = callers_of(module)
        return self._callers[module]

    def _places_of(self, module: HloModule, operation: HloInstruction) -> Sequence[str]:
        if module is self._after:
            return [holder.name for holder in holders_of(self._callers_in(module), operation, self._launches)]
        found = self._provenances.of(operation.name) if self._provenances else None
        return found.places if found else ()

    def _form(self, wanted: str, opcode: str, places: Sequence[str]) -> BlameForm:
        remains = [_remains_form(place, self._launches) for place in places]
        return {"operation": wanted, "opcode": opcode, "events": [], "remains": remains}

    def launch_form(self, wanted: str) -> LaunchForm:
        """What ended in a launch, and what it computes; None of what is no launch."""
        launch = self._launches.get(wanted)
        if launch is None:
            return {"origins": None, "contents": None}
        found = self._provenances.into(wanted) if self._provenances else None
        origins = None if found is None else _origins_form(found, self._compilation)
        return {"origins": origins, "contents": [content.to_dict() for content in contents_of(launch)]}


def _module(answers: Answers, stage: str) -> HloModule | None:
    try:
        return answers.compilation.stage(stage)
    except HloscopeError as error:  # what can be read is told nevertheless
        answers.problems.append(error)
        return None


def _provenances(answers: Answers) -> Provenances | None:
    try:
        return answers.provenances
    except HloscopeError as error:
        answers.problems.append(error)
        return None


def _find(module: HloModule | None, name: str) -> HloInstruction | None:
    found = (c.instructions.get(name) for c in module.computations.values()) if module else ()
    return next((instruction for instruction in found if instruction is not None), None)


def _remains_form(place: str, launches: Launches) -> RemainsForm:
    launch = launches.get(place)
    is_cluster = launch is not None and (launch.opcode in FUSIONS or is_small_call(launch))
    return {"name": place, "cluster": place if is_cluster else None}


def _origins_form(origins: Sequence[Provenance], compilation: Compilation) -> list[OriginForm]:
    """What ended in a launch; `source` is the line of each, or of what calls the function that it is in."""
    sources = Sources().of([origin.operation for origin in origins])
    called_from: Mapping[str, str] = call_places(compilation.before) if compilation.before else {}
    places = [
        source.place or called_from.get(origin.operation.computation.name)
        for origin, source in zip(origins, sources, strict=True)
    ]
    return [{**origin.to_dict(), "source": place} for origin, place in zip(origins, places, strict=True)]
