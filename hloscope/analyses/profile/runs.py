"""Runs of a program in a profile: which events belong to one run, and how long it took."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hloscope.analyses.profile.forms import SpreadForm
    from hloscope.parsers import LaunchEvent


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread of some numbers, half of which are from `lower` to `upper`: one number is its own median."""

    median: float
    least: float
    most: float
    lower: float
    upper: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Spread:
        """The spread of one number or more."""
        lower, middle, upper = quantiles(numbers, n=4, method="inclusive") if len(numbers) > 1 else [*numbers] * 3
        return cls(middle, min(numbers), max(numbers), lower, upper)

    def times(self, factor: float) -> Spread:
        """The same in another unit."""
        return Spread(
            self.median * factor, self.least * factor, self.most * factor, self.lower * factor, self.upper * factor
        )

    def to_dict(self) -> SpreadForm:
        """The JSON form."""
        return {
            "median": self.median,
            "min": self.least,
            "max": self.most,
            "lower": self.lower,
            "upper": self.upper,
        }


def spread_of(numbers: Sequence[float]) -> Spread | None:
    """The spread, None of no numbers."""
    return Spread.of(numbers) if numbers else None


@dataclass(frozen=True, slots=True)
class Run:
    """One run on one device: its events, in no particular order."""

    device: str
    events: tuple[LaunchEvent, ...]

    @property
    def start(self) -> int:
        """When its first event began."""
        return min(event.start for event in self.events)

    @property
    def end(self) -> int:
        """When its last event was over."""
        return max(event.end for event in self.events)

    def busy(self, without: Collection[str] = ()) -> int:
        """The time in which an event runs, whatever number of them do; but for those of some operations."""
        return covered(event for event in self.events if event.operation not in without)


def covered(events: Iterable[LaunchEvent | Run]) -> int:
    """The length of time in which there is one at least."""
    total, end = 0, None
    for event in sorted(events, key=lambda event: event.start):
        start = event.start if end is None else max(end, event.start)
        total += max(0, event.end - start)
        end = event.end if end is None else max(end, event.end)
    return total


def runs_of(events: Iterable[LaunchEvent], once: Collection[str] | None = None) -> list[Run]:
    """The runs of one program; `once` are the operations that each run executes once, all of them if it is None.

    The profiler tells the run of an event, or it is found by how often operations recur.
    """
    by_device: defaultdict[str, list[LaunchEvent]] = defaultdict(list)
    for event in events:
        by_device[event.device].append(event)
    runs = [
        Run(device, tuple(members)) for device, found in by_device.items() for members in _runs_on_device(found, once)
    ]
    return sorted(runs, key=lambda run: (run.device, run.start))


def _runs_on_device(events: list[LaunchEvent], once: Collection[str] | None) -> Iterable[list[LaunchEvent]]:
    if all(event.run for event in events):
        named: defaultdict[str, list[LaunchEvent]] = defaultdict(list)
        for event in events:
            named[event.run].append(event)
        return named.values()
    starts, number_of = _recurring(events, once)
    runs: list[list[LaunchEvent]] = [[] for _ in starts]
    for event in events:
        number = number_of.get(id(event))
        runs[max(0, bisect_right(starts, event.start) - 1) if number is None else number].append(event)
    return filter(None, runs)


def _recurring(events: list[LaunchEvent], once: Collection[str] | None) -> tuple[list[int], Mapping[int, int]]:
    """When runs start, and the run of each event of an operation that is as often in each.

    Of the operations that a run executes once, those that occur least often are one launch each, and those that occur
    n times as often are n: the n-th is of the n-th run, whatever the threads that ran them did meanwhile.
    """
    occurrences: defaultdict[str, list[LaunchEvent]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.start):
        occurrences[event.operation].append(event)
    marking = {name: found for name, found in occurrences.items() if once is None or name in once} or occurrences
    count = min(map(len, marking.values()))
    marks = [found for found in marking.values() if len(found) % count == 0]
    starts = [min(found[number * (len(found) // count)].start for found in marks) for number in range(count)]
    numbers = {id(event): place * count // len(found) for found in marks for place, event in enumerate(found)}
    return sorted(starts), numbers
