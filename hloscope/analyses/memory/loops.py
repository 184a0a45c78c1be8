"""Loop values: what a loop does to each value that it carries: keeps it, fills it piece by piece, or makes it anew."""

from __future__ import annotations

from typing import NamedTuple

from hloscope.analyses.memory.moves import UPDATED
from hloscope.analyses.memory.origins import Origin, Origins
from hloscope.ir import HloComputation, HloInstruction


class LoopValue(NamedTuple):
    """A value that a loop carries.

    `is_unchanged` says that each round hands it on as it is, `is_filled` that each round writes a part of it. `made` is
    what a round makes of it. `words` are what was done to it behind the loop.
    """

    loop: HloInstruction
    is_unchanged: bool
    is_filled: bool
    made: Origin
    words: tuple[str, ...] = ()


def find_loop_value(loop: HloInstruction, index: tuple[int, ...], origins: Origins) -> LoopValue | None:
    """What a `while` does to the member at `index` of what it carries."""
    body = body_of(loop)
    if body is None:
        return None
    made = origins.of((body.root, index))
    is_same = made.instruction.opcode == "parameter" and made.member == index
    is_filled = is_same and UPDATED in made.words
    return LoopValue(loop, is_unchanged=is_same and not is_filled, is_filled=is_filled, made=made)


def body_of(loop: HloInstruction) -> HloComputation | None:
    """The computation that a loop repeats."""
    name = str(loop.attributes.get("body", "")).removeprefix("%")
    return next((called for called in loop.called_computations if called.name == name), None)


def value_written(update: HloInstruction) -> HloInstruction:
    """What an update writes: the second operand into a slice, the last one of a scatter."""
    is_slice = update.opcode == "dynamic-update-slice" and len(update.operands) > 1
    return update.operands[1 if is_slice else -1]
