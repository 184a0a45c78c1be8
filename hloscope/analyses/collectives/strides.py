"""Strides: sets of device numbers as steps of equal size, which is how the axes of a mesh lie in them.

`{0, 2, 4, 6}` is one step of size 4 and stride 2; `{0, 1, 4, 5}` two: 2 by 1 and 2 by 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import NamedTuple

LARGEST_LIST = 1 << 16
"""Devices that are counted one by one; real programs run on fewer."""


class Step(NamedTuple):
    """`size` numbers that are `stride` apart."""

    size: int
    stride: int


Steps = tuple[Step, ...]
"""Steps by stride, the smallest first; none of them goes on where another ends."""


def steps_from(steps: Iterable[Step]) -> Steps:
    """The same set of numbers with as few steps as there can be."""
    found: list[Step] = []
    for step in sorted((step for step in steps if step.size != 1), key=lambda step: step.stride):
        if found and found[-1].stride * found[-1].size == step.stride:
            found[-1] = Step(found[-1].size * step.size, found[-1].stride)
        else:
            found.append(step)
    return tuple(found)


def size_of(steps: Iterable[Step]) -> int:
    """How many numbers there are."""
    return prod(step.size for step in steps)


def find_steps(groups: Sequence[Sequence[int]]) -> Steps | None:
    """The steps of groups of numbers that are the same set, moved; None where they are not, or are no such set."""
    ordered = [sorted(group) for group in groups if group]
    is_disjoint = len({number for group in ordered for number in group}) == sum(map(len, ordered))
    if not ordered or not is_disjoint or len({len(group) for group in ordered}) > 1:
        return None
    first = ordered[0]
    offsets = [number - first[0] for number in first]
    steps = _steps_of_offsets(offsets)
    if steps is None or any(not _is_moved(group, offsets, steps) for group in ordered):
        return None
    return steps_from(steps)


def _steps_of_offsets(offsets: Sequence[int]) -> list[Step] | None:
    """The steps of one sorted group that begins with 0."""
    steps: list[Step] = []
    known = 1
    while known < len(offsets):
        stride, size = offsets[known], 1
        while known * size < len(offsets) and offsets[known * size] == size * stride:
            size += 1
        if stride <= offsets[known - 1] or len(offsets) % (known * size):
            return None
        steps.append(Step(size, stride))
        known *= size
    return steps if _numbers_of(steps) == list(offsets) else None


def _numbers_of(steps: Iterable[Step]) -> list[int]:
    numbers = [0]
    for step in steps:
        numbers = [number + turn * step.stride for turn in range(step.size) for number in numbers]
    return numbers


def _is_moved(group: Sequence[int], offsets: Sequence[int], steps: Iterable[Step]) -> bool:
    """Whether a sorted group is the same set, moved to where all of the steps begin anew."""
    base = group[0]
    is_at_start = all(base // step.stride % step.size == 0 for step in steps)
    return is_at_start and [number - base for number in group] == offsets


def split_steps(steps: Sequence[Step], sizes: Sequence[int]) -> list[Steps] | None:
    """Steps, the one that changes slowest first, shared out to parts of these sizes; None if they do not fit.

    The steps of an array of numbers in row-major order are so shared out to its dimensions.
    """
    rest = [step for step in steps if step.size != 1]  # taken from the end, where neighbours are nearest
    parts: list[Steps] = []
    for size in reversed(sizes):
        part = _taken_from(rest, size)
        if part is None:
            return None
        parts.append(part)
    return None if rest else parts[::-1]


def _taken_from(rest: list[Step], size: int) -> Steps | None:
    """The last steps of `rest`, as many as make up the size, which are taken off."""
    part: list[Step] = []
    left = size
    while left > 1:
        if not rest:
            return None
        step = rest.pop()
        taken = min(left, step.size)
        if left % taken or step.size % taken:
            return None
        if taken < step.size:
            rest.append(Step(step.size // taken, step.stride * taken))
        part.append(Step(taken, step.stride))
        left //= taken
    return steps_from(part)


def steps_of_iota(sizes: Sequence[int], order: Sequence[int]) -> list[Step] | None:
    """The steps of `[2,4]T(1,0)`: the numbers from 0 in an array of these sizes, its dimensions in that order."""
    strides = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
    order = order or range(len(sizes))
    if sorted(order) != list(range(len(sizes))):
        return None
    return [Step(sizes[place], strides[place]) for place in order]
