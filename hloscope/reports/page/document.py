"""The page's document: all programs below some paths, or a diff of two dumps, as large as a budget lets it be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from hloscope.analyses.cost.machines import MACHINES, Machine, MachineForm
from hloscope.dump import Compilation, Dump
from hloscope.parsers import paused_collector
from hloscope.reports.each_compilation import Names, Progress, each_compilation
from hloscope.reports.page.program import PageProgram, page_program_of
from hloscope.reports.source import SourceTexts
from hloscope.version import __version__

if TYPE_CHECKING:
    from hloscope.reports.schema import Error

FORM = 1
"""The version of the page's document, which only the page of the same hloscope reads."""


class PageDocument(TypedDict):
    """What the page shows. `folded` says in sentences what was left out for its size; `diff` is that of two dumps.

    `sides` has, for a diff, which programs are old and which are new.
    """

    form: int
    hloscope: str
    title: str
    folded: list[str]
    machines: list[MachineForm]
    programs: list[PageProgram]
    errors: list[Error]
    diff: dict[str, Any] | None
    sides: dict[str, list[int]] | None


def page_document(
    sources: Sequence[str | Path | Dump],
    *,
    name: Names = None,
    machine: Machine | None = None,
    source_root: Path | None = None,
    progress: Progress = iter,
) -> PageDocument:
    """The document of every program below some paths; `machine` is what times are modelled on.

    Without one, times are those of the machine that a program was compiled for, if that is known. Source files are
    read only below `source_root`. A path that cannot be read is an error among the others.
    """
    texts = SourceTexts(source_root)

    @paused_collector()
    def analyse(compilation: Compilation, path: str) -> tuple[PageProgram, list[Error]]:
        return page_program_of(compilation, path, machine, texts)

    programs, errors = each_compilation(sources, analyse, name=name, progress=progress)
    return {
        "form": FORM,
        "hloscope": __version__,
        "title": _title_of(sources, programs),
        "folded": [],
        "machines": [each.to_dict() for each in MACHINES.values()],
        "programs": programs,
        "errors": errors,
        "diff": None,
        "sides": None,
    }


def _title_of(sources: Sequence[str | Path | Dump], programs: Sequence[PageProgram]) -> str:
    if len(programs) == 1:
        return programs[0]["name"]
    first = sources[0] if sources else ""
    path = first.path if isinstance(first, Dump) else str(first)
    return f"{Path(path).name or path}{f' and {len(sources) - 1} more' if len(sources) > 1 else ''}"
