"""GitHub: findings as annotations beside the lines of a change, and as the summary of a step of a workflow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from hloscope.errors import HloscopeError
from hloscope.formats.findings import Findings, by_level, place_of
from hloscope.words.safe_text import annotation

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github_annotations(found: Findings, root: str) -> str:
    """A command to GitHub for each finding, the worst first: it shows ten of a kind for each step."""
    return "".join(f"{line}\n" for line in _lines(found, root))


def _lines(found: Findings, root: str) -> Iterator[str]:
    for item in by_level(found.items):
        place = place_of(item.source, root)
        where = {"file": place.file, "line": str(place.line)} if place else {}
        yield annotation(_LEVELS[item.level], item.text, **where, title=item.rule)


def write_step_summary(markdown: str) -> None:
    """Adds Markdown to the summary of the step, if this runs in a step of a workflow and there is something to say.

    Raises:
        HloscopeError: the file that GITHUB_STEP_SUMMARY names cannot be written.
    """
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name or not markdown:
        return
    try:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(markdown)
    except OSError as error:
        raise HloscopeError(f"cannot write {name} (GITHUB_STEP_SUMMARY): {error.strerror or error}") from error
