"""A boundary: the edge between two launches with what stands at its two ends, which the rules of fusion look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from hloscope.analyses.why import limits
from hloscope.analyses.why.edges import MemoryEdge
from hloscope.analyses.why.launch import Launch, Launches
from hloscope.ir import HloInstruction

_LONGEST_WALK = 1000  # operations looked at for one edge: a hostile fusion has as many edges as operations


@dataclass(frozen=True, eq=False)
class Boundary:
    """An edge with the operations at its two ends, and the classes of its launches."""

    edge: MemoryEdge
    platform: str | None
    producer_class: str
    consumer_class: str
    launches: Launches = field(default_factory=Launches)

    @property
    def ends(self) -> tuple[tuple[str, HloInstruction, str], ...]:
        """The two launches: what to call each, the launch, and its class."""
        edge = self.edge
        return (("producer", edge.producer, self.producer_class), ("consumer", edge.consumer, self.consumer_class))

    def name_of(self, launch: HloInstruction) -> str:
        """What to call a launch: names are long, and those of the two ends stand beside the reason."""
        ends = {self.edge.producer: "the producer", self.edge.consumer: "the consumer"}
        return ends.get(launch, f"%{launch.name}")

    @property
    def operations(self) -> Iterator[HloInstruction]:
        """The operation that makes the value, and those that read it."""
        yield self.made_by
        yield from (reader for reader, _ in self.read_by)

    @cached_property
    def producer(self) -> Launch:
        """The launch that makes the value."""
        return self.launches.of(self.edge.producer)

    @cached_property
    def consumer(self) -> Launch:
        """The launch that reads the value."""
        return self.launches.of(self.edge.consumer)

    @cached_property
    def made_by(self) -> HloInstruction:
        """The operation that makes the value: inside a fusion, what its root or that element of it is."""
        body = self.producer.body
        if body is None:
            return self.edge.producer
        root = body.root
        if root.opcode == "tuple" and root.operands:
            value = self.edge.value
            index = value.attributes.get("index") if value.opcode == "get-tuple-element" else 0
            root = root.operands[index] if isinstance(index, int) and 0 <= index < len(root.operands) else root
        return self.launches.maker_of(root)

    @cached_property
    def read_by(self) -> tuple[tuple[HloInstruction, HloInstruction], ...]:
        """The operations that read the value, each with the operand it reads; inside a fusion, the first ones."""
        if self.consumer.body is None:
            consumer = self.edge.consumer
            return ((consumer, consumer.operands[self.edge.operand]),)
        parameters = self.consumer.parameters
        if self.edge.operand >= len(parameters):
            return ()
        waiting, found = [parameters[self.edge.operand]], dict[tuple[HloInstruction, HloInstruction], None]()
        for value in waiting:  # grows
            for user in value.users:
                inner = [user] if user.opcode == "bitcast" else self._parameters_for(value, user)
                waiting += [name for name in inner if len(waiting) < _LONGEST_WALK]
                found.update({} if inner else {(user, value): None})
        return tuple(found)

    def _parameters_for(self, value: HloInstruction, user: HloInstruction) -> list[HloInstruction]:
        """What a value is called in a fusion inside of the fusion, as TPU has them."""
        nested = self.launches.of(user)
        if nested.body is None:
            return []
        pairs = zip(user.operands, nested.parameters, strict=False)
        return [parameter for operand, parameter in pairs if operand is value]

    @cached_property
    def repeats(self) -> HloInstruction | None:
        """The operation in the consumer that would compute an element of the value more than once."""
        seen: set[HloInstruction] = set()
        waiting = list(self.read_by)
        while waiting and len(seen) < _LONGEST_WALK:
            reader, operand = waiting.pop()
            if limits.repeats_reads(reader, operand):
                return reader
            if reader not in seen and reader is not self.edge.consumer:
                seen.add(reader)
                waiting += [(user, reader) for user in reader.users]
        return None
