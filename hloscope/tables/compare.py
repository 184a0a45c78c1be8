"""Comparison tables: one model from several frameworks, a column for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.comparisons.change_words import launch_texts
from hloscope.tables.style import new_table
from hloscope.words import bytes_text, count_text, name_text

if TYPE_CHECKING:
    from hloscope.comparisons.comparison import Comparison, ModelComparison
    from hloscope.comparisons.outline import Launch, Outline

_NOTE = (
    "Launches: before -> unfused -> after, as in the report; launches of top-level operations are marked *. Which "
    "launches do the same work, and why they differ, is inferred."
)


def compare_tables(comparison: Comparison, *, top: int) -> RenderableType:
    """The whole comparison; `top` bounds the rows of each model that differ, 0 lists all."""
    parts: list[RenderableType] = []
    for model in comparison.models:
        parts += [_totals(model), _launches(model, top)]
    alone = [*_alone(comparison)]
    parts += [Text("\n".join(alone))] if alone else []
    parts += [Text(_NOTE, style="dim")] if comparison.models else []
    return Group(*[part for found in parts for part in (found, Text())][:-1])


def _totals(model: ModelComparison) -> Table:
    table = new_table(model.name, "", *model.programs, numbers=[*model.programs])
    for title, cell in _TOTALS.items():
        cells = [cell(outline) for outline in model.programs.values()]
        if title in _ALWAYS or len(set(cells)) > 1:
            table.add_row(title, *cells)
    return table


def _number(key: str, text: Callable[[int | None], str] = count_text) -> Callable[[Outline], str]:
    return lambda outline: text(outline.numbers[key])


def _path(outline: Outline) -> str:
    """`10 -> 8 -> 4`."""
    mark = "*" if outline.unit == "top_level_ops" else ""
    return " -> ".join(count_text(outline.numbers[key]) for key in ("before", "unfused", "launches")) + mark


def _per_run(outline: Outline) -> str:
    return count_text(outline.numbers["per_run"]) + (" (inferred)" if outline.is_inferred else "")


def _traffic(outline: Outline) -> str:
    return ("at most " if outline.has_branches else "") + bytes_text(outline.numbers["bytes"])


_ALWAYS = ("Program", "Backend", "Launches", "Clusters")
_TOTALS: Mapping[str, Callable[[Outline], str]] = {
    "Program": lambda outline: name_text(outline.function, 24),
    "Backend": lambda outline: outline.backend,
    "Launches": _path,
    "Per run": _per_run,
    "Copies": _number("copies"),
    "Collectives": _number("collectives"),
    "Clusters": _number("clusters"),
    "Broadcasts": _number("broadcast_bytes", bytes_text),
    "Traffic": _traffic,
}


def _launches(model: ModelComparison, top: int) -> Table:
    same, other = _counted(model, is_same=True), _counted(model, is_same=False)
    shown = [*other.items()][: top or None]
    cut = f" ({len(shown)} of these, --top 0 for all)" if len(shown) < len(other) else ""
    title = f"{model.name}, launch by launch: {sum(same.values())} alike, {sum(other.values())} not{cut}"
    table = new_table(title, *model.programs, "Why")
    for (*cells, why), times in (*same.items(), *shown):
        table.add_row(*cells, Text(f"{times}x: {why}" if times > 1 else why, style="dim"))
    return table


def _counted(model: ModelComparison, *, is_same: bool) -> Counter[tuple[str, ...]]:
    """The rows as text, and how often there is one like it: the layers of a model are alike."""
    rows = [row for row in model.rows if row.is_same is is_same]
    cells = [[_cell(row.launches.get(label, ())) for label in model.programs] for row in rows]
    return Counter((*texts, ";\n".join(row.why) or "the same") for texts, row in zip(cells, rows, strict=True))


def _cell(launches: Sequence[Launch]) -> str:
    return "\n".join(launch_texts(launches)) or "-"


def _alone(comparison: Comparison) -> Iterator[str]:
    for label, outlines in comparison.only.items():
        if outlines:
            yield f"only in {label}: {', '.join(name_text(outline.function) for outline in outlines)}"
