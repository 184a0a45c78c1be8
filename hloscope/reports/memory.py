"""The document of `hloscope memory`: what programs hold, and what is there at their peaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.memory.padding import PaddingForm
from hloscope.analyses.memory.use import MemoryForm
from hloscope.dump import Compilation, Dump
from hloscope.dump.dump import find_log
from hloscope.dump.saved_texts import NO_HLO
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import Names, Progress, add_problems, each_compilation, heading_of, read
from hloscope.reports.schema import DocumentOf, Error, ProgramName
from hloscope.version import EXPLAINED_SCHEMA

if TYPE_CHECKING:
    from hloscope.dump.pastes.allocations import Shortage
    from hloscope.parsers import MemoryAllocation


class MemoryProgram(ProgramName):
    """One compilation; `memory` is None without a buffer assignment, `padding` where no layout has tiles."""

    memory: MemoryForm | None
    padding: PaddingForm | None


class AllocationForm(TypedDict):
    """One allocation that a message of too little memory lists; sizes that it does not tell are None.

    `bytes` is with padding, as it is in memory; `source` is `file:line`.
    """

    name: str
    kind: str
    shape: str
    bytes: int
    data_bytes: int | None
    padding_bytes: int | None
    op_name: str
    source: str


class ShortageForm(TypedDict):
    """A message of XLA's that a device has too little memory, in a log: who said it where, and what was allocated.

    `totals` are its own sums. Sizes are as exact as the message: `24.68G` has four digits.
    """

    file: str
    line: int
    writer: str
    platform: Literal["tpu", "gpu"] | None
    space: str
    message: str
    needed_bytes: int | None
    capacity_bytes: int | None
    totals: dict[str, int]
    allocations: list[AllocationForm]


class MemoryDocument(DocumentOf[MemoryProgram]):
    """The memory of programs, and what logs say of memory that did not suffice."""

    out_of_memory: list[ShortageForm]


def memory_document(
    sources: Sequence[str | Path | Dump], *, name: Names = None, progress: Progress = iter
) -> MemoryDocument:
    """The memory of each program; `name` keeps the modules of that name, which may be a pattern."""

    def analyse(compilation: Compilation, path: str) -> tuple[MemoryProgram, list[Error]]:
        answers = Answers(compilation)
        errors: list[Error] = []
        memory = read(lambda: memory_form(answers), compilation, errors)
        padding = read(lambda: padding_form(answers), compilation, errors)
        add_problems(answers, errors)
        return {
            **heading_of(compilation, path),
            "memory": memory,
            "padding": padding,
        }, errors

    shortages = [form for source in sources for form in _shortages_of(source)]
    files = {form["file"] for form in shortages}
    programs, errors = each_compilation(sources, analyse, name=name, progress=progress)
    errors = [error for error in errors if error["file"] not in files or not error["message"].startswith(NO_HLO)]
    return {"schema": EXPLAINED_SCHEMA, "compilations": programs, "errors": errors, "out_of_memory": shortages}


def _shortages_of(source: str | Path | Dump) -> list[ShortageForm]:
    """What a single file that begins with no module says of too little memory."""
    file = find_log(source)
    if file is None:
        return []
    from hloscope.dump.pastes.allocations import shortages_in  # most sources are dumps

    try:
        return [_shortage_form(shortage) for shortage in shortages_in(file)]
    except HloscopeError:  # which is told when its programs are asked for
        return []


def _shortage_form(shortage: Shortage) -> ShortageForm:
    message = shortage.message
    return {
        "file": shortage.file,
        "line": message.line,
        "writer": shortage.writer,
        "platform": message.platform,
        "space": message.space,
        "message": message.message,
        "needed_bytes": message.needed,
        "capacity_bytes": message.capacity,
        "totals": {**message.totals},
        "allocations": [_allocation_form(allocation) for allocation in message.allocations],
    }


def _allocation_form(allocation: MemoryAllocation) -> AllocationForm:
    return {
        "name": allocation.name,
        "kind": allocation.kind,
        "shape": allocation.shape,
        "bytes": allocation.size,
        "data_bytes": allocation.unpadded,
        "padding_bytes": allocation.padding,
        "op_name": allocation.op_name,
        "source": allocation.source,
    }


def memory_form(answers: Answers) -> MemoryForm | None:
    """The JSON form of a compilation's memory, None if the dump does not tell."""
    return answers.memory.to_dict() if answers.memory else None


def padding_form(answers: Answers) -> PaddingForm | None:
    """The JSON form of what tiles cost a compilation, None if no layout has any."""
    return answers.padding.to_dict() if answers.padding else None


def without_buffers(programs: Sequence[MemoryProgram]) -> str | None:
    """Which programs have no buffers beside them, as a sentence; None if all have."""
    missing = [program["name"] for program in programs if not (program["memory"] or program["padding"])]
    return f"no *-buffer-assignment.txt beside {', '.join(dict.fromkeys(missing))}" if missing else None
