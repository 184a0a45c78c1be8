"""Trend tables: each program from run to run, and what changed as a row of bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.style import BETTER, WORSE, cut_text, new_table
from hloscope.words import bytes_text, count_text, counted, name_text
from hloscope.words.sparkline import sparkline

if TYPE_CHECKING:
    from rich.table import Table

    from hloscope.comparisons.fleet.forms import PointForm, TrendDocument, TrendForm

_LONGEST = 60  # bars in a row
Number = tuple[Literal["launches", "bytes", "peak_bytes"], str, Callable[[int | None], str]]
_LABELS: tuple[Literal["commit", "compiler"], ...] = ("commit", "compiler")
_NUMBERS: tuple[Number, ...] = (
    ("launches", "Launches", count_text),
    ("bytes", "Bytes", bytes_text),
    ("peak_bytes", "Peak", bytes_text),
)


def trend_tables(document: TrendDocument, *, top: int = 20) -> RenderableType:
    """Each program's last `top` runs, 0 for all."""
    parts = [part for program in document["programs"] for part in (*_program_parts(program, top), Text())]
    return Group(*parts[:-1])


def _program_parts(program: TrendForm, top: int) -> Iterator[RenderableType]:
    points = program["points"]
    yield _table(program["name"], points, points[-top:] if top else points)
    lines = [line for number in _NUMBERS if (line := _line(points, *number))]
    if lines and len(points) > 1:
        yield Text("\n".join(lines))


def _table(name: str, points: Sequence[PointForm], shown: Sequence[PointForm]) -> Table:
    title = f"{name_text(name)}: {counted(len(points), 'run')}{cut_text(len(shown), len(points))}"
    labels = [key for key in _LABELS if any(point[key] for point in points)]
    known = [number for number in _NUMBERS if any(point[number[0]] is not None for point in points)]
    numbers = ["Hosts", *(heading for _, heading, _ in known)]
    table = new_table(title, "Run", "Written", *map(str.capitalize, labels), *numbers, numbers=numbers)
    before = points[-len(shown) - 1] if len(shown) < len(points) else None
    for point in shown:
        labels_of_point = {"commit": point["commit"], "compiler": point["compiler"]}
        cells = [labels_of_point[key] or "-" for key in labels]
        table.add_row(
            point["run"], (point["written_at"] or "-")[:10], *cells, _hosts(point), *_values(known, point, before)
        )
        before = point
    return table


def _hosts(point: PointForm) -> str:
    """How many hosts; and in how many ways, if they do not have the same."""
    return f"{point['hosts']}" if point["ways"] == 1 else f"{point['hosts']} ({point['ways']} ways)"


def _values(numbers: Sequence[Number], point: PointForm, before: PointForm | None) -> Iterator[Text]:
    for name, _, words in numbers:
        value, earlier = point[name], before[name] if before else None
        style = "" if value is None or earlier is None or value == earlier else WORSE if value > earlier else BETTER
        yield Text(words(value), style=style)


def _line(
    points: Sequence[PointForm],
    name: Literal["launches", "bytes", "peak_bytes"],
    title: str,
    words: Callable[[int | None], str],
) -> str | None:
    """`Launches  ▁▁▄█  12 -> 15`, from the first run to the last; None where nothing is known."""
    values = [point[name] for point in points[-_LONGEST:]]
    known = [value for value in values if value is not None]
    if not known:
        return None
    same = f"always {words(known[0])}" if min(known) == max(known) else f"{words(known[0])} -> {words(known[-1])}"
    return f"{title:9} {sparkline(values)}  {same}"
