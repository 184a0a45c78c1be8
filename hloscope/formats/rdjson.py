"""RDJSON: findings as reviewdog reads them (reviewdog/proto/rdf/reviewdog.proto)."""

from __future__ import annotations

from typing import Any

from hloscope.formats.findings import Finding, Findings, by_level, place_of
from hloscope.formats.rules import help_of
from hloscope.words.safe_text import visible_lines

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
Json = dict[str, Any]


def rdjson_result(found: Findings, root: str) -> Json:
    """The result of one run, the worst findings first."""
    source = {"name": "hloscope", "url": "https://github.com/hloscope/hloscope"}
    return {"source": source, "diagnostics": [_diagnostic(item, root) for item in by_level(found.items)]}


def _diagnostic(item: Finding, root: str) -> Json:
    place = place_of(item.source, root)
    location = {"path": place.file, "range": {"start": {"line": place.line}}} if place else {"path": "."}
    return {
        "message": visible_lines(item.text),
        "location": location,
        "severity": _SEVERITIES[item.level],
        "code": {"value": item.rule, "url": help_of(item.rule)},
    }
