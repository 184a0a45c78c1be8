"""Sparkline: numbers as a row of bars, each a letter high."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_BARS: Final = "▁▂▃▄▅▆▇█"
_NOTHING: Final = " "


def sparkline(numbers: Sequence[int | None]) -> str:
    """A bar for each number, from the least to the largest of them; a blank where there is none."""
    known = [number for number in numbers if number is not None]
    least, most = min(known, default=0), max(known, default=0)
    return "".join(_NOTHING if number is None else _bar(number - least, most - least) for number in numbers)


def _bar(height: int, most: int) -> str:
    return _BARS[(len(_BARS) - 1) * height // most] if most else _BARS[0]
