"""Reading: the rows of all tables that one dump gives; of a thousand equal programs one is parsed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from hloscope.captures.doctor.diagnosis import in_order
from hloscope.captures.doctor.folder_findings import NamedFile, findings_without_parsing
from hloscope.comparisons.fleet.content import Content, content_of, note_as_read, signature_of
from hloscope.comparisons.fleet.layout import id_of
from hloscope.comparisons.fleet.program_rows import rows_of_program
from hloscope.comparisons.fleet.schema import TABLES, Row, Rows
from hloscope.comparisons.fleet.units import Unit
from hloscope.dump import Compilation, Dump
from hloscope.dump.dump import dump_of, load_file
from hloscope.dump.file_names import find_dump_name
from hloscope.dump.listing import sources_of
from hloscope.dump.places import is_url
from hloscope.errors import HloscopeError, telling_faults
from hloscope.parsers import paused_collector
from hloscope.reports.each_compilation import error_of, errors_form, read
from hloscope.reports.explain import ExplainedProgram, explanation_of
from hloscope.reports.program import program_of
from hloscope.reports.schema import Error
from hloscope.version import __version__

_KEPT = 256  # programs whose rows are kept, to be given again for equal ones
_PASSING = ("cannot be read: ", "no right to read it", "nothing is there")  # what another attempt may find otherwise


@dataclass(slots=True)
class Known:
    """The rows of programs that were parsed, by what they say; `parsed` counts them."""

    rows: OrderedDict[bytes, Rows] = field(default_factory=OrderedDict[bytes, Rows])
    parsed: int = 0

    def find(self, content: Content) -> Rows | None:
        """The rows of a program that says the same, if one was kept."""
        return self.rows.get(content.all) if content.all else None

    def keep(self, content: Content, rows: Rows) -> None:
        """Keeps the rows of a program, and of the programs before it the last ones."""
        if content.all:
            self.rows[content.all] = rows
            while len(self.rows) > _KEPT:
                self.rows.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a dump gives. It is not `steady` if a file of it could not be reached, and may be another time."""

    rows: Rows
    errors: tuple[Error, ...]
    steady: bool


def read_unit(unit: Unit, dump_id: str, known: Known, labels: Sequence[str] = ()) -> Found:
    """The rows of a dump; what of it cannot be read is among them."""
    errors: list[Error] = []
    rows: Rows = {table.name: [] for table in TABLES}
    try:
        with telling_faults(unit.url):
            dump = load_unit(unit)
    except HloscopeError as error:
        dump = Dump(unit.url, ())
        errors.append(error_of(error, unit.url))
    for compilation in dump.compilations:
        with paused_collector():
            _add(rows, _rows_of(compilation, known, errors), compilation)
            compilation.discard()
    seen = {(error["file"], error["message"]) for error in errors}
    errors += [error for error in errors_form(dump.errors) if (error["file"], error["message"]) not in seen]
    rows["findings"] += _doctor_rows(unit, dump)
    rows["errors"] = [_error_row(error["file"], error["message"]) for error in errors]
    rows["dumps"] = [_dump_row(unit, rows, labels)]
    for row in (row for found in rows.values() for row in found):
        row["dump_id"] = dump_id
    return Found(rows, tuple(errors), not any(error["message"].startswith(_PASSING) for error in errors))


def load_unit(unit: Unit) -> Dump:
    """The dump that a unit is, with nothing of it read yet.

    Raises:
        DumpError: it is an archive that cannot be opened, or a file of no known kind.
    """
    sources = sources_of(unit.root, unit.files)
    if unit.is_one_file:
        return load_file(sources[0])
    return dump_of(unit.url, sources)


def _add(rows: Rows, more: Rows, compilation: Compilation) -> None:
    module: Row = {"module_id": compilation.id}
    for name, found in more.items():
        rows[name] += [{**row, **module} for row in found]
    if more and compilation.recompilation_of is not None:
        rows["programs"][-1]["recompilation_of"] = compilation.recompilation_of


def _rows_of(compilation: Compilation, known: Known, errors: list[Error]) -> Rows:
    """The rows of a compilation, none if it cannot be read."""
    content = read(partial(content_of, compilation), compilation, errors)
    if content is None:
        return {}
    rows = known.find(content)
    if rows is not None:
        note_as_read(compilation)
        return rows
    problems: list[Error] = []
    rows = read(partial(_parsed, compilation, content, problems), compilation, problems)
    known.parsed += 1
    errors += problems
    if rows is not None and not problems:
        known.keep(content, rows)
    return rows or {}


def _parsed(compilation: Compilation, content: Content, problems: list[Error]) -> Rows:
    program, found = program_of(compilation, explain=explanation_of, totals=True)
    problems += found
    signature = read(partial(signature_of, compilation), compilation, [])
    explained: ExplainedProgram = program  # type: ignore[assignment]
    return rows_of_program(explained, content.program, signature)


def _doctor_rows(unit: Unit, dump: Dump) -> list[Row]:
    named = [(file, find_dump_name(file.name)) for file in unit.files]
    is_upload = is_url(unit.root)  # whose times are those of copying
    files = [NamedFile(file.folder, name, 0.0 if is_upload else file.written or 0.0) for file, name in named if name]
    findings = in_order(findings_without_parsing(dump, files)) if dump.compilations else ()
    return [
        {
            "finding_id": id_of("doctor", finding.id, finding.evidence),
            "kind": "doctor",
            "rule": finding.id,
            "text": f"{finding.evidence}: {finding.cause}; {finding.cure}",
            "is_problem": finding.is_problem,
        }
        for finding in findings
    ]


def _error_row(file: str, message: str) -> Row:
    return {"error_id": id_of(file, message), "file": file, "message": message}


def _dump_row(unit: Unit, rows: Rows, labels: Sequence[str]) -> Row:
    pairs = dict(label.split("=", 1) for label in labels)
    return {
        "url": unit.url,
        "phase": unit.home.phase,
        "files": len(unit.files),
        "bytes": unit.size,
        "programs": len(rows["programs"]),
        "errors": len(rows["errors"]),
        "written_at": _time_text(unit.written),
        "indexed_at": _time_text(datetime.now(UTC).timestamp()),
        "commit": pairs.get("commit"),
        "compiler": pairs.get("compiler"),
        "labels": [*labels],
        "hloscope": __version__,
    }


def _time_text(seconds: float | None) -> str | None:
    """A time in UTC as ISO 8601, without its zone."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat()
    except (OSError, OverflowError, ValueError):  # of a year that no calendar has
        return None
