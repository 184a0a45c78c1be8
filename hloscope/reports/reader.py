"""Reader: the JSON document of a report, read back; whoever wrote it may have written anything."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from hloscope.errors import DumpError
from hloscope.reports.json_form import find_problem, read_json
from hloscope.reports.report import Report
from hloscope.reports.schema import Document
from hloscope.reports.versions import SCHEMA

_HOW = "make it with: hloscope report --json PATH"


def is_report_file(path: Path) -> bool:
    """Whether it is a file that begins as JSON objects do; no dump of XLA's does."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip().startswith(b"{")
    except OSError:
        return False


def read_report(path: Path) -> Report:
    """The report in a JSON file that `hloscope report --json` wrote.

    Raises:
        DumpError: it cannot be read, or is no such document; the message says where in it.
    """
    document = read_json(path)
    problem: str | None
    if "compilations" not in document:
        problem = "expected a JSON report of hloscope, found other JSON"
    elif document.get("schema") != SCHEMA:
        problem = f"expected a report of schema {SCHEMA}, found {document.get('schema')!r}"
    else:
        problem = find_problem(document, Document)
    if problem:
        raise DumpError(f"{problem}; {_HOW}", str(path))
    return Report(cast("Document", document))
