"""Sweep tables: the plateaus of a sweep, and what changes at the cliffs between them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.comparisons.plateaus import Plateau, Sweep
from hloscope.comparisons.words import cliff_lines, launch_text, range_text, summary_of
from hloscope.tables.style import new_table
from hloscope.words import count_text


def sweep_tables(sweep: Sweep) -> RenderableType:
    """The whole sweep."""
    numbers = ("Launches", "Clusters", "Copies", "Compiled")
    table = new_table(summary_of(sweep), sweep.variable, *numbers, "Launched", numbers=numbers)
    for plateau in sweep.plateaus:
        table.add_row(range_text(sweep, plateau), *_numbers(plateau), str(plateau.compiled), _launched(plateau))
    lines = [line for cliff in sweep.cliffs for line in cliff_lines(sweep, cliff)]
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
