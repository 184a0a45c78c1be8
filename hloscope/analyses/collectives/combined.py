"""Combined: the arrays of a collective that XLA made of several, handed over as operands or one behind the other."""

from __future__ import annotations

from typing import Final

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.ir import HloInstruction

_SINGLE: Final = frozenset({"all-to-all", "ragged-all-to-all", "recv", "send"})  # their operands are parts of one array


def combined_arrays(collective: HloInstruction, kind: str, caller: HloInstruction | None) -> tuple[HloInstruction, ...]:
    """The arrays; none where it was one collective from the beginning. `caller` starts the computation that it is."""
    if kind in _SINGLE or not collective.operands:
        return ()
    given = [_operand_behind(operand, caller) if caller else operand for operand in collective.operands]
    first, *others = given
    return (first, *others) if others else _concatenated(first)


def _concatenated(operand: HloInstruction) -> tuple[HloInstruction, ...]:
    """The arrays that XLA wrote one behind the other; a concatenation that the program asked for has a name."""
    fusion = operand if operand.opcode in FUSIONS and operand.called_computations else None
    made = fusion.called_computations[0].root if fusion else operand
    if made.opcode != "concatenate" or len(made.shape.dimensions) != 1 or made.metadata.op_name:
        return ()
    return made.operands if fusion is None else tuple([_operand_behind(part, fusion) for part in made.operands])


def _operand_behind(part: HloInstruction, caller: HloInstruction) -> HloInstruction:
    """What a parameter of a fusion, or of what is started, stands for; anything else is itself."""
    number = part.parameter_number
    return part if number is None or number >= len(caller.operands) else caller.operands[number]
