"""Overlap: what a program runs while a collective is under way, from its start to what waits for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from hloscope.analyses.collectives.sites import Site
from hloscope.analyses.facts.execution import LARGEST, callees, executed_computations
from hloscope.analyses.facts.operations import BOOKKEEPING
from hloscope.analyses.kernels.fused_collectives import FusedCollectives
from hloscope.analyses.kernels.rules import LaunchRules, launches_of
from hloscope.ir import HloComputation, HloInstruction, HloModule

NAMED: Final = 20
"""How many of the launches between are named."""

_STEPS_TO_DONE = 1000  # looked at for what waits; real ones have a dozen
_HANDED_ON = frozenset({"get-tuple-element", "tuple"})
_STARTERS = frozenset({"recv", "send"})
_COMPUTES = frozenset({"kernel", "library"})


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between a start and what waits for it, in the order in which they run; loops count once.

    `operations` are instructions that do anything, `launches` the compute launches among them and in what they call,
    `names` those of the first instructions that launch any.
    """

    operations: int
    launches: int
    names: tuple[str, ...]


class _Schedule:
    """One computation: how many operations and compute launches stand in front of each instruction."""

    def __init__(self, computation: HloComputation, launches: Mapping[HloInstruction, int]) -> None:
        order = [*computation.instructions.values()]
        self.places = {instruction: place for place, instruction in enumerate(order)}
        self.operations = [0, *accumulate(map(_is_operation, order))]
        numbers = [launches.get(instruction, 0) for instruction in order]
        self.launches = [0, *accumulate(numbers)]
        self.launching = [place for place, number in enumerate(numbers) if number]
        self.names = [order[place].name for place in self.launching]


class Overlaps:
    """Tells what runs while the collectives of one module do; of one that is not scheduled nothing."""

    def __init__(self, module: HloModule, rules: LaunchRules) -> None:
        self._module = module
        self._rules = rules
        self._fused = FusedCollectives()
        self._launches: dict[HloInstruction, int] | None = None
        self._schedules: dict[HloComputation, _Schedule] = {}

    def start_of(self, site: Site) -> HloInstruction | None:
        """What starts the collective, so that others may run meanwhile; None where it is awaited at once."""
        if site.path and site.path.step.opcode == "async-start":
            return site.path.step
        launched = site.launched
        if launched.opcode.endswith("-start") or launched.opcode in _STARTERS:
            return launched
        return launched if launched.opcode == "fusion" and self._fused.role_of(launched) == "starts" else None

    def find_done(self, start: HloInstruction) -> HloInstruction | None:
        """What waits for it in the same computation, if that is there."""
        waiting, seen = [start], {start}
        while waiting and len(seen) < _STEPS_TO_DONE:
            for user in waiting.pop().users:
                if user.opcode.endswith("-done") or self._role_of(user) == "waits":
                    return user
                hands_on = user.opcode in _HANDED_ON or user.opcode.endswith("-update")
                if user not in seen and (hands_on or self._role_of(user) == "carries"):
                    seen.add(user)
                    waiting.append(user)
        return None

    def _role_of(self, instruction: HloInstruction) -> str | None:
        return self._fused.role_of(instruction) if instruction.opcode == "fusion" else None

    def between(self, start: HloInstruction, done: HloInstruction | None) -> Between | None:
        """What runs from start to done; None where nothing waits, or where the text is in no order of execution."""
        if done is None or not self._module.is_scheduled:
            return None
        schedule = self._schedule_of(start.computation)
        first, last = schedule.places[start] + 1, schedule.places[done]
        named, end = bisect_left(schedule.launching, first), bisect_left(schedule.launching, last)
        return Between(
            schedule.operations[last] - schedule.operations[first],
            schedule.launches[last] - schedule.launches[first],
            tuple(schedule.names[named : min(end, named + NAMED)]),
        )

    def _schedule_of(self, computation: HloComputation) -> _Schedule:
        if self._launches is None:
            self._launches = _compute_launches(self._module, self._rules)
        if computation not in self._schedules:
            self._schedules[computation] = _Schedule(computation, self._launches)
        return self._schedules[computation]


def _is_operation(instruction: HloInstruction) -> bool:
    return instruction.opcode not in BOOKKEEPING and not instruction.opcode.endswith(("-done", "-update"))


def _compute_launches(module: HloModule, rules: LaunchRules) -> dict[HloInstruction, int]:
    """The compute launches of each instruction that has any, in what it calls too."""
    found: dict[HloInstruction, int] = {}
    totals: dict[HloComputation, int] = {}
    for computation, steps in executed_computations(module, callees).items():
        total = 0
        for instruction in computation.instructions.values():
            number = sum(launch.launch_class in _COMPUTES for launch in launches_of(instruction, rules))
            number = number or sum(totals[callee] for callee in steps.get(instruction, ()))
            if number:
                found[instruction] = min(LARGEST, number)
                total += number
        totals[computation] = min(LARGEST, total)
    return found
