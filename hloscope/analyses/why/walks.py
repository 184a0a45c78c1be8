"""Walks: what a value is another name of, each step of the way walked once in a module, however long it is."""

from __future__ import annotations

from collections.abc import Callable

from hloscope.analyses.why.updates import body_of
from hloscope.ir import HloInstruction

Step = Callable[[HloInstruction], HloInstruction | None]
"""The next value on the way, None at its end."""

_RENAMING = frozenset({"bitcast", "copy", "copy-done"})
_TAKING = frozenset({"bitcast", "copy-done", "get-tuple-element", "opt-barrier"})


class Walk:
    """Where a way ends, remembered for all values on it."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._ends: dict[HloInstruction, HloInstruction] = {}

    def end_of(self, value: HloInstruction) -> HloInstruction:
        """The last value on the way from a value."""
        passed: list[HloInstruction] = []
        end: HloInstruction | None = None
        while end is None:
            end = self._ends.get(value)
            following = None if end else self._step(value)
            if following is None:
                end = end or value
            else:
                passed.append(value)
                value = following
        self._ends.update(dict.fromkeys(passed, end))
        return end


def behind_copies(value: HloInstruction) -> HloInstruction | None:
    """What a value is a copy or another name of."""
    return value.operands[0] if value.opcode in _RENAMING and value.operands else None


def behind_elements(value: HloInstruction) -> HloInstruction | None:
    """What a value is another name of, or an element."""
    return value.operands[0] if value.opcode in _TAKING and value.operands else None


def behind_tuples(value: HloInstruction) -> HloInstruction | None:
    """What a value is another name of, out of a tuple that is made here too."""
    if value.opcode == "bitcast" and value.operands:
        return value.operands[0]
    if value.opcode != "get-tuple-element" or not value.operands or value.operands[0].opcode != "tuple":
        return None
    index, members = value.attributes.get("index"), value.operands[0].operands
    return members[index] if isinstance(index, int) and 0 <= index < len(members) else None


def behind_bodies(value: HloInstruction) -> HloInstruction | None:
    """What makes a value inside of a fusion; a parameter keeps its bitcasts, for it says nothing."""
    body = body_of(value)
    if body is not None and body.root.opcode != "tuple":
        return body.root
    is_name = value.opcode == "bitcast" and value.operands and value.operands[0].opcode != "parameter"
    return value.operands[0] if is_name else None
