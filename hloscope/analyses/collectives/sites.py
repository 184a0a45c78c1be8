"""Sites: every launch of a collective that a run may come to, with the calls, loops and branches that lead there.

They are the launches of class `collective` of the count of kernels, in the same order and as many. What is launched may
be the collective itself, its asynchronous start, or a fusion that holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from hloscope.analyses.facts.execution import CONTROL_FLOW, LARGEST, Callees, callees, executed_computations
from hloscope.analyses.kernels.fused_collectives import COLLECTIVE_OPCODES, FusedCollectives
from hloscope.analyses.kernels.rules import Launches, LaunchRules, LaunchSite, launches_of
from hloscope.ir import HloComputation, HloInstruction, HloModule

_OPCODES: Final = COLLECTIVE_OPCODES | {"send", "recv"}


@dataclass(frozen=True, eq=False, slots=True)  # equal only to itself: a path may be 100,000 steps long
class Path:
    """A step that hands control on, the place among its callees of the one that is meant, and the path to the step."""

    step: HloInstruction
    callee: int
    before: Path | None


class Site(NamedTuple):
    """One launch of a collective.

    `launched` is the instruction of an executed computation: the collective, or the fusion that holds it; `launch` is
    what the count of kernels has. `path` leads to its computation, None from the entry.
    """

    collective: HloInstruction
    launched: HloInstruction
    launch: LaunchSite
    path: Path | None = None

    @property
    def kind(self) -> str:
        """`all-reduce`, whether it is begun asynchronously or not."""
        return self.collective.opcode.removesuffix("-start")


Event = Site | HloInstruction
"""What a computation comes to: a launch, or a step that hands control to others."""


class CollectiveSites:
    """The sites of a module in the order of the count; a computation that is called twice gives its sites twice."""

    def __init__(
        self, module: HloModule, rules: LaunchRules, callees_of: Callable[[HloInstruction], Callees] = callees
    ) -> None:
        telling = _telling_instructions(module)
        self._entry = module.entry
        self._executed = executed_computations(module, callees_of) if telling else {}
        self._events = _events_of(self._executed, telling, rules)

    @property
    def number(self) -> int:
        """How many there are, which is without bound: calls of calls multiply."""
        totals: dict[HloComputation, int] = {}
        for computation, events in self._events.items():  # callees stand before their callers
            steps = [event for event in events if not isinstance(event, Site)]
            called = [totals.get(callee, 0) for step in steps for callee in self._executed[computation][step]]
            totals[computation] = min(LARGEST, len(events) - len(steps) + sum(called))
        return totals.get(self._entry, 0)

    def __iter__(self) -> Iterator[Site]:
        """One site a launch."""
        open_bodies: list[tuple[Iterator[Event], Path | None]] = [(iter(self._events.get(self._entry, ())), None)]
        while open_bodies:
            body, path = open_bodies[-1]
            event = next(body, None)
            if event is None:
                open_bodies.pop()
            elif isinstance(event, Site):
                yield event._replace(path=path)
            else:
                open_bodies += self._bodies_of(event, path)

    def _bodies_of(self, step: HloInstruction, path: Path | None) -> list[tuple[Iterator[Event], Path | None]]:
        """What a step hands control to, so far as it comes to a launch; the first one last, for it is taken first."""
        called = [*enumerate(self._executed[step.computation][step])]
        return [
            (iter(self._events[callee]), Path(step, number, path))
            for number, callee in reversed(called)
            if callee in self._events
        ]


def _telling_instructions(module: HloModule) -> Mapping[HloComputation, list[HloInstruction]]:
    """The collectives of each computation that has any, and the instructions that call such a one."""
    found: dict[HloComputation, list[HloInstruction]] = {}
    for computation in module.computations.values():  # callees stand before their callers
        telling = [
            i
            for i in computation.instructions.values()
            if i.opcode in _OPCODES or (i.called_computations and not found.keys().isdisjoint(i.called_computations))
        ]
        if telling:
            found[computation] = telling
    return found


def _events_of(
    executed: Mapping[HloComputation, Mapping[HloInstruction, Callees]],
    telling: Mapping[HloComputation, list[HloInstruction]],
    rules: LaunchRules,
) -> dict[HloComputation, list[Event]]:
    """What each executed computation comes to, of those that come to a launch of a collective at all."""
    found: dict[HloComputation, list[Event]] = {}
    fused = FusedCollectives()
    for computation, steps in executed.items():
        events: list[Event] = []
        for instruction in telling.get(computation, ()):
            launches = launches_of(instruction, rules)
            events += _sites_of(instruction, launches, fused)
            is_step = not launches and instruction.opcode in CONTROL_FLOW
            if is_step and any(callee in found for callee in steps.get(instruction, ())):
                events.append(instruction)
        if events:
            found[computation] = events
    return found


def _sites_of(instruction: HloInstruction, launches: Launches, fused: FusedCollectives) -> Iterator[Site]:
    found = [launch for launch in launches if launch.launch_class == "collective"]
    if not found:
        return
    inside = [instruction] if instruction.opcode in _OPCODES else fused.collectives_in(instruction)
    named = {collective.name: collective for collective in inside}
    for place, launch in enumerate(found):
        collective = named.get(launch.name) or inside[min(place, len(inside) - 1)]
        yield Site(collective, instruction, launch)
