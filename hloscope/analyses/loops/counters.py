"""Counters: the parts of a loop's state that decide how long it turns, and how often that is."""

from __future__ import annotations

from math import inf

from hloscope.analyses.facts.execution import LARGEST, Callees, entered_callees, known_trip_count
from hloscope.analyses.loops.scalars import Scalars
from hloscope.analyses.loops.terms import Path, Step, Term, ordered
from hloscope.analyses.loops.turns import State, turn, turns_by_formula
from hloscope.ir import HloComputation, HloInstruction, HloModule

_MOST_PARTS = 16
_LIMIT = 20_000  # operations in turning one loop, some 5 ms
_LIMIT_OF_ALL = 200_000
_DEEPEST = 20  # loops whose counts depend on each other's


class Counters:
    """The counters of one module's loops."""

    def __init__(self, module: HloModule) -> None:
        self._scalars = Scalars(module, self._turns_before)
        self._depth = 0
        self._steps: dict[Callees, Step | None] = {}  # several loops may share a body
        self._left = _LIMIT_OF_ALL

    def find_turns(self, loop: HloInstruction) -> int | None:
        """How often a loop turns each time that it runs; None if it never ends, or if that cannot be told."""
        called = entered_callees(loop)
        if called not in self._steps:
            self._steps[called] = self._find_step(*called) if len(called) == 2 else None
        step = self._steps[called]
        state = self._find_state(loop, step) if step else None
        if step is None or state is None:
            return None
        turns = turns_by_formula(step, state)
        if turns is None:
            turns = self._turned(step, state)
        return None if turns is None or turns == inf else min(LARGEST, int(turns))

    def _turns_before(self, loop: HloInstruction) -> int | None:
        """The turns of a loop whose count another one goes on with, as XLA says, else as the module tells."""
        known = known_trip_count(loop)
        if known is not None or self._depth == _DEEPEST:
            return known
        self._depth += 1
        turns = self.find_turns(loop)
        self._depth -= 1
        return turns

    def _find_step(self, condition: HloComputation, body: HloComputation) -> Step | None:
        """The condition of a loop, and how each turn changes what that depends on."""
        goes_on = self._scalars.in_turn(condition)
        updates: dict[Path, Term] = {}
        waiting = _parts_of(goes_on) if goes_on else set[Path]()
        while waiting:
            path = waiting.pop()
            update = self._scalars.in_turn(body, path)
            if update is None or len(updates) == _MOST_PARTS:
                return None
            updates[path] = update
            waiting |= _parts_of(update) - updates.keys()
        return Step(goes_on, updates, ordered([goes_on, *updates.values()])) if goes_on else None

    def _find_state(self, loop: HloInstruction, step: Step) -> State | None:
        state = {path: self._scalars.initial(loop, path) for path in step.updates}
        known = {path: value for path, value in state.items() if value is not None}
        return known if len(known) == len(state) else None

    def _turned(self, step: Step, state: State) -> int | None:
        limit = min(_LIMIT, self._left)
        turns = turn(step, state, limit)
        self._left -= limit if turns is None else turns * len(step.terms)
        return turns


def _parts_of(term: Term) -> set[Path]:
    return {part.path for part in ordered([term]) if part.is_state}
