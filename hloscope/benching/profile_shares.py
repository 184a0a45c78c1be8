"""Shares of a profile: how much of the measured time each operation took, and which cluster it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from hloscope.parsers import OperationEvent


class ShareForm(TypedDict):
    """One operation: its runs, its own time, and its share of the whole, between 0 and 1.

    `cluster` are the opcodes of the fusion cluster that it is; empty where it is none.
    """

    name: str
    calls: int
    nanoseconds: float
    share: float
    cluster: list[str]


class SharesForm(TypedDict):
    """All that was measured, the operation that takes most first."""

    total_nanoseconds: float
    operations: list[ShareForm]


@dataclass(frozen=True, slots=True)
class Share:
    """One operation: its runs, its own time in nanoseconds, and its share of the whole, between 0 and 1.

    `cluster` are the opcodes of the fusion cluster that it is; empty where it is none.
    """

    name: str
    calls: int
    nanoseconds: float
    share: float
    cluster: tuple[str, ...] = ()

    def to_dict(self) -> ShareForm:
        """The JSON form."""
        return {
            "name": self.name,
            "calls": self.calls,
            "nanoseconds": self.nanoseconds,
            "share": self.share,
            "cluster": list(self.cluster),
        }


@dataclass(frozen=True, slots=True)
class Shares:
    """All that was measured; the shares add up to 1, and the times to `total_nanoseconds`."""

    total_nanoseconds: float
    operations: tuple[Share, ...]

    def to_dict(self) -> SharesForm:
        """The JSON form."""
        return {
            "total_nanoseconds": self.total_nanoseconds,
            "operations": [operation.to_dict() for operation in self.operations],
        }


def shares_of(times: Mapping[str, tuple[int, float]], clusters: Mapping[str, Sequence[str]]) -> Shares:
    """The shares, the largest first, of operations with their runs and their own times in nanoseconds."""
    total = sum(time for _, time in times.values())
    found = [
        Share(name, calls, time, time / total if total else 0.0, tuple(clusters.get(name, ())))
        for name, (calls, time) in times.items()
    ]
    return Shares(total, tuple(sorted(found, key=lambda share: (-share.nanoseconds, share.name))))


def own_times(events: Iterable[OperationEvent]) -> dict[str, tuple[int, float]]:
    """Runs and own nanoseconds by operation: what an event that is inside another takes is not that other's.

    A loop's event holds those of its body; counted whole, it would be counted twice.
    """
    found: dict[str, tuple[int, float]] = {}
    for _, on_line in groupby(sorted(events, key=_order), key=lambda event: event.line):
        for event, own in _own_durations(on_line):
            calls, time = found.get(event.operation, (0, 0.0))
            found[event.operation] = (calls + 1, time + own / 1000)
    return found


def _order(event: OperationEvent) -> tuple[int, int, int]:
    return event.line, event.start, -event.duration


def _own_durations(events: Iterable[OperationEvent]) -> list[tuple[OperationEvent, int]]:
    """Each event with its duration, less those of the events right inside it."""
    done: list[tuple[OperationEvent, int]] = []
    around: list[tuple[OperationEvent, int]] = []
    for event in events:
        while around and event.start >= around[-1][0].start + around[-1][0].duration:
            done.append(around.pop())
        if around:
            outer, own = around[-1]
            around[-1] = (outer, max(0, own - event.duration))
        around.append((event, event.duration))
    return [*done, *around]
