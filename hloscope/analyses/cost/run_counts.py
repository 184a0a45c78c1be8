"""Run counts: how often a run executes each computation, by the trip counts of loops and by who calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hloscope.analyses.facts.execution import LARGEST, Callees, known_trip_count
from hloscope.ir import HloComputation, HloInstruction, HloModule


@dataclass(frozen=True, slots=True)
class RunCount:
    """How often something runs; not exact in a loop of unknown length, whose turns count as one.

    A branch of a conditional counts as taken.
    """

    times: int
    is_exact: bool = True

    def __add__(self, other: RunCount) -> RunCount:
        return RunCount(min(LARGEST, self.times + other.times), self.is_exact and other.is_exact)

    @property
    def known_times(self) -> int | None:
        """The number where it is exact."""
        return self.times if self.is_exact else None


def run_counts_of(
    module: HloModule, executed: Mapping[HloComputation, Mapping[HloInstruction, Callees]]
) -> Mapping[HloComputation, RunCount]:
    """How often one run of a module executes each of its `executed` computations, which stand before their callers."""
    found = dict.fromkeys(executed, RunCount(0))
    found[module.entry] = RunCount(1)
    for caller in reversed([*executed]):
        for step, called in executed[caller].items():
            for number, callee in enumerate(called):
                found[callee] += _times(found[caller], step, number)
    return found


def _times(caller: RunCount, step: HloInstruction, number: int) -> RunCount:
    """How often a step executes its callee of that number; XLA tests no condition of a loop of known length."""
    if step.opcode != "while":
        return caller
    trip_count = known_trip_count(step)
    if trip_count is None:
        return RunCount(caller.times, is_exact=False)
    return RunCount(min(LARGEST, caller.times * trip_count * number), caller.is_exact)
