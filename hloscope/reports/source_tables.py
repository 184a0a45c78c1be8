"""The table of source lines: what became of each, and where it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.reports.table_style import new_table
from hloscope.reports.words import bytes_text, name_text, source_text

_NOTES = (
    "Ops: operations before optimization. Gone: those that nothing computes any more. Copies: how often others are "
    "computed more than once. Writes: what the launches write in all, for other lines too."
)
_INFERRED = "Without snapshots of passes all of it is inferred; hloscope run --passes makes them."


def source_tables(programs: Sequence[Mapping[str, Any]]) -> RenderableType:
    """For each program its lines in order."""
    parts: list[RenderableType] = []
    for program in programs:
        numbers = ("Ops", "Gone", "Copies", "Writes")
        title = f"{name_text(program['name'])}: where its lines run"
        table = new_table(title, "Line", *numbers, "Launches", numbers=numbers)
        for line in program["lines"]:
            place = Text(source_text(line["place"])).append(f"\n{line['code']}" if line["code"] else "", style="dim")
            counts = [str(line[key]) for key in ("operations", "gone", "copies")]
            table.add_row(place, *counts, bytes_text(line["bytes_written"]), _listed(line["launches"]))
        parts += [table, Text()]
    is_inferred = any(program["evidence"] == "match" for program in programs)
    return Group(*parts, Text(f"{_NOTES}\n{_INFERRED}" if is_inferred else _NOTES, style="dim"))


def _listed(names: Sequence[str], limit: int = 6) -> str:
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown or "-"
