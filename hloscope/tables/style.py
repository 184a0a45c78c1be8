"""Table style: how every table of hloscope looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Column, Table
from rich.text import Text

from hloscope.tables.widths import Need, are_met, shared_widths

WORSE = "red"  # what colours mean, in every table
BETTER = "green"
UNKNOWN = "yellow"
_GAP = 3  # letters between two columns
_ROOM = 28  # letters of a name, or of a word, that stay in one line if that is possible at all
_TELLING = ("Source", "Line")  # what is in these columns says itself what it is
_LEAST = 12  # letters of a name that always do


def new_table(
    title: str | None,
    *columns: str,
    numbers: Sequence[str] = (),
    left_out: Sequence[str] = (),
    title_style: str = "bold",
) -> Table:
    """A table whose columns in `numbers` are aligned to the right.

    The first column that is no number is the name of a row. Where the columns are too many for the terminal, the last
    ones go below that name, or are named below the table as left out if they are in `left_out`.
    """
    table = FittingTable(left_out=left_out, **_look(title, title_style))
    for column in columns:
        _add_column(table, column, is_number=column in numbers)
    return table


def _look(title: str | None, title_style: str) -> dict[str, Any]:
    """How a table looks; a title is folded to the width of its table."""
    return {
        "title": title,
        "title_justify": "left",
        "title_style": title_style,
        "caption_justify": "left",
        "caption_style": "dim",
        "min_width": len(title or ""),
        "box": box.SIMPLE_HEAD,
        "pad_edge": False,
        "show_edge": False,
    }


def _add_column(table: Table, header: str, *, is_number: bool, width: int | None = None) -> None:
    justify: Literal["left", "right"] = "right" if is_number else "left"
    table.add_column(header, justify=justify, overflow="fold", no_wrap=is_number, width=width)


def of_text(shown: int, total: int) -> str:
    """`3 of 8, --top 0 for all`, or how many there are where all are shown."""
    return f"{shown} of {total}, --top 0 for all" if shown < total else str(total)


def cut_text(shown: int, total: int) -> str:
    """` (3 of 8, --top 0 for all)` behind a title, or nothing where all are shown."""
    return f" ({of_text(shown, total)})" if shown < total else ""


def with_dim_inferred(text: str) -> Text:
    """A text in which `(inferred)` is dim."""
    found = Text(text)
    found.highlight_words(["(inferred)"], style="dim")
    return found


class FittingTable(Table):
    """A table that gives its names room, whatever the width of the terminal."""

    def __init__(self, *, left_out: Sequence[str], **look: Any) -> None:  # noqa: ANN401 (as rich has it)
        super().__init__(**look)
        self._look = look
        self._left_out = left_out

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table as rich makes it if that is good to read, else one that fits."""
        columns = [_Column.of(column) for column in self.columns]
        plan = _find_plan(columns, self._left_out, options.max_width)
        if plan is None:
            yield from super().__rich_console__(console, options)
        else:
            yield from _planned(plan, self._look).__rich_console__(console, options)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column by its cells."""

    header: str
    is_number: bool
    min_width: int
    cells: tuple[Text, ...]

    @classmethod
    def of(cls, column: Column) -> _Column:
        cells = tuple(cell if isinstance(cell, Text) else Text(str(cell)) for cell in column.cells)
        return cls(str(column.header), column.no_wrap, column.min_width or 0, cells)

    def need(self, *, is_name: bool, room: int) -> Need:
        """What it needs: all of a number, else its longest word, up to `room` of it; of names some letters anyhow."""
        lines = [self.header, *(line for cell in self.cells for line in cell.plain.split("\n"))]
        whole = max(self.min_width, *map(cell_len, lines))
        if self.is_number:
            return Need(whole, whole)
        word = max((cell_len(word) for line in lines for word in line.split()), default=1)
        return Need(whole, max(min(word, room), min(whole, _LEAST) if is_name else 1))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is shown of a table, how wide, and what is said below it."""

    columns: Sequence[_Column]
    widths: Sequence[int]
    caption: str | None


def _find_plan(columns: Sequence[_Column], left_out: Sequence[str], width: int) -> _Plan | None:
    """What to do about a table that is too wide; None if rich's own way is good to read, or if nothing helps."""
    name = next((place for place, column in enumerate(columns) if not column.is_number), 0)
    if _is_good(columns, name, width):
        return None
    for room in (_ROOM, _LEAST):
        for moved in range(len(columns) - name):
            shown = _with_below(columns, name, moved, left_out)
            widths = shared_widths(_needs(shown, name, room), _available(shown, width))
            if widths:
                missing = [column.header for column in columns[len(shown) :] if column.header in left_out]
                caption = f"Not shown at {width} columns: {', '.join(missing)}." if missing else None
                return _Plan(shown, widths, caption)
    return None


def _available(columns: Sequence[_Column], width: int) -> int:
    return width - _GAP * (len(columns) - 1)


def _needs(columns: Sequence[_Column], name: int, room: int) -> list[Need]:
    return [column.need(is_name=place == name, room=room) for place, column in enumerate(columns)]


def _is_good(columns: Sequence[_Column], name: int, width: int) -> bool:
    needs, available = _needs(columns, name, _ROOM), _available(columns, width)
    return sum(need.whole for need in needs) <= available or are_met(
        needs, [not column.is_number for column in columns], available
    )


def _with_below(columns: Sequence[_Column], name: int, moved: int, left_out: Sequence[str]) -> list[_Column]:
    """The columns without the last ones, whose cells are below the name, each with what it is."""
    shown, rest = [*columns[: len(columns) - moved]], columns[len(columns) - moved :]
    below = [column for column in rest if column.header not in left_out]
    cells = [_named_below(cell, row, below) for row, cell in enumerate(columns[name].cells)]
    shown[name] = replace(columns[name], cells=tuple(cells))
    return shown


def _named_below(name: Text, row: int, below: Sequence[_Column]) -> Text:
    texts = [(column.header, " ".join(column.cells[row].plain.split())) for column in below]
    words = ", ".join(
        text if header in _TELLING else f"{header.lower()} {text}" for header, text in texts if text not in ("", "-")
    )
    return Text.assemble(name, (f"\n{words}", "dim")) if words else name


def _planned(plan: _Plan, look: dict[str, Any]) -> Table:
    table = Table(**look, caption=plan.caption)
    for column, width in zip(plan.columns, plan.widths, strict=True):
        _add_column(table, column.header, is_number=column.is_number, width=width)
    for cells in zip(*(column.cells for column in plan.columns), strict=True):
        table.add_row(*cells)
    return table
