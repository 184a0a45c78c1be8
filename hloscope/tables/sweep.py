"""Sweep tables: the plateaus of a sweep, and what changes at the cliffs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.comparisons.change_words import launch_text
from hloscope.comparisons.sweep_words import cliff_lines, range_text, summary_of
from hloscope.tables.style import cut_text, new_table
from hloscope.words import count_text

if TYPE_CHECKING:
    from hloscope.comparisons.plateaus import Plateau, Sweep


def sweep_tables(sweep: Sweep, *, top: int = 0) -> RenderableType:
    """The whole sweep; `top` bounds the plateaus, and the cliffs between them, 0 lists all."""
    numbers = ("Launches", "Clusters", "Copies", "Compiled")
    plateaus, cliffs = sweep.plateaus[: top or None], sweep.cliffs[: top - 1 if top else None]
    title = summary_of(sweep) + cut_text(len(plateaus), len(sweep.plateaus))
    table = new_table(title, sweep.variable, *numbers, "Launched", numbers=numbers)
    for plateau in plateaus:
        table.add_row(range_text(sweep, plateau), *_numbers(plateau), str(plateau.compiled), _launched(plateau))
    lines = [line for cliff in cliffs for line in cliff_lines(sweep, cliff)]
    note = Text("Values between two that are compiled alike were not compiled: inferred to be like them.", style="dim")
    parts: list[RenderableType] = [table, Text()]
    parts += [Text("\n".join(lines)), Text()] if lines else []
    return Group(*parts, note) if sweep.compiled < len(sweep.values) else Group(*parts[:-1])


def _numbers(plateau: Plateau) -> list[str]:
    outline = plateau.outline
    return [count_text(outline.numbers[key] if outline else None) for key in ("launches", "clusters", "copies")]


def _launched(plateau: Plateau) -> str:
    if plateau.outline is None:
        return plateau.problem
    texts = [launch_text(launch) for launch in plateau.outline.launches]
    counted = {text: texts.count(text) for text in dict.fromkeys(texts)}
    return "\n".join(text if times == 1 else f"{times}x {text}" for text, times in counted.items())
