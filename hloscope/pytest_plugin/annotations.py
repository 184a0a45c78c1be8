"""Annotations: failures as GitHub shows them beside the lines of a change, where tests run in its Actions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hloscope.words.safe_text import annotation


def annotation_of(report: pytest.TestReport, workspace: str) -> str:
    """The line that GitHub reads: `::error file=...,line=...,title=...::...`; paths are relative to the workspace."""
    crash = getattr(report.longrepr, "reprcrash", None)
    file, line = (crash.path, crash.lineno) if crash else (report.location[0], (report.location[1] or 0) + 1)
    message = str(crash.message) if crash else report.longreprtext
    if workspace and Path(file).is_absolute():
        file = os.path.relpath(file, workspace)
    message = message.removeprefix("AssertionError: ")
    return annotation("error", message, file=file, line=str(line), title=report.nodeid)
