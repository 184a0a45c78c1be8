"""Run counts: how often a run executes each computation, by the trip counts of loops and by who calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hloscope.analyses.facts.execution import LARGEST, Callees
from hloscope.analyses.loops.trip_counts import TripCounts
from hloscope.ir import HloComputation, HloInstruction, HloModule


@dataclass(frozen=True, slots=True)
class RunCount:
    """How often something runs; not exact in a loop of unknown length, whose turns count as one.

    A branch of a conditional counts as taken; `skipped` of the times a run may take another branch.
    It is inferred where the trip count of a loop around it is.
    """

    times: int
    is_exact: bool = True
    is_inferred: bool = False
    skipped: int = 0

    def __add__(self, other: RunCount) -> RunCount:
        return RunCount(
            min(LARGEST, self.times + other.times),
            self.is_exact and other.is_exact,
            self.is_inferred or other.is_inferred,
            min(LARGEST, self.skipped + other.skipped),
        )

    @property
    def least(self) -> int:
        """How often it runs whichever branches are taken; a loop of unknown length counts once."""
        return max(0, self.times - self.skipped)

    @property
    def known_times(self) -> int | None:
        """The number where it is exact."""
        return self.times if self.is_exact else None


def run_counts_of(
    module: HloModule,
    executed: Mapping[HloComputation, Mapping[HloInstruction, Callees]],
    trip_counts: TripCounts | None = None,
) -> Mapping[HloComputation, RunCount]:
    """How often one run of a module executes each of its `executed` computations, which stand before their callers.

    `trip_counts` are those of the module, where somebody has them already.
    """
    known = trip_counts or TripCounts(module)
    found = dict.fromkeys(executed, RunCount(0))
    found[module.entry] = RunCount(1)
    for caller in reversed([*executed]):
        for step, called in executed[caller].items():
            for number, callee in enumerate(called):
                found[callee] += _times(found[caller], step, number, known)
    return found


def _times(caller: RunCount, step: HloInstruction, number: int, trip_counts: TripCounts) -> RunCount:
    """How often a step executes its callee of that number, the condition or the body of a loop."""
    if step.opcode == "conditional" and len(step.called_computations) > 1:
        return replace(caller, skipped=caller.times)
    if step.opcode != "while":
        return caller
    trip_count = trip_counts.find(step)
    if trip_count is None:
        return replace(caller, is_exact=False)
    turns = trip_count.times if number else trip_count.tests
    times, skipped = min(LARGEST, caller.times * turns), min(LARGEST, caller.skipped * turns)
    return RunCount(times, caller.is_exact, caller.is_inferred or trip_count.is_inferred, skipped)
