"""Shares of a profile: how much of the measured time each operation took, and which cluster it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.profile.own_times import own_durations
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
    """Runs and own nanoseconds by operation: what an event that is inside another takes is not that other's."""
    found: dict[str, tuple[int, float]] = {}
    for event, own in own_durations(events):
        calls, time = found.get(event.operation, (0, 0.0))
        found[event.operation] = (calls + 1, time + own / 1000)
    return found
