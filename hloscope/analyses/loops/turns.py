"""Turns: how often a loop turns whose condition depends on integers alone: by a formula, else by turning it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import NamedTuple

from hloscope.analyses.loops.integers import OPERATIONS, IntegerType
from hloscope.analyses.loops.terms import Path, Step, Term, split_sum

State = Mapping[Path, int]

_MOST_CONDITIONS = 64

_MIRRORED = {"EQ": "EQ", "NE": "NE", "LT": "GT", "LE": "GE", "GT": "LT", "GE": "LE"}


class _Progression(NamedTuple):
    """The value before the first turn, and what is added in each."""

    start: int
    step: int


def turns_by_formula(step: Step, state: State) -> float | None:
    """The turns of a loop that begins with `state`: until one of its conditions is false; `inf` if none ever is.

    None if one compares with something else than what is advanced by a constant in each turn, or wraps around.
    """
    conditions = _conjuncts(step.goes_on)
    turns = [_turns_while(condition, step.updates, state) for condition in conditions[:_MOST_CONDITIONS]]
    known = [number for number in turns if number is not None]
    return min(known) if len(known) == len(conditions) else None


def turn(step: Step, state: State, limit: int) -> int | None:
    """The same by doing what the loop does, turn by turn; None past some operations, or if it would never end."""
    now = state
    for turns in range(limit // len(step.terms)):
        values = _values_of(step.terms, now)
        if not values[step.goes_on]:
            return turns
        after = {path: values[update] for path, update in step.updates.items()}
        if after == now:
            return None
        now = after
    return None


def _conjuncts(condition: Term) -> tuple[Term, ...]:
    """The conditions that must all hold."""
    found: dict[Term, None] = {}
    waiting = [condition]
    while waiting:
        term = waiting.pop()
        if term not in found:
            found[term] = None
            waiting += term.operands if term.name == "and" else ()
    return tuple(term for term in found if term.name != "and")


def _turns_while(condition: Term, updates: Mapping[Path, Term], state: State) -> float | None:
    if condition.value is not None:
        return inf if condition.value else 0
    if condition.name not in _MIRRORED:
        return None
    left, right = (_progression_of(operand, updates, state) for operand in condition.operands)
    if left is None or right is None or (left.step and right.step):
        return None
    integer = condition.operands[0].integer
    if left.step == 0 and right.step:
        return _turns_of(_MIRRORED[condition.name], right, left.start, integer)
    return _turns_of(condition.name, left, right.start, integer)


def _turns_of(direction: str, counter: _Progression, bound: int, integer: IntegerType) -> float | None:
    """The turns while a counter compares so with a bound; None if it wraps around before."""
    start, step = counter
    if not OPERATIONS[direction](integer, (start, bound)):
        return 0
    if step == 0:
        return inf
    turns = _steps_to(direction, bound - start, step)
    is_within = turns is not None and integer.least <= start + turns * step <= integer.most
    return turns if is_within else None


def _steps_to(direction: str, distance: int, step: int) -> int | None:
    """How many steps of a size lead to a distance (or past it, as the direction says), without a wrap."""
    if direction == "EQ":
        return 1
    if direction == "NE":
        return distance // step if distance % step == 0 and distance // step > 0 else None
    if (direction in ("LT", "LE")) != (step > 0):
        return None
    return -(-distance // step) if direction in ("LT", "GT") else distance // step + 1


def _progression_of(term: Term, updates: Mapping[Path, Term], state: State) -> _Progression | None:
    """The progression of a constant, or of a part of the state, plus a constant, that each turn adds one to."""
    part, added = split_sum(term)
    if part.value is not None:
        return _Progression(part.value, 0)
    if not part.is_state:
        return None
    advanced, step = split_sum(updates[part.path])
    if not advanced.is_state or advanced.path != part.path:
        return None
    signed = IntegerType(term.integer.bits, is_signed=True)
    return _Progression(term.integer.wrapped(state[part.path] + added), signed.wrapped(step))


def _values_of(terms: tuple[Term, ...], state: State) -> dict[Term, int]:
    values: dict[Term, int] = {}
    for term in terms:
        if term.value is not None:
            values[term] = term.value
        elif term.is_state:
            values[term] = state[term.path]
        else:
            values[term] = OPERATIONS[term.name](term.integer, [values[operand] for operand in term.operands])
    return values
