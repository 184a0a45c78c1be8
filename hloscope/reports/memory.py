"""The document of `hloscope memory`: what programs hold, and what is there at their peaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from hloscope.analyses.memory.use import memory_use_of
from hloscope.dump import Compilation, Dump
from hloscope.reports.each_compilation import Progress, each_compilation, heading_of, read
from hloscope.reports.memory_schema import MemoryDocument, MemoryForm, MemoryProgram
from hloscope.reports.schema import Error
from hloscope.reports.versions import EXPLAINED_SCHEMA


def memory_document(
    sources: Sequence[str | Path | Dump], *, name: str | None = None, progress: Progress = iter
) -> MemoryDocument:
    """The memory of each program; `name` keeps the modules of that name, which may be a pattern."""

    def analyse(compilation: Compilation, path: str) -> tuple[MemoryProgram, list[Error]]:
        errors: list[Error] = []
        form = {**heading_of(compilation, path), "memory": memory_form(compilation, errors)}
        return cast("MemoryProgram", form), errors

    programs, errors = each_compilation(sources, analyse, name=name, progress=progress)
    return {"schema": EXPLAINED_SCHEMA, "compilations": programs, "errors": errors}


def memory_form(compilation: Compilation, errors: list[Error]) -> MemoryForm | None:
    """The JSON form of a compilation's memory, None if the dump does not tell; what is broken is added to `errors`."""
    module = read(lambda: compilation.after, compilation, errors)
    buffers = read(lambda: compilation.buffer_assignment, compilation, errors)
    if module is None or buffers is None:
        return None
    live = read(lambda: compilation.live_ranges, compilation, errors)
    return cast("MemoryForm", memory_use_of(module, buffers, live).to_dict())
