"""Trip counts: how often loops turn, as XLA says, else as the module tells: that is inferred.

XLA writes `known_trip_count` into what it optimized, on CPU since jaxlib 0.5 and on GPU. A module from before has none,
nor has one for TPU. There a loop is understood if integers alone decide how long it turns, and the module tells them:
a counter that begins with a constant, and is advanced by a constant until it meets one; whatever else it computes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hloscope.analyses.facts.execution import known_trip_count
from hloscope.ir import HloInstruction, HloModule

if TYPE_CHECKING:
    from hloscope.analyses.loops.counters import Counters
    from hloscope.analyses.loops.forms import LoopForm


class TripCount(NamedTuple):
    """How often the body of a loop runs, each time that the loop does."""

    times: int
    is_inferred: bool = False

    @property
    def tests(self) -> int:
        """How often the condition is tested: never where XLA knows the count (measured on CPU; WhileThunk of both)."""
        return self.times + 1 if self.is_inferred else 0


class Loop(NamedTuple):
    """A `while`, and how often it turns each time that it runs; None if that is not known."""

    loop: HloInstruction
    trip_count: TripCount | None

    def to_dict(self) -> LoopForm:
        """The JSON form."""
        return {
            "name": self.loop.name,
            "computation": self.loop.computation.name,
            "trip_count": self.trip_count.times if self.trip_count else None,
            "inferred": self.trip_count is not None and self.trip_count.is_inferred,
        }


class TripCounts:
    """The trip counts of one module's loops."""

    def __init__(self, module: HloModule) -> None:
        self._module = module
        self._found: dict[HloInstruction, TripCount | None] = {}

    def find(self, loop: HloInstruction) -> TripCount | None:
        """The trip count of a `while`; None if it is not known."""
        if loop not in self._found:
            known = known_trip_count(loop)
            self._found[loop] = self._inferred(loop) if known is None else TripCount(known)
        return self._found[loop]

    def asked(self) -> tuple[Loop, ...]:
        """The loops that somebody has asked for."""
        return tuple(Loop(*item) for item in self._found.items())

    def _inferred(self, loop: HloInstruction) -> TripCount | None:
        times = self._counters.find_turns(loop)
        return None if times is None else TripCount(times, is_inferred=True)

    @cached_property
    def _counters(self) -> Counters:
        from hloscope.analyses.loops.counters import Counters  # most modules have no loop that XLA did not count

        return Counters(self._module)
