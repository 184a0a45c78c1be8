"""The page's document: all programs below some paths, or a diff of two dumps, as large as a budget lets it be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from hloscope.analyses.cost.machines import MACHINES, Machine, MachineForm
from hloscope.dump import Compilation, Dump
from hloscope.parsers import paused_collector
from hloscope.reports.each_compilation import Log, Names, Progress, each_compilation
from hloscope.reports.page.program import PageProgram, page_program_of
from hloscope.reports.source import SourceTexts
from hloscope.version import __version__

if TYPE_CHECKING:
    from hloscope.reports.schema import Error

Source = str | Path | Dump | Compilation

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
    sources: Sequence[Source],
    *,
    name: Names = None,
    machine: Machine | None = None,
    source_root: Path | None = None,
    progress: Progress = iter,
    profile: Log | None = None,
) -> PageDocument:
    """The document of every program below some paths, or of dumps and compilations that were loaded.

    `machine` is what times are modelled on.

    Without one, times are those of the machine that a program was compiled for, if that is known. Source files are
    read only below `source_root`. A path that cannot be read is an error among the others. Measured times are those of
    the sources that are profiles, or of `profile`.
    """
    texts = SourceTexts(source_root)

    @paused_collector()
    def analyse(compilation: Compilation, path: str) -> tuple[PageProgram, list[Error]]:
        return page_program_of(compilation, path, machine, texts)

    dumps = [Dump(each.path, (each,)) if isinstance(each, Compilation) else each for each in sources]
    programs, errors = each_compilation(dumps, analyse, name=name, progress=progress, profile=profile)
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


def diff_page_document(
    old: Sequence[Source],
    new: Sequence[Source],
    diff: Mapping[str, Any],
    *,
    name: Names = None,
    progress: Progress = iter,
    profile: Sequence[Log | None] | None = None,
) -> PageDocument:
    """The document of a diff: what changed, and the programs of both sides. `diff` is that of `hloscope diff`.

    A side that is a JSON report has no programs to show. `profile` has the profiles of both sides.
    """
    logs = profile or (None, None)
    sides = [
        page_document(side, name=name, progress=progress, profile=log)
        for side, log in zip((old, new), logs, strict=True)
    ]
    first, second = (side["programs"] for side in sides)
    count = len(first)
    return {
        **sides[1],
        "title": f"{sides[0]['title']} → {sides[1]['title']}",
        "programs": [*first, *second],
        "errors": [*sides[0]["errors"], *sides[1]["errors"]],
        "diff": {**diff},
        "sides": {"old": list(range(count)), "new": list(range(count, count + len(second)))},
    }


def _title_of(sources: Sequence[Source], programs: Sequence[PageProgram]) -> str:
    if len(programs) == 1:
        return programs[0]["name"]
    first = sources[0] if sources else ""
    path = str(first.path) if isinstance(first, Dump | Compilation) else str(first)
    return f"{Path(path).name or path}{f' and {len(sources) - 1} more' if len(sources) > 1 else ''}"
