"""Report: everything the analyses say of a dump, as one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from hloscope.collector import paused_collector
from hloscope.dump import Compilation, Dump, load
from hloscope.errors import HloscopeError
from hloscope.reports.document import error_of, program_of
from hloscope.reports.schema import SCHEMA, STAGES, Document, Error, Program

Progress = Callable[[Sequence[Compilation]], Iterator[Compilation]]
"""Goes through compilations, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report on some compilations; `to_dict()` is the JSON document that the README describes."""

    document: Document

    @property
    def programs(self) -> Sequence[Program]:
        """The report of each compilation, in the order of the dump."""
        return self.document["compilations"]

    @property
    def errors(self) -> Sequence[Error]:
        """The files that could not be read; the programs beside them are whole."""
        return self.document["errors"]

    def to_dict(self) -> Document:
        """The JSON document."""
        return self.document

    def to_json(self) -> str:
        """The JSON document as text, a line for each program."""
        programs = ",\n".join(json.dumps(program, separators=(",", ":")) for program in self.programs)
        errors = json.dumps(self.errors, separators=(",", ":"))
        return f'{{"schema":{self.document["schema"]},"compilations":[\n{programs}\n],"errors":{errors}}}\n'


def report(source: str | Path | Dump | Compilation) -> Report:
    """The report on a dump folder, archive, log or file; on a Dump, or on one Compilation of it.

    Raises:
        DumpError: the path is not there, or cannot be read. Broken files beside good ones are in `errors` instead.
    """
    if isinstance(source, Compilation):
        program, errors = program_of(source)
        return Report({"schema": SCHEMA, "compilations": [program], "errors": errors})
    return reports_of([source])


def reports_of(
    sources: Sequence[str | Path | Dump],
    *,
    name: str | None = None,
    stages: Collection[str] = STAGES,
    progress: Progress = iter,
) -> Report:
    """One report on several dumps.

    `name` keeps the modules of that name, which may be a pattern such as `jit_*`; `stages` are those to look at. Where
    there are several dumps the path of each program begins with that of its dump. A path that cannot be read is an
    error among the others.
    """
    document: Document = {"schema": SCHEMA, "compilations": [], "errors": []}
    for source in sources:
        try:
            dump = source if isinstance(source, Dump) else load(source)
        except HloscopeError as error:
            document["errors"].append(error_of(error, str(source)))
            continue
        prefix = f"{dump.path}/" if len(sources) > 1 else ""
        for program, errors in _programs_of(dump, prefix, name, stages, progress, is_kept=dump is source):
            document["compilations"].append(program)
            document["errors"] += errors
        listed: list[Error] = [{"file": error.file, "message": error.message} for error in dump.errors]
        document["errors"] += [error for error in listed if error not in document["errors"]]
    return Report(document)


def _programs_of(
    dump: Dump, prefix: str, name: str | None, stages: Collection[str], progress: Progress, *, is_kept: bool
) -> Iterator[tuple[Program, list[Error]]]:
    """The programs of a dump and their errors; of a dump that nobody else keeps, one at a time is in memory."""
    for compilation in progress([c for c in dump.compilations if name is None or fnmatchcase(c.name, name)]):
        with paused_collector():  # until what it would look through is gone: a tenth of the time of a report
            program, errors = program_of(compilation, stages)
            if not is_kept:
                compilation.discard()
        program["path"] = (prefix + program["path"]).rstrip("/")
        yield program, errors
