"""Findings as Markdown: for the summary of a step, or a comment on a change."""

from __future__ import annotations

from hloscope.formats.findings import Findings, by_level, place_of
from hloscope.formats.rules import help_of
from hloscope.words.safe_text import inert_lines, markdown


def findings_markdown(found: Findings, root: str) -> str:
    """The verdict, and a row for each finding, the worst first; nothing where there is none."""
    if not found.items:
        return ""
    rows = [f"### hloscope {found.command}: {markdown(found.verdict)}", "", "| Rule | Where | What |", "|---|---|---|"]
    for item in by_level(found.items):
        place = place_of(item.source, root)
        where = f"{place.file}:{place.line}" if place else ""
        text = " ".join(item.text.split())
        rows.append(f"| [{item.rule}]({help_of(item.rule)}) | {markdown(where)} | {markdown(text)} |")
    return inert_lines("\n".join(rows) + "\n")
