"""Show, as a document: the HLO of what was asked for, line by line, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.kernels.rules import LaunchClass
from hloscope.analyses.show.found import Found, FoundBy, find
from hloscope.analyses.show.texts import instruction_text, shape_text
from hloscope.analyses.show.things import Thing, things_of
from hloscope.dump import Dump
from hloscope.dump.kernel_code import find_code
from hloscope.ir import HloComputation, HloElement, HloInstruction, HloModule
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain, not_found
from hloscope.reports.schema import DocumentOf, ProgramName
from hloscope.words import alike_text

Stage = Literal["before", "unfused", "after"]
_IN_THIS_ORDER: tuple[Stage, ...] = ("after", "before", "unfused")


class LineForm(TypedDict):
    """One instruction: its text, and where it comes from. `asked` is what was meant by the words that were given."""

    name: str
    text: str
    op_name: str
    source: str
    asked: bool


class BodyForm(TypedDict):
    """A computation, all of its lines."""

    name: str
    lines: list[LineForm]


class BesideForm(TypedDict):
    """What a launch reads, or what reads it."""

    name: str
    opcode: str
    shape: str


class ThingForm(TypedDict):
    """A launch, or what else runs, or a computation; `line` is None of that, and `bodies` are what it calls.

    `launch_class` is None of what is not launched by itself, and in other stages than `after`. `code` are the names of
    files in the dump that XLA made of this kernel alone: LLVM, MLIR, Triton.
    """

    name: str
    opcode: str
    launch_class: LaunchClass | None
    computation: str
    source: str
    inferred: bool
    line: LineForm | None
    reads: list[BesideForm]
    read_by: list[BesideForm]
    bodies: list[BodyForm]
    code: list[str]


class ShowProgram(ProgramName):
    """What was asked for in one compilation: in which stage it is, by what it was found, and its launches."""

    stage: Stage
    wanted: str
    found_by: FoundBy
    things: list[ThingForm]


ShowDocument = DocumentOf[ShowProgram]


def show_report(
    paths: Sequence[str | Path | Dump],
    wanted: str,
    *,
    stage: Stage | None = None,
    whole: bool = False,
    name: Names = None,
    progress: Progress = iter,
) -> ExplanationDocument[ShowProgram]:
    """The HLO of a kernel, an operation, a computation or a line such as `model.py:31`, in every program that has it.

    It is looked for in what runs, then in what was asked for, then in `unfused`, or in `stage` alone. Metadata is left
    out of the lines and long values are cut, but if they are to be `whole`.

    Raises:
        HloscopeError: no program has it; the error names some that are alike.
    """
    known: list[str] = []

    def form_of(answers: Answers, heading: ProgramName) -> ShowProgram | None:
        modules: dict[str, HloModule] = {}
        for one in (stage,) if stage else _IN_THIS_ORDER:
            module = answers.module(one)
            found = find(module, wanted, answers.memos[one].sources) if module else None
            if found:
                return {**heading, **_Shown(answers, one, whole=whole).form(found, wanted)}
            modules |= {one: module} if module else {}
        known.extend(chain.from_iterable(map(_names_in, modules.values())))
        return None

    result = explain(paths, form_of, name=name, progress=progress)
    if not result.programs and known:
        where = f" in the stage {stage}" if stage else ""
        message = (
            f"expected a kernel, an operation, a computation or a line such as model.py:31{where}, found {wanted!r}, "
            f"which none is called{alike_text(wanted, known)}"
        )
        raise not_found(message, result.errors)
    return result


def _names_in(module: HloModule) -> Iterable[str]:
    yield from module.computations
    for instruction in module.instructions():
        yield instruction.name


class ListingForm(TypedDict):
    """A module: how much is in it, and the lines of its entry."""

    name: str
    computations: int
    instructions: int
    entry: BodyForm


def module_form(module: HloModule) -> ListingForm:
    """Returns what a module holds, in lines that are cut as those of `show_report`."""
    sources = Sources()
    return {
        "name": module.name,
        "computations": len(module.computations),
        "instructions": sum(len(computation.instructions) for computation in module.computations.values()),
        "entry": _body_form(module.entry, frozenset(), sources, whole=False),
    }


class _Answer(TypedDict):
    stage: Stage
    wanted: str
    found_by: FoundBy
    things: list[ThingForm]


class _Shown:
    """Makes the form of what was found in one stage of a program."""

    def __init__(self, answers: Answers, stage: Stage, *, whole: bool) -> None:
        self._answers, self._whole = answers, whole
        self._stage: Stage = stage
        self._sources: Sources = answers.memos[stage].sources
        count = answers.count("after") if stage == "after" else None
        self._classes: Mapping[str, LaunchClass] = {s.name: s.launch_class for s in count.sites} if count else {}

    def form(self, found: Found, wanted: str) -> _Answer:
        things = [self._thing(thing) for thing in things_of(found)]
        return {"stage": self._stage, "wanted": wanted, "found_by": found.by, "things": things}

    def _thing(self, thing: Thing) -> ThingForm:
        asked, instruction, sources, whole = thing.asked, thing.instruction, self._sources, self._whole
        name = instruction.label if instruction else thing.computation.name
        source, is_inferred = self._source_of(instruction)
        return {
            "name": name,
            "opcode": instruction.opcode if instruction else "computation",
            "launch_class": self._classes.get(name),
            "computation": thing.computation.name,
            "source": source,
            "inferred": is_inferred,
            "line": _line_form(instruction, asked, sources, whole=whole) if instruction else None,
            "reads": [_beside(operand) for operand in thing.operands],
            "read_by": [_beside(user) for user in thing.users],
            "bodies": [_body_form(body, asked, sources, whole=whole) for body in thing.bodies],
            "code": [*find_code(self._answers.compilation.code, name)] if name in self._classes else [],
        }

    def _source_of(self, instruction: HloInstruction | None) -> tuple[str, bool]:
        if instruction is None:
            return "", False
        if self._stage != "after":
            return str(self._sources.source_of(instruction)), False
        found = self._answers.launch_sources.of(instruction)
        return str(found.source), found.is_inferred


def _body_form(body: HloComputation, asked: frozenset[HloInstruction], sources: Sources, *, whole: bool) -> BodyForm:
    written = [i for i in body.instructions.values() if not isinstance(i, HloElement)]
    return {"name": body.name, "lines": [_line_form(i, asked, sources, whole=whole) for i in written]}


def _line_form(
    instruction: HloInstruction, asked: frozenset[HloInstruction], sources: Sources, *, whole: bool
) -> LineForm:
    source = sources.source_of(instruction)
    return {
        "name": instruction.label,
        "text": instruction_text(instruction, whole=whole),
        "op_name": source.op_name,
        "source": source.place,
        "asked": instruction in asked,
    }


def _beside(instruction: HloInstruction) -> BesideForm:
    return {"name": instruction.label, "opcode": instruction.opcode, "shape": shape_text(instruction.shape)}
