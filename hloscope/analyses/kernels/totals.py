"""Sums launch sites over a module: each computation once, times its call sites and the trip counts of its loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hloscope.analyses.facts.execution import (
    CONTROL_FLOW,
    LARGEST,
    Callees,
    callees,
    executed_computations,
)
from hloscope.analyses.kernels.rules import LaunchClass, LaunchRules, LaunchSite
from hloscope.analyses.loops.trip_counts import TripCount, TripCounts
from hloscope.ir import HloComputation, HloInstruction, HloModule


@dataclass(frozen=True, slots=True)
class Runs:
    """Launches of one run: the least, and the most where that is known."""

    least: int = 0
    most: int | None = 0

    def __add__(self, other: Runs) -> Runs:
        most = None if self.most is None or other.most is None else min(LARGEST, self.most + other.most)
        return Runs(min(LARGEST, self.least + other.least), most)

    @property
    def exact(self) -> int | None:
        """The number, where least and most are the same."""
        return self.least if self.least == self.most else None

    def times(self, count: int) -> Runs:
        """What `count` runs after each other launch."""
        most = None if self.most is None else min(LARGEST, self.most * count)
        return Runs(min(LARGEST, self.least * count), most)


class RunsByClass(NamedTuple):
    """Launches of one run: compute launches (kernels and library calls), copies, and collectives."""

    compute: Runs = Runs()
    copies: Runs = Runs()
    collectives: Runs = Runs()

    def plus(self, others: Iterable[RunsByClass]) -> RunsByClass:
        """The sum of these and others."""
        return RunsByClass(*map(_sum_of, zip(self, *others, strict=True)))


class Total(NamedTuple):
    """What one call of a computation launches, with everything that it calls.

    `parts` are its sites and, in their place, the totals of callees with two or more parts: so `sites` is linear.
    """

    parts: tuple[LaunchSite | Total, ...]
    by_class: Mapping[LaunchClass, int]
    runs: RunsByClass

    def sites(self) -> Iterator[LaunchSite]:
        """One site a launch; a computation that is called twice gives its sites twice."""
        open_parts = [iter(self.parts)]
        while open_parts:
            for part in open_parts[-1]:
                if isinstance(part, Total):
                    open_parts.append(iter(part.parts))
                    break
                yield part
            else:
                open_parts.pop()


Totals = Mapping[HloComputation, Total]


def launch_total(
    module: HloModule,
    rules: LaunchRules,
    callees_of: Callable[[HloInstruction], Callees] = callees,
    trip_counts: TripCounts | None = None,
) -> Total:
    """What one run of `module` launches by `rules`; linear in its size, however often computations are called.

    `trip_counts`, of the module, are asked for each loop that it executes.
    """
    known = trip_counts or TripCounts(module)
    totals: dict[HloComputation, Total] = {}
    for computation, steps in executed_computations(module, callees_of).items():
        totals[computation] = _total_of(computation, rules, steps, totals, known)
    return totals[module.entry]


def _total_of(
    computation: HloComputation,
    rules: LaunchRules,
    steps: Mapping[HloInstruction, Callees],
    totals: Totals,
    trip_counts: TripCounts,
) -> Total:
    parts: list[LaunchSite | Total] = []
    direct_sites: list[LaunchSite] = []
    runs_of_steps: list[RunsByClass] = []
    for sites, step in _sites_and_steps(computation, rules, steps):
        called = [totals[callee] for callee in steps[step]] if step else []
        parts += sites
        parts += [total.parts[0] if len(total.parts) == 1 else total for total in called if total.parts]
        direct_sites += sites
        if step:
            trip_count = trip_counts.find(step) if step.opcode == "while" else None
            runs_of_steps.append(_runs_of_step(step, trip_count, [total.runs for total in called]))
    return Total(tuple(parts), _sum_by_class(parts), _runs_of_sites(direct_sites).plus(runs_of_steps))


def _sites_and_steps(
    computation: HloComputation, rules: LaunchRules, steps: Mapping[HloInstruction, Callees]
) -> Iterator[tuple[list[LaunchSite], HloInstruction | None]]:
    """The computation's own sites up to each instruction that hands control to others, and those behind the last."""
    sites: list[LaunchSite] = []
    by_opcode, otherwise, name = rules.by_opcode, rules.otherwise, computation.name
    for instruction in computation.instructions.values():
        rule = by_opcode.get(instruction.opcode, otherwise)
        if rule is None or callable(rule):
            launches = rule(instruction) if rule else ()
            sites += launches
            if not launches and instruction.opcode in CONTROL_FLOW and instruction in steps:
                yield sites, instruction
                sites = []
        else:
            sites.append(LaunchSite(instruction.name, rule, name))
    yield sites, None


def _runs_of_sites(sites: Sequence[LaunchSite]) -> RunsByClass:
    count = Counter([site.launch_class for site in sites])
    numbers = (count["kernel"] + count["library"], count["copy"], count["collective"])
    return RunsByClass(*[Runs(number, number) for number in numbers])


def _runs_of_step(step: HloInstruction, trip_count: TripCount | None, called: Sequence[RunsByClass]) -> RunsByClass:
    """Launches of one run of a loop, a conditional or a call, class by class."""
    return RunsByClass(*[_runs_of_one(step, trip_count, runs) for runs in zip(*called, strict=True)])


def _runs_of_one(step: HloInstruction, trip_count: TripCount | None, called: Sequence[Runs]) -> Runs:
    """Launches of one class."""
    if step.opcode == "conditional":
        return _one_of(called)
    if step.opcode != "while" or len(called) != 2:
        return _sum_of(called)
    condition, body = called
    if trip_count is not None:
        return condition.times(trip_count.tests) + body.times(trip_count.times)
    return Runs() if condition.most == body.most == 0 else Runs(condition.least, None)


def _sum_of(runs: Iterable[Runs]) -> Runs:
    return sum(runs, Runs())


def _one_of(branches: Sequence[Runs]) -> Runs:
    most = [branch.most for branch in branches]
    known = [count for count in most if count is not None]
    least = min((branch.least for branch in branches), default=0)
    return Runs(least, max(known, default=0) if len(known) == len(most) else None)


def _sum_by_class(parts: Sequence[LaunchSite | Total]) -> Mapping[LaunchClass, int]:
    by_class = Counter[LaunchClass]([part.launch_class for part in parts if isinstance(part, LaunchSite)])
    for part in parts:
        if isinstance(part, Total):
            by_class.update(part.by_class)
    return {launch_class: min(LARGEST, count) for launch_class, count in by_class.items()}
