"""Where XLA placed values in memory, read from its buffer assignment: tells which values share a buffer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.errors import ParseError
from hloscope.ir import HloComputation, HloInstruction, HloModule

if TYPE_CHECKING:
    from hloscope.parsers import BufferAssignment

_LONGEST_CHAIN = 64  # of instructions that only rename a value; real ones have two or three

# Which member of its start a `done` stands for (HloDataflowAnalysis); an all-reduce gives its start as a whole.
_MEMBER_OF_START = {
    "all-gather-done": "1",
    "all-reduce-done": "",
    "collective-permute-done": "1",
    "copy-done": "0",
    "recv-done": "0",
}

Slice = tuple[int, int]  # number of the allocation, and offset
Value = tuple[HloInstruction, str]  # what an instruction makes, or a member of it: "1,0" is member 0 of member 1


class BufferSlices:
    """The slice of each value of `module` by its buffer assignment: as text, read when first asked for, or as read."""

    def __init__(self, buffers: str | BufferAssignment, module: HloModule) -> None:
        self._buffers = buffers
        self._module = module

    def find(self, instruction: HloInstruction, index: str = "") -> Slice | None:
        """Where the value of `instruction`, or member `index` of it, is stored; None if it does not tell.

        A bitcast, a member of a tuple and the like have the slice of the value that they stand for.
        """
        value: Value | None = (instruction, index)
        for _ in range(_LONGEST_CHAIN):
            if value is None:
                break
            found = self._slices.get((value[0].name, value[1]))
            if found:
                return found
            value = self._find_argument(*value) if value[0].opcode == "parameter" else _find_source(*value)
        return None

    def _find_argument(self, parameter: HloInstruction, index: str) -> Value | None:
        """What the one `call` of the parameter's computation hands over (command buffers of older XLA are calls)."""
        callers = self._callers.get(parameter.computation, ())
        number = parameter.parameter_number or 0
        return (callers[0].operands[number], index) if len(callers) == 1 and number < len(callers[0].operands) else None

    @cached_property
    def _callers(self) -> Mapping[HloComputation, list[HloInstruction]]:
        callers: dict[HloComputation, list[HloInstruction]] = {}
        for instruction in self._module.instructions():
            if instruction.opcode == "call":
                for computation in instruction.called_computations:
                    callers.setdefault(computation, []).append(instruction)
        return callers

    @cached_property
    def _slices(self) -> Mapping[tuple[str, str], Slice]:
        try:
            allocations = self._assignment.allocations
        except ParseError:  # the analysis of memory says so; what is not known here is inferred
            return {}
        return {(v.name, v.shape_index): (a.number, v.offset) for a in allocations for v in a.values}

    @property
    def _assignment(self) -> BufferAssignment:
        if not isinstance(self._buffers, str):
            return self._buffers
        from hloscope.parsers import parse_buffer_assignment  # most reports need none

        return parse_buffer_assignment(self._buffers)


def _find_source(instruction: HloInstruction, index: str) -> Value | None:
    """What an instruction without a value of its own stands for; None if it is none of that kind."""
    operands = instruction.operands
    match instruction.opcode:
        case "async-done" | "async-update" | "bitcast" | "opt-barrier" if operands:
            return operands[0], index
        case opcode if opcode in _MEMBER_OF_START and operands:
            return operands[0], ",".join(filter(None, (_MEMBER_OF_START[opcode], index)))
        case "async-start" if instruction.called_computations:
            return instruction.called_computations[0].root, index
        case "get-tuple-element" if operands:
            member = instruction.attributes.get("index", "")
            return operands[0], f"{member},{index}" if index else f"{member}"
        case "tuple":
            member, _, rest = index.partition(",")
            return (operands[int(member)], rest) if member.isdecimal() and int(member) < len(operands) else None
        case _:
            return None
