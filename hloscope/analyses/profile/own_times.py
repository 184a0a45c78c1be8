"""Own times: what an event took, less what the events inside it took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol, TypeVar


class Timed(Protocol):
    """An event: its line, on which events nest or follow each other, and its times."""

    @property
    def line(self) -> int:
        """Its thread or stream."""
        ...

    @property
    def start(self) -> int:
        """When it began."""
        ...

    @property
    def duration(self) -> int:
        """How long it took."""
        ...


E = TypeVar("E", bound=Timed)


def own_durations(events: Iterable[E]) -> list[tuple[E, int]]:
    """Each event with its duration, less those of the events right inside it.

    A loop's event holds those of its body; counted whole, it would be counted twice.
    """
    lines = groupby(sorted(events, key=_order), key=lambda event: event.line)
    return [pair for _, on_line in lines for pair in _own_on_line(on_line)]


def nested(events: Iterable[E]) -> list[tuple[E, int]]:
    """Each event with how many of its line are around it."""
    lines = groupby(sorted(events, key=_order), key=lambda event: event.line)
    return [pair for _, on_line in lines for pair in _nested_on_line(on_line)]


def _nested_on_line(events: Iterable[E]) -> Iterator[tuple[E, int]]:
    ends: list[int] = []
    for event in events:
        while ends and event.start >= ends[-1]:
            ends.pop()
        yield event, len(ends)
        ends.append(event.start + event.duration)


def _order(event: Timed) -> tuple[int, int, int]:
    return event.line, event.start, -event.duration


def _own_on_line(events: Iterable[E]) -> list[tuple[E, int]]:
    done: list[tuple[E, int]] = []
    around: list[tuple[E, int]] = []
    for event in events:
        while around and event.start >= around[-1][0].start + around[-1][0].duration:
            done.append(around.pop())
        if around:
            outer, duration = around[-1]
            around[-1] = (outer, max(0, duration - event.duration))
        around.append((event, event.duration))
    return [*done, *around]
