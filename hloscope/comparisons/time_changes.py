"""Time changes: what profiles measured of a program and its launches, old and new, and whether that is more than noise.

Times differ by more than noise where the middle halves of the runs do not overlap. Nothing here is a regression: what
else a machine did meanwhile is in no profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from hloscope.comparisons.launch_matching import Flow
from hloscope.comparisons.outline import Launch, Time


class TimeForm(TypedDict):
    """What a profile measured, in seconds of a run; half of the runs are from `lower` to `upper`."""

    runs: int
    median: float
    lower: float
    upper: float


class LaunchTimeChangeForm(TypedDict):
    """Launches of the old program, what they became, and the sums of their median seconds in a run."""

    old: list[str]
    new: list[str]
    seconds: list[float]
    is_beyond_noise: bool
    source: str


class TimeChangeForm(TypedDict):
    """The time of a run, old and new, each None without a profile; and of launches, where both sides were measured."""

    runs: list[TimeForm | None]
    is_beyond_noise: bool | None
    launches: list[LaunchTimeChangeForm]


@dataclass(frozen=True)
class LaunchTimeChange:
    """Launches of the old program and what they became; a side that is empty took no time."""

    old: tuple[Launch, ...]
    new: tuple[Launch, ...]

    @cached_property
    def times(self) -> tuple[Time, Time]:
        """What they took together, old and new."""
        return _sum_of(self.old), _sum_of(self.new)

    @property
    def more(self) -> float:
        """How many seconds more a run takes for them."""
        old, new = self.times
        return new.median - old.median

    @property
    def is_beyond_noise(self) -> bool:
        """Whether that is more than noise."""
        old, new = self.times
        return new.differs_from(old)

    def to_dict(self) -> LaunchTimeChangeForm:
        """The JSON form."""
        first = (self.new or self.old)[0]
        return {
            "old": [launch.name for launch in self.old],
            "new": [launch.name for launch in self.new],
            "seconds": [time.median for time in self.times],
            "is_beyond_noise": self.is_beyond_noise,
            "source": first.source,
        }


@dataclass(frozen=True)
class TimeChange:
    """The time of a run, old and new, None without a profile; `launches` are those that changed most first."""

    old: Time | None
    new: Time | None
    launches: tuple[LaunchTimeChange, ...]

    @property
    def is_beyond_noise(self) -> bool | None:
        """Whether a run takes another time than noise explains; None where one side does not tell."""
        return self.new.differs_from(self.old) if self.old and self.new else None

    def to_dict(self) -> TimeChangeForm:
        """The JSON form."""
        return {
            "runs": [_form_of(self.old), _form_of(self.new)],
            "is_beyond_noise": self.is_beyond_noise,
            "launches": [change.to_dict() for change in self.launches],
        }


NOT_MEASURED = TimeChange(None, None, ())
"""Without profiles."""


def time_change(old: Time | None, new: Time | None, flows: Iterable[Flow]) -> TimeChange:
    """The change of a program; of launches only where both sides were measured."""
    has_both = old is not None and new is not None
    changes = [LaunchTimeChange(flow.old, flow.new) for flow in flows if _is_measured(flow)] if has_both else []
    return TimeChange(old, new, tuple(sorted(changes, key=lambda change: -abs(change.more))))


def _is_measured(flow: Flow) -> bool:
    """Whether each side was measured, as far as there is one."""
    return all(launch.time for launch in (*flow.old, *flow.new))


def _sum_of(launches: Sequence[Launch]) -> Time:
    times = [launch.time for launch in launches if launch.time]
    if not times:
        return _NONE
    return Time(
        min(time.runs for time in times),
        sum(time.median for time in times),
        sum(time.lower for time in times),
        sum(time.upper for time in times),
    )


_NONE = Time(0, 0.0, 0.0, 0.0)


def _form_of(time: Time | None) -> TimeForm | None:
    return {"runs": time.runs, "median": time.median, "lower": time.lower, "upper": time.upper} if time else None
