"""The document of `hloscope memory`: what programs hold, and what is there at their peaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, cast

from hloscope.analyses.answers import Answers
from hloscope.dump import Compilation, Dump
from hloscope.reports.each_compilation import Names, Progress, add_problems, each_compilation, heading_of, read
from hloscope.reports.schema import Error, ProgramName
from hloscope.reports.versions import EXPLAINED_SCHEMA


class ResidentForm(TypedDict):
    """A value that takes memory at the peak."""

    name: str
    shape_index: str
    kind: str
    shape: str
    bytes: int
    source: str


class OwnedForm(TypedDict):
    """The bytes at the peak that come from one place."""

    source: str
    bytes: int


class AliasForm(TypedDict):
    """An argument whose memory holds a result in the end."""

    parameter: int
    shape_index: str
    name: str
    bytes: int


class CopyForm(TypedDict):
    """A copy that the program could do without; that is inferred."""

    name: str
    computation: str
    operand: str
    bytes: int
    reason: str
    inferred: bool


class MemoryForm(TypedDict):
    """The memory of one program, in bytes."""

    argument_bytes: int
    output_bytes: int
    alias_bytes: int
    constant_bytes: int
    temp_bytes: int
    held_bytes: int
    total_bytes: int
    peak_bytes: int
    is_peak_exact: bool
    peak_instruction: str
    value_bytes: int
    saved_bytes: int
    residents: list[ResidentForm]
    by_source: list[OwnedForm]
    aliases: list[AliasForm]
    needless_copies: list[CopyForm]


class MemoryProgram(ProgramName):
    """One compilation; `memory` is None where the dump has no buffer assignment of it."""

    memory: MemoryForm | None


class MemoryDocument(TypedDict):
    """The whole document."""

    schema: int
    compilations: list[MemoryProgram]
    errors: list[Error]


def memory_document(
    sources: Sequence[str | Path | Dump], *, name: Names = None, progress: Progress = iter
) -> MemoryDocument:
    """The memory of each program; `name` keeps the modules of that name, which may be a pattern."""

    def analyse(compilation: Compilation, path: str) -> tuple[MemoryProgram, list[Error]]:
        answers = Answers(compilation)
        errors: list[Error] = []
        memory = read(lambda: memory_form(answers), compilation, errors)
        add_problems(answers, errors)
        return cast("MemoryProgram", {**heading_of(compilation, path), "memory": memory}), errors

    programs, errors = each_compilation(sources, analyse, name=name, progress=progress)
    return {"schema": EXPLAINED_SCHEMA, "compilations": programs, "errors": errors}


def memory_form(answers: Answers) -> MemoryForm | None:
    """The JSON form of a compilation's memory, None if the dump does not tell."""
    return cast("MemoryForm", answers.memory.to_dict()) if answers.memory else None
