"""Memory edges: what one launch writes to memory and another reads back, in the module that runs.

Bitcasts, tuples and their elements, and the ends of asynchronous operations are seen through. What goes into a loop, a
branch or a call is read by that instruction, but for calls of what XLA outlined; what a loop carries from turn to turn
is no edge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from hloscope.analyses.facts.execution import Callees, executed_computations
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.unfuse.outlining import outlined_instructions

_SEEN_THROUGH = frozenset({"bitcast", "opt-barrier", "add-dependency", "domain"})
Sources = tuple[HloInstruction, ...]


@dataclass(frozen=True, slots=True)
class MemoryEdge:
    """A producer, a consumer, and the value between them: the consumer's operand number `operand`, or a part of it.

    `bytes` is the size of the value: written once, and read once by this consumer, unless it reads only a part.
    `readers` is how many launches read anything of the producer, `is_result` whether its computation returns it.
    """

    producer: HloInstruction
    consumer: HloInstruction
    value: HloInstruction
    operand: int
    bytes: int
    readers: int
    is_result: bool


def memory_edges(module: HloModule, launches: Collection[str]) -> tuple[MemoryEdge, ...]:
    """The edges between what launches (by name) and control flow, in order of execution; linear in the module."""
    edges: list[MemoryEdge] = []
    outlined = outlined_instructions(module)
    for computation, steps in executed_computations(module).items():
        edges += [_behind_calls(edge, outlined) for edge in _Edges(computation, launches, steps).find()]
    return tuple(edges)


def _behind_calls(edge: MemoryEdge, outlined: Mapping[HloInstruction, HloInstruction]) -> MemoryEdge:
    """The same edge, between what XLA put into calls of their own: the call is no boundary of the program."""
    producer, consumer = outlined.get(edge.producer, edge.producer), outlined.get(edge.consumer, edge.consumer)
    operand = edge.operand
    if consumer is not edge.consumer:
        read = [place for place, parameter in enumerate(consumer.operands) if parameter.parameter_number == operand]
        if not read:
            return edge
        operand = read[0]
    value = producer if edge.value is edge.producer else edge.value
    return replace(edge, producer=producer, consumer=consumer, value=value, operand=operand)


class _Edges:
    def __init__(
        self, computation: HloComputation, launches: Collection[str], steps: Mapping[HloInstruction, Callees]
    ) -> None:
        self.computation = computation
        self.launches = launches
        self.steps = steps
        self.sources: dict[HloInstruction, Sources] = {}

    def find(self) -> list[MemoryEdge]:
        read: list[tuple[HloInstruction, HloInstruction, HloInstruction, int]] = []
        for instruction in self.computation.instructions.values():
            is_end = instruction.name in self.launches or instruction in self.steps
            if is_end:
                self.sources[instruction] = (instruction,)
                read += self._reads_of(instruction)
            else:
                self.sources[instruction] = self._seen_through(instruction)
        results = set(self._values_of(self.computation.root))
        readers: dict[HloInstruction, set[HloInstruction]] = {}
        for producer, consumer, _, _ in read:
            readers.setdefault(producer, set()).add(consumer)
        produced = {source for value in results for source in self.sources[value]}
        return [
            MemoryEdge(p, c, value, number, value.shape.byte_size, len(readers[p]), p in produced)
            for p, c, value, number in read
        ]

    def _reads_of(
        self, consumer: HloInstruction
    ) -> Iterator[tuple[HloInstruction, HloInstruction, HloInstruction, int]]:
        seen: set[tuple[HloInstruction, HloInstruction]] = set()
        for number, operand in enumerate(consumer.operands):
            for value in self._values_of(operand):
                for source in self.sources[value]:
                    if (source, value) not in seen:
                        seen.add((source, value))
                        yield source, consumer, value, number

    def _values_of(self, operand: HloInstruction) -> Sources:
        """An operand, or the elements of one that is a tuple made here; no deeper, for tuples of tuples multiply."""
        is_made_here = operand.opcode == "tuple" and operand.name not in self.launches
        return tuple(dict.fromkeys(operand.operands)) if is_made_here else (operand,)

    def _seen_through(self, instruction: HloInstruction) -> Sources:
        operands = instruction.operands
        is_end = instruction.opcode.endswith(("-done", "-update"))
        if operands and (is_end or instruction.opcode in _SEEN_THROUGH):
            return self.sources[operands[0]]
        if instruction.opcode == "get-tuple-element" and operands:
            return self.sources[self._element_of(operands[0], instruction)]
        return ()

    def _element_of(self, operand: HloInstruction, reader: HloInstruction) -> HloInstruction:
        if operand.opcode != "tuple":
            return operand
        index = reader.attributes.get("index")
        is_there = isinstance(index, int) and 0 <= index < len(operand.operands)
        return operand.operands[index] if is_there and isinstance(index, int) else operand
