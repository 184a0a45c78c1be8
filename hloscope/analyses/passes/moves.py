"""Moves: out of or into which loop, branch or call an operation went, told by what calls the computations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from hloscope.analyses.passes.successors import Successors
from hloscope.analyses.passes.views import View
from hloscope.ir import HloComputation, HloInstruction

MoveKind = Literal["hoisted", "sunk", "inlined", "outlined", "unrolled", "peeled", "moved"]

_DEPTH_LIMIT = 100
"""Callers of callers: deeper ones than anybody writes are not looked for."""

_OUTLINING = frozenset({"call", "async-start", "call-start"})


_Homes = tuple[HloComputation, HloComputation]


class Move(NamedTuple):
    """How an operation changed its computation, and what it was moved out of or into: a loop, a branch, a call."""

    kind: MoveKind
    caller: str


class Moves:
    """The moves between the computations of two modules."""

    def __init__(self, old: View, new: View, successors: Successors) -> None:
        self._old, self._new, self._successors = old, new, successors
        self._known: dict[_Homes, Move | None] = {}
        self._known_turns: dict[_Homes, Move | None] = {}

    def of(self, was: HloInstruction, now: HloInstruction) -> Move | None:
        """How an operation moved; None if it is where it was, whatever that is called now."""
        homes = self._old.home_of(was), self._new.home_of(now)
        if homes not in self._known:
            self._known[homes] = self._move_between(*homes)
        return self._known[homes]

    def of_turn(self, was: HloInstruction, turn: HloInstruction) -> Move | None:
        """How an operation that is like one of a loop came to stand beside it; None if not as a turn of a loop."""
        homes = self._old.home_of(was), self._new.home_of(turn)
        if homes not in self._known_turns:
            self._known_turns[homes] = self._turn(*homes)
        return self._known_turns[homes]

    def _turn(self, was: HloComputation, now: HloComputation) -> Move | None:
        """The move of a turn: peeled off if now out of the loop, else unrolled if in as many loops as before."""
        inside, outside = _callers_of(was, self._old.callers), _callers_of(now, self._new.callers)
        homes = [was, *[caller.computation for caller in inside]]
        for depth, home in enumerate([now, *[caller.computation for caller in outside]]):
            former = self._former(home)
            if former in homes:
                place = homes.index(former)
                crossed, around = _loops_in(inside[:place]), _loops_in(inside[place:])
                if len(_loops_in(outside[:depth])) >= len(crossed):
                    return Move("unrolled", around[0].name) if around else None
                return Move("peeled" if crossed[-1] in self._successors.of else "unrolled", crossed[-1].name)
        return None

    def _move_between(self, was: HloComputation, now: HloComputation) -> Move | None:
        former = self._former(now)
        if former is was:
            return None
        outward = _callers_of(was, self._old.callers)
        for place, caller in enumerate(outward):
            if caller.computation is former:
                return self._out_of(outward[: place + 1])
        inward = _callers_of(now, self._new.callers)
        for place, caller in enumerate(inward):
            if self._former(caller.computation) is was:
                return self._into(inward[: place + 1])
        return Move("moved", "")

    def _out_of(self, crossed: Sequence[HloInstruction]) -> Move:
        """The move out of the outermost loop or branch still there; else of what is dissolved, or out of a call."""
        remaining = [i for i in crossed if i in self._successors.of and i.opcode not in _OUTLINING]
        return Move("hoisted", remaining[-1].name) if remaining else Move("inlined", crossed[-1].name)

    def _into(self, crossed: Sequence[HloInstruction]) -> Move:
        is_outlined = all(caller.opcode in _OUTLINING for caller in crossed)
        return Move("outlined" if is_outlined else "sunk", crossed[-1].name)

    def _former(self, now: HloComputation) -> HloComputation | None:
        """What a computation was in the module before; None of one that is new."""
        if now.is_entry:
            return self._entry
        name = self._new.numbered.clones.get(now.name, now.name)
        return self._homes.get(name) or self._made_of.get(now)

    @cached_property
    def _entry(self) -> HloComputation | None:
        return next((computation for computation in self._old.numbered.keys if computation.is_entry), None)

    @cached_property
    def _homes(self) -> Mapping[str, HloComputation]:
        return {computation.name: computation for computation in self._old.numbered.keys}

    @cached_property
    def _made_of(self) -> Mapping[HloComputation, HloComputation]:
        """The computations that most of what is in those with new names was in, by these, if they are gone."""
        names = {computation.name for computation in self._new.numbered.keys}
        shares: dict[HloComputation, Counter[HloComputation]] = {}
        for was, now in self._successors.of.items():
            home, former = self._new.home_of(now), self._old.home_of(was)
            if home.name not in self._homes and former.name not in names:
                shares.setdefault(home, Counter())[former] += 1
        found = {home: former for home, share in shares.items() for former, _ in share.most_common(1)}
        return {home: former for home, former in found.items() if self._are_alike(home, former)}

    def _are_alike(self, now: HloComputation, was: HloComputation) -> bool:
        """Whether the same kind of instruction calls them."""
        new, old = self._new.callers.get(now), self._old.callers.get(was)
        return new is not None and old is not None and new.opcode == old.opcode


def _loops_in(callers: Sequence[HloInstruction]) -> list[HloInstruction]:
    return [caller for caller in callers if caller.opcode == "while"]


def _callers_of(home: HloComputation, callers: Mapping[HloComputation, HloInstruction]) -> list[HloInstruction]:
    """What calls a computation, what calls that, and so on."""
    found: list[HloInstruction] = []
    while home in callers and len(found) < _DEPTH_LIMIT:
        found.append(callers[home])
        home = found[-1].computation
    return found
