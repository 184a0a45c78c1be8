"""The report file: what `hloscope report --json` says of all captured programs, each with the test that captured it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hloscope.pytest_plugin.records import Record
from hloscope.reports import reports_of


def write_report(path: str, captures: Iterable[tuple[str, Record]]) -> None:
    """Writes the document; `test` and `target` of each program are added to the schema's keys."""
    document: dict[str, Any] = {"schema": 1, "compilations": [], "errors": []}
    for test, record in captures:
        found = reports_of([record.dump], name=record.program).to_dict()
        document["schema"] = found["schema"]
        document["compilations"] += [
            {**program, "test": test, "target": record.target} for program in found["compilations"]
        ]
        document["errors"] += found["errors"]
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
