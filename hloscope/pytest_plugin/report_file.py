"""The report file: what `hloscope report --json` says of all captured programs, each with the test that captured it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from hloscope.dump.writing import write_whole
from hloscope.pytest_plugin.records import Record
from hloscope.reports import reports_of
from hloscope.reports.schema import DocumentOf, Program
from hloscope.version import SCHEMA


class TestedProgram(Program):
    """A program of the report, the test that captured it, and what it was compiled for."""

    test: str
    target: str


TestedDocument = DocumentOf[TestedProgram]


def write_report(path: str, captures: Iterable[tuple[str, Record]]) -> None:
    """Writes the document; `test` and `target` of each program are added to its keys.

    Raises:
        OSError: it cannot be written.
    """
    document: TestedDocument = {"schema": SCHEMA, "compilations": [], "errors": []}
    for test, record in captures:
        found = reports_of([record.dump], name=record.program).to_dict()
        document["schema"] = found["schema"]
        programs: list[TestedProgram] = [
            {**program, "test": test, "target": record.target} for program in found["compilations"]
        ]
        document["compilations"] += programs
        document["errors"] += found["errors"]
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(document, indent=1) + "\n")
