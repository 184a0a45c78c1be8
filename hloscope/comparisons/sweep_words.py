"""Sweep words: plateaus and cliffs as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.comparisons.change_words import change_lines
from hloscope.comparisons.plateaus import Cliff, Plateau, Sweep
from hloscope.comparisons.total_words import total_lines


def range_text(sweep: Sweep, plateau: Plateau) -> str:
    """`1 to 32`, or the one value."""
    first, last = sweep.values[plateau.first], sweep.values[plateau.last]
    return str(first) if plateau.first == plateau.last else f"{first} to {last}"


def cliff_lines(sweep: Sweep, cliff: Cliff) -> Iterator[str]:
    """What changes from one value to the next: the values, then a line for each change."""
    yield f"from {sweep.variable}={cliff.before} to {cliff.after}:"
    if cliff.diff is None:
        yield "  one of them was not compiled"
        return
    yield from (f"  {line}" for line in (*total_lines(cliff.diff), *change_lines(cliff.diff)))


def summary_of(sweep: Sweep) -> str:
    """How many cliffs there are, and how much was compiled to find them."""
    number = len(sweep.cliffs)
    cliffs = "no cliff" if number == 0 else "1 cliff" if number == 1 else f"{number} cliffs"
    return f"{sweep.name}: {cliffs} over {len(sweep.values)} values of {sweep.variable}, {sweep.compiled} compiled"
