"""Timings: what calls took, as median and spread, apart from what compiling took, and when that is paid back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median, quantiles
from typing import TypedDict

from hloscope.benching.profile_shares import Shares, SharesForm
from hloscope.version import SCHEMA
from hloscope.words.display import Displayed

EAGER = "eager"
"""What the way is called that compiles nothing, whatever the framework."""


class TimingForm(TypedDict):
    """One way to run a function, times in seconds; `refusal` says why it could not be run, and then there are none.

    `remark` says what is to know of its times, such as that it was stopped after a few calls. `compile` is what
    building and the first call took above a usual call, `warm_up` the two calls after that, `spread` the distance of
    the quartiles. Compiling has paid for itself after `payback_calls`, None if it never does.
    """

    name: str
    refusal: str | None
    remark: str | None
    compile: float | None
    warm_up: float | None
    median: float | None
    spread: float | None
    calls: list[float]
    speedup: float | None
    payback_calls: int | None
    kernels: int | None
    kernels_counted: str
    profile: SharesForm | None


class BenchDocument(TypedDict):
    """The ways to run one function, the first of them eager if that was asked for, and how each does beside it."""

    schema: int
    name: str
    framework: str
    example: list[str]
    ways: list[TimingForm]


@dataclass(frozen=True, slots=True)
class Timing:
    """One way to run a function; times in seconds.

    `build` is what making the callable took, `first` its first call, `early` are the calls after that in which it may
    still optimize itself, `steady` those that count. `kernels` is what one call launches, and `counted` how that is
    known; `refusal` says why it could not be run, and then the times are empty. `remark` is what to know of the times.
    """

    name: str
    build: float = 0.0
    first: float = 0.0
    early: tuple[float, ...] = ()
    steady: tuple[float, ...] = ()
    kernels: int | None = None
    counted: str = ""
    refusal: str = ""
    remark: str = ""
    shares: Shares | None = None

    @property
    def median(self) -> float | None:
        """The time of a call, half of them are longer."""
        return median(self.steady) if self.steady else None

    @property
    def spread(self) -> float | None:
        """The distance of the quartiles: the middle half of the calls lies within it."""
        if len(self.steady) < 2:
            return None
        low, _, high = quantiles(self.steady, n=4)
        return high - low

    @property
    def compile(self) -> float | None:
        """What building and the first call took above a usual call."""
        return max(0.0, self.build + self.first - self.median) if self.median is not None else None

    @property
    def warm_up(self) -> float | None:
        """What the early calls took above usual ones."""
        usual = self.median
        return None if usual is None else max(0.0, sum(self.early) - len(self.early) * usual)


def payback(way: Timing, eager: Timing) -> int | None:
    """The calls after which compiling has paid for itself beside `eager`; None if it never does."""
    if way.median is None or eager.median is None or way.median >= eager.median:
        return None
    extra = (way.compile or 0.0) + (way.warm_up or 0.0) - (eager.compile or 0.0) - (eager.warm_up or 0.0)
    return max(0, ceil(extra / (eager.median - way.median)))


@dataclass(frozen=True, slots=True, repr=False)
class Bench(Displayed):
    """The ways to run one function, the first of them eager if it is among them, and how each does beside it."""

    name: str
    framework: str
    example: tuple[str, ...]
    ways: tuple[Timing, ...]

    def __repr__(self) -> str:
        return f"<Bench of {self.name}: {', '.join(way.name for way in self.ways)}>"

    @property
    def eager(self) -> Timing:
        """The way that compiles nothing; without any times if it was not asked for."""
        return next((way for way in self.ways if way.name == EAGER), Timing(EAGER))

    def to_dict(self) -> BenchDocument:
        """The JSON form; times in seconds."""
        return {
            "schema": SCHEMA,
            "name": self.name,
            "framework": self.framework,
            "example": list(self.example),
            "ways": [_form_of(way, self.eager) for way in self.ways],
        }


def _form_of(way: Timing, eager: Timing) -> TimingForm:
    return {
        "name": way.name,
        "refusal": way.refusal or None,
        "remark": way.remark or None,
        "compile": way.compile,
        "warm_up": way.warm_up,
        "median": way.median,
        "spread": way.spread,
        "calls": list(way.steady),
        "speedup": _ratio(eager.median, way.median),
        "payback_calls": None if way is eager else payback(way, eager),
        "kernels": way.kernels,
        "kernels_counted": way.counted,
        "profile": way.shares.to_dict() if way.shares else None,
    }


def _ratio(eager: float | None, compiled: float | None) -> float | None:
    return eager / compiled if eager and compiled else None


def steady_calls(times: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The calls after the first, parted: the two in which an executor may still optimize, and the steady ones."""
    return tuple(times[:2]), tuple(times[2:])
