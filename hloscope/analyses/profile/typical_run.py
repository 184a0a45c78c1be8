"""The typical run: the one as long as most, launch by launch, and the gaps in it in which nothing is launched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hloscope.analyses.profile.own_times import nested
from hloscope.analyses.profile.runs import Run

if TYPE_CHECKING:
    from hloscope.analyses.profile.measured import MeasuredProgram
    from hloscope.parsers import LaunchEvent


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which no launch runs; `after` and `before` are what ran, None at the ends of the run. Picoseconds."""

    start: int
    duration: int
    after: LaunchEvent | None
    before: LaunchEvent | None


@dataclass(frozen=True, slots=True)
class TypicalRun:
    """One run: its events by their start, each in its lane, and its gaps, the longest first.

    Each line has lanes of its own: events nest in it, and those around others are in a lane above them.
    """

    run: Run
    events: Sequence[LaunchEvent]
    lanes: Sequence[int]
    gaps: Sequence[Gap]


def find_typical_run(measured: MeasuredProgram) -> TypicalRun | None:
    """The first of the runs whose length is closest to the median; None where nothing ran."""
    lengths = sorted(run.end - run.start for run in measured.runs)
    if not lengths:
        return None
    median = lengths[(len(lengths) - 1) // 2]
    run = next(run for run in measured.runs if run.end - run.start == median)
    found = sorted(nested(run.events), key=lambda pair: (pair[0].start, -pair[0].duration))
    lanes = _lanes_of(found)
    gaps = sorted(_gaps_in(run, measured.not_launches), key=lambda gap: (-gap.duration, gap.start))
    return TypicalRun(run, [event for event, _ in found], lanes, gaps)


def _lanes_of(found: Sequence[tuple[LaunchEvent, int]]) -> list[int]:
    """Lanes in the order of lines, and in each of how deep an event is nested."""
    lanes = {key: number for number, key in enumerate(sorted({(event.line, depth) for event, depth in found}))}
    return [lanes[event.line, depth] for event, depth in found]


def _gaps_in(run: Run, without: Iterable[str]) -> Iterator[Gap]:
    launches = sorted((e for e in run.events if e.operation not in without), key=lambda event: event.start)
    last: LaunchEvent | None = None
    now = run.start
    for event in launches:
        if event.start > now:
            yield Gap(now - run.start, event.start - now, last, event)
        if last is None or event.end > now:
            last, now = event, max(now, event.end)
    if run.end > now:
        yield Gap(now - run.start, run.end - now, last, None)
