"""Query table: the answer to a question in SQL, as wide as the terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.style import new_table

if TYPE_CHECKING:
    from hloscope.comparisons.fleet.query import Answer

_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


def answer_table(answer: Answer, *, top: int) -> RenderableType:
    """The rows of an answer, and whether there are more."""
    if not answer.rows:
        return Text("no rows", style="dim")
    names = [name for name, _ in answer.columns]
    numbers = [name for name, kind in answer.columns if any(number in kind for number in _NUMBERS)]
    table = new_table("", *names, numbers=numbers)
    for row in answer.rows:
        table.add_row(*map(_cell, row))
    more = Text(f"the first {top} rows; --top 0 prints all", style="dim")
    return Group(table, more) if answer.is_cut else table


def _cell(value: object) -> Text:
    return Text("-", style="dim") if value is None else Text(_words(value))


def _words(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.6g}"
        case datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
