"""Code copies: how often a fusion's code would hold that of one more producer.

As FusionNodeIndexingEvaluation counts it (xla/service/fusion_node_indexing_evaluation.cc): an operation is emitted
once for each different index that it is read at, and all that change shape or layout, but a transpose, make new ones.
"""

from __future__ import annotations

from typing import Final

from hloscope.analyses.why.updates import body_of
from hloscope.ir import HloInstruction

ALLOWED: Final = 15
"""How many copies XLA allows."""

OPENS_BLOCKS: Final = frozenset("concatenate dot dynamic-update-slice pad reduce reduce-window".split())
"""Opcodes whose code is a loop or a branch, so that nothing of it is shared: no second copy is allowed."""

_MOST_INDICES = 100_000  # kept for one fusion: hostile ones have as many for each operation as operations
_Indices = frozenset[HloInstruction]


class CodeCopies:
    """Counts for one fusion what is emitted for each of its operands."""

    def __init__(self, fusion: HloInstruction) -> None:
        self._indices: dict[HloInstruction, _Indices] = {}  # who makes the indices that a value is read at
        self._copies: dict[HloInstruction, int] = {fusion: 1}
        self._room = _MOST_INDICES
        body = body_of(fusion)
        if body is not None:
            self._indices[body.root] = frozenset({fusion})
            for instruction in reversed(tuple(body.instructions.values())):
                self._go_on(instruction)

    def of(self, parameter: HloInstruction) -> int:
        """How often the code of what a parameter stands for would be emitted; 0 if that is not known."""
        return self._total(self._indices.get(parameter, frozenset())) if self._room > 0 else 0

    def _go_on(self, instruction: HloInstruction) -> None:
        indices = self._indices.get(instruction)
        if indices is None or self._room <= 0 or instruction.opcode == "parameter":
            return
        self._copies[instruction] = min(self._total(indices), 2 * ALLOWED)
        for operand in dict.fromkeys(instruction.operands):
            at = indices if _keeps_index(instruction, operand) else frozenset({instruction})
            known = self._indices.get(operand)
            self._indices[operand] = known | at if known else at
            self._room -= len(self._indices[operand])

    def _total(self, indices: _Indices) -> int:
        return sum([self._copies[maker] for maker in indices])


def _keeps_index(instruction: HloInstruction, operand: HloInstruction) -> bool:
    one, other = instruction.shape, operand.shape
    is_same = one.dimensions == other.dimensions and one.layout == other.layout
    return instruction.opcode == "transpose" or (is_same and not one.is_tuple)
