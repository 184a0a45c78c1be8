"""Moves: operations that only move, retype or repeat a value, and what a person calls what they do."""

from __future__ import annotations

from typing import NamedTuple

from hloscope.ir import HloInstruction
from hloscope.regex import lazy_pattern
from hloscope.shapes import Shape

Place = tuple[HloInstruction, tuple[int, ...]]
"""An instruction, and which member of its result: () is the whole."""


_INDEX = lazy_pattern(r"index=(\d{1,9})(?!\d)")


class Move(NamedTuple):
    """Where a value comes from in one step, and what was done to it; "" where it is the same under another name."""

    place: Place
    word: str = ""


UPDATED = "updated"
"""What a value is of which a part is written anew."""

_RENAMING = frozenset({"add-dependency", "bitcast", "bitcast-convert", "domain", "get-tuple-element", "opt-barrier"})
_WORDS = {
    "all-gather": "gathered",
    "broadcast": "broadcast",
    "dynamic-slice": "sliced",
    "dynamic-update-slice": UPDATED,
    "pad": "padded",
    "reduce-precision": "rounded",
    "reshape": "copied",
    "reverse": "reversed",
    "scatter": UPDATED,
    "slice": "sliced",
    "transpose": "transposed",
}
_STARTED = {"all-gather-start": 1, "copy-start": 0}
"""Which member of what was begun is its result; the other one of the two is what it reads."""


def find_move(instruction: HloInstruction, index: tuple[int, ...]) -> Move | None:
    """The value one step back from a value; None if the instruction makes it."""
    opcode = instruction.opcode
    if opcode == "tuple":
        is_member = bool(index) and index[0] < len(instruction.operands)
        return Move((instruction.operands[index[0]], index[1:])) if is_member else None
    if not instruction.operands:
        return None
    operand = instruction.operands[0]
    if opcode in _STARTED:
        return _move_of_start(instruction, operand, index)
    if opcode.endswith("-done"):
        return _move_of_done(operand, index)
    inner = (_element_of(instruction), *index) if opcode == "get-tuple-element" else index
    word = _word_of(instruction, operand)
    return None if word is None else Move((operand, inner), word)


def _word_of(instruction: HloInstruction, operand: HloInstruction) -> str | None:
    """What an instruction does to its operand: "" if nothing, None if it makes a value of its own."""
    opcode = instruction.opcode
    if opcode == "copy":
        return _copy_word(operand.shape, instruction.shape)
    if opcode == "convert":
        return f"converted to {instruction.shape.element_type}"
    return "" if opcode in _RENAMING else _WORDS.get(opcode)


def _move_of_done(start: HloInstruction, index: tuple[int, ...]) -> Move | None:
    if not start.opcode.endswith("-start"):
        return None
    return Move((start, (_STARTED.get(start.opcode, 1), *index)))


def _move_of_start(start: HloInstruction, operand: HloInstruction, index: tuple[int, ...]) -> Move | None:
    """What was begun has its result and what it reads as members."""
    if index[:1] != (_STARTED[start.opcode],):
        return Move((operand, ())) if index[:1] in ((0,), (1,)) else None
    members = start.shape.tuple_shapes
    result = members[index[0]] if index[0] < len(members) else start.shape
    word = _WORDS.get(start.opcode.removesuffix("-start")) or _copy_word(operand.shape, result)
    return Move((operand, ()), word)


def _element_of(instruction: HloInstruction) -> int:
    found = _INDEX.search(instruction.attribute_text)
    return int(found[1]) if found else 0


def _copy_word(source: Shape, copy: Shape) -> str:
    """A copy to another order of dimensions is a transposition of what lies in memory."""
    old, new = source.layout, copy.layout
    is_reordered = old and new and old.minor_to_major != new.minor_to_major
    return "transposed" if is_reordered else "copied"
