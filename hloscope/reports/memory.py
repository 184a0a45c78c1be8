"""The document of `hloscope memory`: what programs hold, and what is there at their peaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hloscope.analyses.answers import Answers
from hloscope.analyses.memory.padding import PaddingForm
from hloscope.analyses.memory.use import MemoryForm
from hloscope.dump import Compilation, Dump
from hloscope.reports.each_compilation import Names, Progress, add_problems, each_compilation, heading_of, read
from hloscope.reports.schema import DocumentOf, Error, ProgramName
from hloscope.version import EXPLAINED_SCHEMA


class MemoryProgram(ProgramName):
    """One compilation; `memory` is None without a buffer assignment, `padding` where no layout has tiles."""

    memory: MemoryForm | None
    padding: PaddingForm | None


MemoryDocument = DocumentOf[MemoryProgram]


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

    programs, errors = each_compilation(sources, analyse, name=name, progress=progress)
    return {"schema": EXPLAINED_SCHEMA, "compilations": programs, "errors": errors}


def memory_form(answers: Answers) -> MemoryForm | None:
    """The JSON form of a compilation's memory, None if the dump does not tell."""
    return answers.memory.to_dict() if answers.memory else None


def padding_form(answers: Answers) -> PaddingForm | None:
    """The JSON form of what tiles cost a compilation, None if no layout has any."""
    return answers.padding.to_dict() if answers.padding else None
