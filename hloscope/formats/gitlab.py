"""GitLab: findings as a report of Code Quality, which merge requests show beside the lines of the change."""

from __future__ import annotations

from typing import TypedDict

from hloscope.formats.findings import Finding, Findings, Place, by_level, place_of
from hloscope.words.safe_text import visible_lines

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}
_NOWHERE = Place(".", 1)
"""What is told of no line: GitLab wants a path of everything."""


class LinesForm(TypedDict):
    """The first line."""

    begin: int


class LocationForm(TypedDict):
    """A place in the repository."""

    path: str
    lines: LinesForm


class QualityForm(TypedDict):
    """One entry (docs.gitlab.com, "Code Quality report format")."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: LocationForm


def gitlab_report(found: Findings, root: str) -> list[QualityForm]:
    """The entries of the report, the worst first."""
    return [_entry(item, place_of(item.source, root) or _NOWHERE) for item in by_level(found.items)]


def _entry(item: Finding, place: Place) -> QualityForm:
    return {
        "description": visible_lines(item.text),
        "check_name": item.rule,
        "fingerprint": item.fingerprint,
        "severity": _SEVERITIES[item.level],
        "location": {"path": place.file, "lines": {"begin": place.line}},
    }
