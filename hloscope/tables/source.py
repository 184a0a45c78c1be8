"""The table of source lines: what became of each, and where it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.style import cut_text, new_table
from hloscope.words import bytes_text, name_text, source_text

_NOTES = (
    "Ops: operations before optimization. Gone: those that nothing computes any more. Copies: how often others are "
    "computed more than once. Bytes: what the launches read and write for the line, by XLA's metadata; loops once."
)
_WIDTH_OF_LINES = 22
_LONGEST_CODE = 2 * _WIDTH_OF_LINES  # two lines of it
_INFERRED = "Without snapshots of passes all of it is inferred; hloscope run --passes makes them."


def source_tables(programs: Sequence[Mapping[str, Any]], *, top: int = 0) -> RenderableType:
    """For each program its lines in order; `top` bounds them, 0 lists all."""
    parts: list[RenderableType] = []
    for program in programs:
        numbers = ("Ops", "Gone", "Copies", "Bytes")
        lines = program["lines"][: top or None]
        cut = cut_text(len(lines), len(program["lines"]))
        title = f"{name_text(program['name'])}: where its lines run{cut}"
        table = new_table(title, "Line", *numbers, "Launches", numbers=numbers)
        table.columns[0].min_width = _WIDTH_OF_LINES
        for line in lines:
            counts = [str(line[key]) for key in ("operations", "gone", "copies")]
            traffic = bytes_text(line["own_bytes_read"] + line["own_bytes_written"])
            table.add_row(_line_cell(line), *counts, traffic, _listed(line["launches"]))
        parts += [table, Text()]
    is_inferred = any(program["evidence"] == "match" for program in programs)
    return Group(*parts, Text(f"{_NOTES}\n{_INFERRED}" if is_inferred else _NOTES, style="dim"))


def _line_cell(line: Mapping[str, Any]) -> Text:
    """The place, and below it the beginning of its code, in one line: a long one is no easier to find for its end."""
    code = line["code"] or ""
    shown = code if len(code) <= _LONGEST_CODE else f"{code[: _LONGEST_CODE - 1]}…"
    return Text(source_text(line["place"])).append(f"\n{shown}" if shown else "", style="dim")


def _listed(names: Sequence[str], limit: int = 3) -> str:
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown or "-"
