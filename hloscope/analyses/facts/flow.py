"""Flow: which values a value is made of, member by member through tuples, and in and out of calls, branches and loops.

What a turn of a loop leaves for the next is not followed: the body reads what the loop begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.ir import HloComputation, HloInstruction, HloModule

Value = tuple[HloInstruction, int | None]
"""What an instruction makes, or one member of that."""

_CALLS = FUSIONS | {"call", "async-start", "while", "conditional"}


class Flow:
    """The values of a module, and what is made of what; linear in the members that are asked for."""

    def __init__(self, module: HloModule) -> None:
        self._callers = _callers_in(module)
        self._makers: dict[Value, list[Value]] = {}
        self._readers: defaultdict[Value, list[Value]] = defaultdict(list)
        self._follow([(instruction, None) for instruction in module.instructions()])

    def reached_from(self, starts: Iterable[HloInstruction]) -> set[HloInstruction]:
        """The instructions that are made of what some make, those included."""
        return self._reached(starts, self._readers)

    def reaching(self, ends: Iterable[HloInstruction]) -> set[HloInstruction]:
        """The instructions that what some make is made of, those included."""
        return self._reached(ends, self._makers)

    def _reached(self, starts: Iterable[HloInstruction], steps: Mapping[Value, list[Value]]) -> set[HloInstruction]:
        chosen = set(starts)
        waiting = [value for value in self._makers if value[0] in chosen]  # all members of each
        seen = set(waiting)
        while waiting:
            for value in steps.get(waiting.pop(), ()):
                if value not in seen:
                    seen.add(value)
                    waiting.append(value)
        return {instruction for instruction, _ in seen}

    def _follow(self, waiting: list[Value]) -> None:
        while waiting:
            value = waiting.pop()
            if value not in self._makers:
                makers = self._makers[value] = self._makers_of(*value)
                for maker in makers:
                    self._readers[maker].append(value)
                waiting += makers

    def _makers_of(self, instruction: HloInstruction, member: int | None) -> list[Value]:
        operands, opcode = instruction.operands, instruction.opcode
        if opcode == "get-tuple-element" and operands:
            return [(operands[0], _index_of(instruction))]
        if opcode == "parameter":
            return [(given, member) for given in self._given_to(instruction)]
        if opcode in _CALLS and instruction.called_computations:
            return _made_by_call(instruction, member)
        if opcode == "tuple" and member is not None:
            return [(operands[member], None)] if member < len(operands) else []
        if opcode == "opt-barrier" and member is not None and operands:
            return [(operands[0], member)]
        return [(operand, None) for operand in operands] if member is None else [(instruction, None)]

    def _given_to(self, parameter: HloInstruction) -> list[HloInstruction]:
        found: list[HloInstruction] = []
        for caller in self._callers.get(parameter.computation, ()):
            number = _operand_number(caller, parameter)
            if number is not None and number < len(caller.operands):
                found.append(caller.operands[number])
        return found


def _made_by_call(caller: HloInstruction, member: int | None) -> list[Value]:
    called = caller.called_computations
    if caller.opcode == "while":
        started: list[Value] = [(operand, member) for operand in caller.operands]
        is_tuple = caller.shape.is_tuple  # the condition gives a truth value
        return [*started, *((callee.root, member) for callee in called if callee.root.shape.is_tuple == is_tuple)]
    if caller.opcode.endswith("-start"):  # its members are operands, the result and tokens
        member = None
    chosen: list[Value] = [(caller.operands[0], None)] if caller.opcode == "conditional" and caller.operands else []
    return [*chosen, *((callee.root, member) for callee in called)]


def _operand_number(caller: HloInstruction, parameter: HloInstruction) -> int | None:
    if caller.opcode == "while":
        return 0
    if caller.opcode == "conditional":  # its first operand says which branch
        return caller.called_computations.index(parameter.computation) + 1
    return parameter.parameter_number


def _index_of(element: HloInstruction) -> int | None:
    index = element.attributes.get("index")
    return index if isinstance(index, int) else None


def _callers_in(module: HloModule) -> Mapping[HloComputation, list[HloInstruction]]:
    callers: defaultdict[HloComputation, list[HloInstruction]] = defaultdict(list)
    for instruction in module.instructions():
        if instruction.opcode in _CALLS:
            for callee in dict.fromkeys(instruction.called_computations):
                callers[callee].append(instruction)
    return callers
