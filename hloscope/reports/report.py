"""Report: everything the analyses say of a dump, as one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.analyses.answers import STAGES
from hloscope.dump import Compilation, Dump
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import Log, Names, Progress, each_compilation
from hloscope.reports.layout import document_text
from hloscope.reports.program import Explain, program_of
from hloscope.version import EXPLAINED_SCHEMA, SCHEMA
from hloscope.words import counted
from hloscope.words.display import Displayed, page_of

if TYPE_CHECKING:
    from hloscope.analyses.cost.machines import Machine
    from hloscope.reports.schema import Document, Error, Program


@dataclass(frozen=True, slots=True, repr=False)
class Report(Displayed):
    """A report on some compilations; `to_dict()` is the JSON document that docs/reference/json.md describes.

    `sources` are the dumps that it is of, of which `to_html()` shows more than is in the document, and `profile` has
    their measured times.
    """

    document: Document
    sources: tuple[str | Path | Dump | Compilation, ...] = field(default=(), repr=False, compare=False)
    profile: Log | None = field(default=None, repr=False, compare=False)

    @property
    def programs(self) -> Sequence[Program]:
        """The report of each compilation, in the order of the dump."""
        return self.document["compilations"]

    @property
    def errors(self) -> Sequence[Error]:
        """The files that could not be read; the programs beside them are whole."""
        return self.document["errors"]

    def __repr__(self) -> str:
        return f"<Report: {counted(len(self.programs), 'program')}, {counted(len(self.errors), 'error')}>"

    def to_dict(self) -> Document:
        """The JSON document."""
        return self.document

    def to_json(self) -> str:
        """The JSON document as text, a line for each program."""
        return document_text(self.document)

    def to_html(self, *, max_mb: float = 5.0, source_root: str | Path | None = None) -> str:
        """A page to look at, as `hloscope html` writes it: one file that needs nothing from outside.

        What would make it larger than `max_mb` megabytes is left out, and the page says so. Source files are read only
        below `source_root`. The dumps are read again, for the page shows more than the document has.

        Raises:
            HloscopeError: the report was not made from dumps, but read from JSON.
        """
        if not self.sources:
            raise HloscopeError("expected a report that was made from a dump, found one without; report the dump again")
        return page_of(self, max_mb, source_root)


def report(
    source: str | Path | Dump | Compilation,
    *,
    explain: bool = False,
    totals: bool = False,
    profile: Log | None = None,
) -> Report:
    """The report on a dump folder, archive, log or file; on a Dump, or on one Compilation of it.

    `explain` adds cost, duplicated work and memory of what runs to each program; the document is of schema 2 then.
    `totals` adds those of memory and cost, by which `hloscope.diff` compares reports too, as `hloscope report --json`
    does. `profile` is a profile of the same programs, whose measured times are told; a source that is a profile itself
    needs none.

    Raises:
        DumpError: the path is not there, or cannot be read. Broken files beside good ones are in `errors` instead.
    """
    if isinstance(source, Compilation) and profile is None:
        program, errors = program_of(source, explain=_explainer() if explain else None, totals=totals)
        return Report({"schema": _schema(explain=explain), "compilations": [program], "errors": errors}, (source,))
    whole = Dump(source.path, (source,)) if isinstance(source, Compilation) else source
    return reports_of([whole], explain=explain, totals=totals, profile=profile)


def reports_of(
    sources: Sequence[str | Path | Dump],
    *,
    name: Names = None,
    stages: Collection[str] = STAGES,
    explain: bool = False,
    totals: bool = False,
    machine: Machine | None = None,
    progress: Progress = iter,
    profile: Log | None = None,
    jobs: int = 1,
) -> Report:
    """The report on several dumps.

    `name` keeps the modules of that name, which may be a pattern such as `jit_*`; `stages` are those to look at. Where
    there are several dumps the path of each program begins with that of its dump. A path that cannot be read is an
    error among the others. `explain`, `totals` and `profile` are as in `report`; times are modelled on `machine`, if
    one is given. So many `jobs`, which are processes, share a large folder; a script that asks for several must be one
    that can be imported (`if __name__ == "__main__":`).
    """
    explanation = _explainer(machine) if explain else None
    analyse = partial(_program_at, stages=[*stages], explain=explanation, totals=totals, machine=machine)
    programs, errors = each_compilation(sources, analyse, name=name, progress=progress, profile=profile, jobs=jobs)
    return Report(
        {"schema": _schema(explain=explain), "compilations": programs, "errors": errors}, tuple(sources), profile
    )


def _program_at(
    compilation: Compilation,
    path: str,
    *,
    stages: Collection[str],
    explain: Explain | None,
    totals: bool,
    machine: Machine | None,
) -> tuple[Program, list[Error]]:
    program, errors = program_of(compilation, stages, explain, totals=totals, machine=machine)
    program["path"] = path
    return program, errors


def _explainer(machine: Machine | None = None) -> Explain:
    """What explains a compilation; loaded only now, for most reports explain nothing."""
    from hloscope.reports.explain import explanation_of

    return partial(explanation_of, machine=machine)


def _schema(*, explain: bool) -> int:
    return EXPLAINED_SCHEMA if explain else SCHEMA
