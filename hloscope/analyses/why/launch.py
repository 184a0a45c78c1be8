"""Launches as the rules of fusion see them: what is asked of a launch for each of its edges is worked out once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import prod

from hloscope.analyses.facts.operations import operations_of
from hloscope.analyses.kernels.rules import ELEMENTWISE
from hloscope.analyses.why.code_copies import CodeCopies
from hloscope.analyses.why.gpu_code import GpuCode
from hloscope.analyses.why.updates import body_of, overwritten_by
from hloscope.analyses.why.walks import Walk, behind_bodies, behind_copies, behind_elements, behind_tuples
from hloscope.ir import HloComputation, HloInstruction

_ELEMENTWISE = frozenset((ELEMENTWISE + " bitcast constant get-tuple-element parameter tuple").split())


class Launch:
    """One launch, and what a fusion of it computes."""

    def __init__(self, instruction: HloInstruction, copies: Walk) -> None:
        self.instruction = instruction
        self._copies = copies

    @cached_property
    def body(self) -> HloComputation | None:
        """The computation of a fusion; None of what is none."""
        return body_of(self.instruction)

    @cached_property
    def parameters(self) -> tuple[HloInstruction, ...]:
        """The parameters of a fusion in the order of their numbers."""
        return self.body.parameters if self.body else ()

    @cached_property
    def operations(self) -> tuple[HloInstruction, ...]:
        """The real operations of a fusion, or the launch itself."""
        return operations_of(self.body) if self.body else (self.instruction,)

    @cached_property
    def is_elementwise(self) -> bool:
        """Whether each element of its results is computed from the elements at the same place."""
        instructions = self.body.instructions.values() if self.body else (self.instruction,)
        return all(instruction.opcode in _ELEMENTWISE for instruction in instructions)

    def inputs_of(self, operation: HloInstruction) -> tuple[HloInstruction, ...]:
        """What an operation of the launch reads; in place of a fusion's parameters, what they stand for."""
        given = self.instruction.operands
        if self.body is None:
            return operation.operands
        numbers = ((operand, operand.parameter_number) for operand in operation.operands)
        return tuple(operand if n is None or n >= len(given) else given[n] for operand, n in numbers)

    @cached_property
    def opcodes(self) -> Counter[str]:
        """How many operations of each opcode it has."""
        return Counter([operation.opcode for operation in self.operations])

    @cached_property
    def has_large_reduction(self) -> bool:
        """Whether it reduces 16 elements or more to one."""
        return any(map(_is_large_reduction, self.operations))

    @cached_property
    def operands(self) -> frozenset[HloInstruction]:
        """What it reads."""
        return frozenset(self.instruction.operands)

    @cached_property
    def origins(self) -> Counter[HloInstruction]:
        """What it reads, behind copies and bitcasts, and how often."""
        return Counter(map(self._copies.end_of, self.instruction.operands))

    @cached_property
    def overwritten(self) -> frozenset[HloInstruction]:
        """The operands that it updates in place."""
        return frozenset(overwritten_by(self.instruction))

    @cached_property
    def overwritten_origins(self) -> frozenset[HloInstruction]:
        """What it updates in place, behind copies and bitcasts."""
        return frozenset(map(self._copies.end_of, self.overwritten))

    @cached_property
    def gpu_code(self) -> GpuCode:
        """How large the code of its kernel is on a GPU."""
        return GpuCode(self.instruction, _ELEMENTWISE)

    @cached_property
    def code_copies(self) -> CodeCopies:
        """How often the code of an operand would stand in a fusion."""
        return CodeCopies(self.instruction)


class Launches:
    """The launches of a module, each looked into once, and the ways of its values, each walked once."""

    def __init__(self) -> None:
        self._known: dict[HloInstruction, Launch] = {}
        self.overwriters: dict[HloInstruction, HloInstruction | None] = {}  # who writes over a copy, if that was asked
        self._copies, self._elements = Walk(behind_copies), Walk(behind_elements)
        self._tuples, self._bodies = Walk(behind_tuples), Walk(behind_bodies)

    def of(self, instruction: HloInstruction) -> Launch:
        """What there is to know of a launch."""
        if instruction not in self._known:
            self._known[instruction] = Launch(instruction, self._copies)
        return self._known[instruction]

    def origin_of(self, value: HloInstruction) -> HloInstruction:
        """What a value is a copy or another name of."""
        return self._copies.end_of(value)

    def source_of(self, value: HloInstruction) -> HloInstruction:
        """What a value is another name of, or what holds it; copies are values of their own."""
        return self._elements.end_of(value)

    def maker_of(self, value: HloInstruction) -> HloInstruction:
        """The operation that makes a value, inside of fusions."""
        return self._bodies.end_of(value)

    def element_of(self, value: HloInstruction) -> tuple[HloInstruction, int]:
        """What made a value, and which of its results it is."""
        end = self._tuples.end_of(value)
        index = end.attributes.get("index") if end.opcode == "get-tuple-element" else None
        return (end.operands[0], index) if isinstance(index, int) and end.operands else (end, 0)


def _is_large_reduction(operation: HloInstruction) -> bool:
    if operation.opcode != "reduce" or operation.shape.is_tuple or not operation.operands:
        return False
    return prod(operation.operands[0].shape.dimensions) >= 16 * prod(operation.shape.dimensions)
