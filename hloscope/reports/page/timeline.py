"""The time line: one measured run of a program, launch by launch, and the gaps in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.reports.page.tables import TextColumn, text_column

if TYPE_CHECKING:
    from hloscope.analyses.profile.typical_run import Gap

_MOST_EVENTS = 20_000
_MOST_GAPS = 200


class GapsForm(TypedDict):
    """Times in which no launch runs, the longest first, and what ran before and after, "" at the ends of the run.

    `count` and `total` are of all of them.
    """

    count: int
    total: int
    starts: list[int]
    durations: list[int]
    after: TextColumn
    before: TextColumn


class TimelineForm(TypedDict):
    """A run as long as most: its events by columns, in the order of their start; times are in picoseconds.

    `lanes` number threads or streams, and in each how deep an event is nested. `left_out` counts the shortest, which
    are not here.
    """

    device: str
    duration: int
    names: TextColumn
    starts: list[int]
    durations: list[int]
    lanes: list[int]
    left_out: int
    gaps: GapsForm


def timeline_form(answers: Answers) -> TimelineForm | None:
    """A measured run of a program; None without a profile in which it ran."""
    if answers.measured is None:
        return None
    from hloscope.analyses.profile.typical_run import find_typical_run

    found = find_typical_run(answers.measured)
    if found is None:
        return None
    longest = sorted(range(len(found.events)), key=lambda place: -found.events[place].duration)[:_MOST_EVENTS]
    shown = [found.events[place] for place in sorted(longest)]
    start = found.run.start
    return {
        "device": found.run.device,
        "duration": found.run.end - start,
        "names": text_column([event.operation for event in shown]),
        "starts": [event.start - start for event in shown],
        "durations": [event.duration for event in shown],
        "lanes": [found.lanes[place] for place in sorted(longest)],
        "left_out": len(found.events) - len(shown),
        "gaps": _gaps_form(found.gaps),
    }


def _gaps_form(gaps: Sequence[Gap]) -> GapsForm:
    shown = gaps[:_MOST_GAPS]
    return {
        "count": len(gaps),
        "total": sum(gap.duration for gap in gaps),
        "starts": [gap.start for gap in shown],
        "durations": [gap.duration for gap in shown],
        "after": text_column([gap.after.operation if gap.after else "" for gap in shown]),
        "before": text_column([gap.before.operation if gap.before else "" for gap in shown]),
    }
