"""The peak of memory: when most of the temporary values are needed at once, and how many bytes that is.

Temporary values share one allocation, each a slice of it for as long as it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hloscope.parsers import BufferValue, LiveRanges

_Slice = tuple[int, int, int]  # number of the allocation, offset, size
Placed = tuple[int, BufferValue]
"""A value, and the number of its allocation."""


class Peak(NamedTuple):
    """The most bytes at once, the step at which that is first so, and the values that are there then."""

    bytes: int
    step: int
    values: tuple[Placed, ...]


def peak_of(values: Iterable[Placed], live: LiveRanges) -> Peak:
    """The peak of values that share memory; values in one slice are one, and a value without a range is always there.

    Tuples count as nothing, as in XLA's own figure: they are tables of pointers.
    """
    placed = [(number, value) for number, value in values if not value.is_tuple]
    changes: dict[int, int] = {0: 0}
    for (_, _, size), ranges in _ranges_by_slice(placed, live).items():
        for first, last in _merged(ranges):
            changes[first] = changes.get(first, 0) + size
            changes[last + 1] = changes.get(last + 1, 0) - size
    step, most = _first_maximum(changes)
    return Peak(most, step, tuple([(n, v) for n, v in placed if _is_there(v, step, live)]))


def _ranges_by_slice(placed: Iterable[Placed], live: LiveRanges) -> Mapping[_Slice, list[tuple[int, int]]]:
    ranges: dict[_Slice, list[tuple[int, int]]] = {}
    for number, value in placed:
        ranges.setdefault((number, value.offset, value.size), []).append(_range_of(value, live))
    return ranges


def _range_of(value: BufferValue, live: LiveRanges) -> tuple[int, int]:
    return live.ranges.get((value.name, value.shape_index), (0, len(live.steps)))


def _is_there(value: BufferValue, step: int, live: LiveRanges) -> bool:
    first, last = _range_of(value, live)
    return first <= step <= last


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap or touch as one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _first_maximum(changes: Mapping[int, int]) -> tuple[int, int]:
    """The first step with the largest sum of all changes so far, and that sum."""
    best_step = best = now = 0
    for step, change in sorted(changes.items()):
        now += change
        if now > best:
            best_step, best = step, now
    return best_step, best
