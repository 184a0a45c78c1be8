"""Annotations: failures as GitHub shows them beside the lines of a change, where tests run in its Actions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# docs.github.com, "Workflow commands for GitHub Actions": what a message, and a property of it, may not hold.
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation_of(report: pytest.TestReport, workspace: str) -> str:
    """The line that GitHub reads: `::error file=...,line=...,title=...::...`; paths are relative to the workspace."""
    crash = getattr(report.longrepr, "reprcrash", None)
    file, line = (crash.path, crash.lineno) if crash else (report.location[0], (report.location[1] or 0) + 1)
    message = str(crash.message) if crash else report.longreprtext
    if workspace and Path(file).is_absolute():
        file = os.path.relpath(file, workspace)
    properties = {"file": file, "line": str(line), "title": report.nodeid}
    told = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    return f"::error {told}::{message.removeprefix('AssertionError: ').translate(_MESSAGE)}"
