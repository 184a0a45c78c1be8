"""Widths: how many letters the columns of a table get where they cannot all have what they would like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Need(NamedTuple):
    """Letters of a column: to be in one line each, and at least, to be read."""

    whole: int
    least: int


def shared_widths(needs: Sequence[Need], available: int) -> list[int] | None:
    """The widths of columns that share `available` letters, the widest giving way first; None if that is too few."""
    widths = [need.whole for need in needs]
    if sum(need.least for need in needs) > available:
        return None
    for _ in range(sum(widths) - available):
        widest = max((width, place) for place, width in enumerate(widths) if width > needs[place].least)[1]
        widths[widest] -= 1
    return widths


def are_met(needs: Sequence[Need], can_wrap: Sequence[bool], available: int) -> bool:
    """Whether each column has what it needs if those that can wrap give way, the widest first, to any width."""
    level = max(need.whole for need in needs)
    rest = available - sum(need.whole for need, wraps in zip(needs, can_wrap, strict=True) if not wraps)
    wrapping = sorted(need.whole for need, wraps in zip(needs, can_wrap, strict=True) if wraps)
    for place, whole in enumerate(wrapping):
        share = rest // (len(wrapping) - place)
        if whole > share:
            level = share
            break
        rest -= whole
    return rest >= 0 and all(level >= need.least or not wraps for need, wraps in zip(needs, can_wrap, strict=True))
