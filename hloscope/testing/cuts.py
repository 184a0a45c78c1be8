"""Cuts: why an operation did not end in a cluster with others, as far as the module itself tells.

What is read off the module is exact. Why XLA's fusion pass left two kernels apart is inferred from their form.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from hloscope.analyses.facts.operations import BOOKKEEPING
from hloscope.ir import HloInstruction
from hloscope.testing.lines import list_text
from hloscope.testing.program import Program, Site

_ALONE = {"library": "a library call", "copy": "a copy of memory", "collective": "a collective"}  # and never fused


@dataclass(frozen=True, slots=True)
class Cut:
    """Why two instructions run apart; `is_exact` if the module itself says so."""

    reason: str
    is_exact: bool

    def __str__(self) -> str:
        return f"{self.reason} [{'exact' if self.is_exact else 'inferred'}]"


def nearest_site(wanted: HloInstruction, sites: list[Site]) -> Site:
    """The site with the shortest way to `wanted`, of several that hold an operation, else the first."""
    distances = [
        (len(path), place) for place, site in enumerate(sites) if (path := path_between(site.instruction, wanted))
    ]
    return sites[min(distances)[1]] if distances else sites[0]


def path_between(one: HloInstruction, other: HloInstruction) -> list[HloInstruction]:
    """The instructions from the producer to the consumer, whichever is which; empty if neither needs the other."""
    if one.computation is not other.computation:
        return []
    return _shortest_path(one, other) or _shortest_path(other, one)


def _shortest_path(producer: HloInstruction, consumer: HloInstruction) -> list[HloInstruction]:
    """The shortest way along the data."""
    came_from: dict[HloInstruction, HloInstruction | None] = {producer: None}
    waiting = deque([producer])
    while waiting:
        current = waiting.popleft()
        if current is consumer:
            return list(_walk_back(current, came_from))[::-1]
        for user in current.users:
            if user not in came_from:
                came_from[user] = current
                waiting.append(user)
    return []


def _walk_back(end: HloInstruction, came_from: dict[HloInstruction, HloInstruction | None]) -> Iterator[HloInstruction]:
    current: HloInstruction | None = end
    while current is not None:
        yield current
        current = came_from[current]


def cut_lines(one: HloInstruction, other: HloInstruction, program: Program) -> list[str]:
    """Why these two instructions are not one, and the command that says more of it, if the program is on disk."""
    cut = f"  cut: {cut_between(one, other, program)}"
    command = program.command("why", one.name, other.name) if path_between(one, other) else ""
    return [cut, f"  why: {command}"] if command else [cut]


def cut_between(one: HloInstruction, other: HloInstruction, program: Program) -> Cut:
    """Why these two instructions, which both run by themselves, are not one."""
    for instruction in (one, other):
        launch_class = program.launch_class_of(instruction)
        if launch_class in _ALONE:
            return Cut(f"{instruction.name} is {_ALONE[launch_class]}, and no kernel of XLA's own", is_exact=True)
    if one.computation is not other.computation:
        return Cut(f"they are in different computations, {one.computation.name} and {other.computation.name}", True)
    path = [instruction for instruction in path_between(one, other) if instruction.opcode not in BOOKKEEPING]
    if not path:
        return Cut("neither reads what the other writes", is_exact=True)
    if len(path) > 2:
        between = list_text([instruction.name for instruction in path[1:-1]])
        return Cut(f"between them {'runs' if len(path) == 3 else 'run'} {between}", is_exact=True)
    return _inferred(path[0], path[1], program)


def _inferred(producer: HloInstruction, consumer: HloInstruction, program: Program) -> Cut:
    """The rule of XLA's that `hloscope why` has for the value between two launches; of several what moves most."""
    ends = f"{producer.name} -> {consumer.name}"
    edges = [m for m in program.missed if m.edge.producer is producer and m.edge.consumer is consumer]
    if not edges or edges[0].reason.rule == "not explained":
        return Cut(f"{ends}: XLA's fusion pass left them apart, by no rule that hloscope knows", is_exact=False)
    words = f'; XLA: "{edges[0].words}"' if edges[0].words else ""
    return Cut(f"{ends}: {edges[0].reason.rule}: {edges[0].reason.text}{words}", is_exact=False)
