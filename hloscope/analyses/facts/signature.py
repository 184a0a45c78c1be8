"""Signatures: fingerprints of what a fusion computes, the same under any names, in any process and Python.

A signature covers opcodes, shapes with layouts, which operand feeds what, and attributes that change the result
(dimensions, direction, slice, window, ...). It leaves out names, metadata, backend_config, channel ids, shardings and
the values of constants. The order of a fusion's parameters does not matter; the order of an operation's operands does,
even of an add.
"""

from __future__ import annotations

from hloscope.analyses.facts.execution import executed_computations
from hloscope.analyses.facts.fusion_kinds import custom_kind_of, kind_of
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.facts.structures import Structures, digest_of
from hloscope.ir import HloInstruction, HloModule


def signature_of(fusion: HloInstruction) -> str:
    """The signature of one fusion's body: 16 hexadecimal digits; of another instruction that of the operation."""
    return Signer().signature_of(fusion)


def compilation_signature(module: HloModule) -> str:
    """The signature of a program: of how often it holds which fusion and which other operation that XLA launches.

    It covers every executed computation once, in any order, and beside the signatures how each fusion is compiled.
    """
    signer = Signer()
    return digest_of(
        sorted(
            f"{kind_of(instruction)} {custom_kind_of(instruction)} {signer.signature_of(instruction)}"
            for computation in executed_computations(module)
            for instruction in computation.instructions.values()
            if instruction.opcode not in BOOKKEEPING
        )
    )


class Signer:
    """Signs the instructions of one module in linear time: equal structures are signed once."""

    def __init__(self, structures: Structures | None = None) -> None:
        self._structures = structures or Structures()

    def signature_of(self, instruction: HloInstruction) -> str:
        """The fingerprint that the function `signature_of` gives."""
        structures = self._structures
        if instruction.opcode in FUSIONS and instruction.called_computations:
            return structures.of(instruction.called_computations[0]).structure.digest
        [meaning] = structures.meanings_of([instruction])
        return digest_of(
            [meaning.text, *[structures.shapes.text_of(operand.shape) for operand in instruction.operands]]
        )
