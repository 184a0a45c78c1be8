"""Fusion reasons: why a producer and its consumer are not one kernel, by a rule of XLA's that fits; all inferred.

The rules are tried in the order in which XLA would: what it never looks into, what it cannot fuse, what does not pay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hloscope.analyses.facts.execution import is_small_call
from hloscope.analyses.facts.fusion_kinds import custom_kind_of
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.why import limits as fusion_limits
from hloscope.analyses.why.edges import MemoryEdge
from hloscope.ir import HloComputation, HloInstruction

_LONGEST_WALK = 1000  # operations looked at for one edge: a hostile fusion has as many edges as operations
_TREE_SIZE = re.compile(r"size=([\dx]+) stride=\1(?![\dx])")


class Reason(NamedTuple):
    """The name of a rule, and what it says of this edge."""

    rule: str
    text: str


class Parameters:
    """The parameters of computations, each sorted once: a fusion of thousands has as many edges."""

    def __init__(self) -> None:
        self._known: dict[HloComputation, tuple[HloInstruction, ...]] = {}

    def of(self, computation: HloComputation) -> tuple[HloInstruction, ...]:
        """The parameters in the order of their numbers."""
        if computation not in self._known:
            self._known[computation] = computation.parameters
        return self._known[computation]


@dataclass(frozen=True, eq=False)
class Boundary:
    """An edge with the operations at its two ends, and the classes of its launches."""

    edge: MemoryEdge
    platform: str | None
    producer_class: str
    consumer_class: str
    parameters: Parameters = field(default_factory=Parameters)

    @cached_property
    def made_by(self) -> HloInstruction:
        """The operation that makes the value: inside a fusion, what its root or that element of it is."""
        producer = self.edge.producer
        if producer.opcode not in FUSIONS or not producer.called_computations:
            return producer
        root = producer.called_computations[0].root
        if root.opcode == "tuple" and root.operands:
            value = self.edge.value
            index = value.attributes.get("index") if value.opcode == "get-tuple-element" else 0
            root = root.operands[index] if isinstance(index, int) and 0 <= index < len(root.operands) else root
        return _behind_bitcasts(root)

    @cached_property
    def read_by(self) -> tuple[tuple[HloInstruction, HloInstruction], ...]:
        """The operations that read the value, each with the operand it reads; inside a fusion, the first ones."""
        consumer = self.edge.consumer
        if consumer.opcode not in FUSIONS or not consumer.called_computations:
            return ((consumer, consumer.operands[self.edge.operand]),)
        parameters = self.parameters.of(consumer.called_computations[0])
        if self.edge.operand >= len(parameters):
            return ()
        waiting, found = [parameters[self.edge.operand]], dict[tuple[HloInstruction, HloInstruction], None]()
        for value in waiting:  # grows
            for user in value.users:
                waiting += [user] if user.opcode == "bitcast" else []
                found.update({(user, value): None} if user.opcode != "bitcast" else {})
        return tuple(found)

    @cached_property
    def repeats(self) -> HloInstruction | None:
        """The operation in the consumer that would compute an element of the value more than once."""
        seen: set[HloInstruction] = set()
        waiting = list(self.read_by)
        while waiting and len(seen) < _LONGEST_WALK:
            reader, operand = waiting.pop()
            if fusion_limits.repeats_reads(reader, operand):
                return reader
            if reader not in seen and reader is not self.edge.consumer:
                seen.add(reader)
                waiting += [(user, reader) for user in reader.users]
        return None


def reason_of(boundary: Boundary) -> Reason:
    """The first rule that explains the boundary; `not explained` if none does."""
    for name, rule in _RULES:
        text = rule(boundary)
        if text:
            return Reason(name, text)
    if boundary.platform == "gpu":
        return Reason("cost model", "no rule forbids it: XLA's cost model, or a limit of its emitters")
    return Reason("not explained", "no rule that hloscope knows forbids it")


def _loop(boundary: Boundary) -> str | None:
    if boundary.edge.consumer.opcode == "while":
        return "a loop reads its operands from memory"
    return "what a loop gives is in memory" if boundary.edge.producer.opcode == "while" else None


def _branch(boundary: Boundary) -> str | None:
    ends = (boundary.edge.producer, boundary.edge.consumer)
    return "a branch is chosen at run time" if any(i.opcode == "conditional" for i in ends) else None


def _call(boundary: Boundary) -> str | None:
    for end in (boundary.edge.producer, boundary.edge.consumer):
        if end.opcode == "call":
            return f"%{end.name} is a loop that is compiled as one kernel" if is_small_call(end) else "a call"
    return None


def _collective(boundary: Boundary) -> str | None:
    if "collective" in (boundary.producer_class, boundary.consumer_class):
        return "a collective communicates whole arrays"
    return None


def _layout(boundary: Boundary) -> str | None:
    ends = [boundary.made_by, *(reader for reader, _ in boundary.read_by)]
    for end in ends:
        if end.opcode == "copy" and end.operands and end.shape.layout != end.operands[0].shape.layout:
            return f"%{end.name} changes the layout"
    movers = [end for end in ends if end.opcode == "transpose"]
    is_library = "library" in (boundary.producer_class, boundary.consumer_class)
    return f"%{movers[0].name} reorders what a library call works on" if movers and is_library else None


def _copy(boundary: Boundary) -> str | None:
    if "copy" in (boundary.producer_class, boundary.consumer_class):
        return "a copy that XLA inserted so that a buffer may be overwritten or returned"
    return None


def _library(boundary: Boundary) -> str | None:
    for word, end, kind in _ends_of(boundary):
        if kind == "library":
            name = custom_kind_of(end) or end.custom_call_target or end.opcode
            return f"the {word} runs in a library ({name})"
    return None


def _custom(boundary: Boundary) -> str | None:
    for word, end, _ in _ends_of(boundary):
        kind = custom_kind_of(end)
        if kind:
            return f"the {word} is compiled by {kind}, which takes nothing of the other"
    return None


def _split(boundary: Boundary) -> str | None:
    ends = [boundary.made_by, *(reader for reader, _ in boundary.read_by)]
    if boundary.platform == "cpu" and any(map(_is_part_of_reduction, ends)):
        return "the CPU compiler splits a reduction of more than 32 elements in two (tree_reduction_rewriter)"
    return None


def _unsupported(boundary: Boundary) -> str | None:
    fusible = fusion_limits.GPU_FUSIBLE if boundary.platform == "gpu" else fusion_limits.CPU_FUSIBLE
    for operation in (boundary.made_by, *(reader for reader, _ in boundary.read_by)):
        if operation.opcode not in fusible and operation.opcode not in ("constant", "parameter"):
            return f"XLA does not fuse {operation.opcode}"
    return None


def _reduction(boundary: Boundary) -> str | None:
    producer = boundary.edge.producer
    if boundary.platform == "gpu" and boundary.made_by.opcode == "reduce" and producer.fusion_kind == "kInput":
        return "a reduction over many threads ends its kernel: what reads it waits for all of them"
    return None


def _concatenate(boundary: Boundary) -> str | None:
    ends = (boundary.made_by, *(reader for reader, _ in boundary.read_by))
    if boundary.platform == "cpu" and any(map(fusion_limits.is_slow_concatenate, ends)):
        return "a concatenation of many parts, or along the minor dimension, is faster alone"
    return None


def _expensive(boundary: Boundary) -> str | None:
    if boundary.platform == "cpu" and fusion_limits.is_expensive(boundary.made_by) and boundary.repeats:
        return f"{boundary.made_by.opcode} is expensive, and %{boundary.repeats.name} would repeat it"
    return None


def _result(boundary: Boundary) -> str | None:
    if boundary.edge.is_result and fusion_limits.reads_more_than_it_writes(boundary.made_by):
        return f"%{boundary.edge.producer.name} is a result: written anyway, and cheaper to read than its operands"
    return None


def _users(boundary: Boundary) -> str | None:
    readers = boundary.edge.readers
    if readers > 1 and fusion_limits.reads_more_than_it_writes(boundary.made_by):
        return f"{readers} launches read it: each of them would read the operands of {boundary.made_by.opcode} again"
    return None


def _size(boundary: Boundary) -> str | None:
    consumer = boundary.edge.consumer
    body = consumer.called_computations[0] if consumer.opcode in FUSIONS and consumer.called_computations else None
    if boundary.platform == "gpu":
        buffers = {*consumer.operands, *boundary.edge.producer.operands}
        limit = fusion_limits.MAX_GPU_BUFFERS
        return f"the fusion would have more than {limit} operands" if len(buffers) > limit else None
    reductions = sum(i.opcode == "reduce" for i in body.instructions.values()) if body else 0
    if boundary.made_by.opcode == "reduce" and reductions > fusion_limits.MAX_REDUCTIONS:
        return f"the consumer has {reductions} reductions already"
    return None


def _written_anyway(boundary: Boundary) -> str | None:
    """What is left on CPU: a value that something else needs too is written for that."""
    if boundary.platform != "cpu" or not boundary.edge.is_result:
        return None
    return f"%{boundary.edge.producer.name} is a result, or carried by a loop: it is written anyway"


def _is_several(boundary: Boundary) -> str | None:
    if boundary.platform != "cpu" or boundary.edge.readers < 2:
        return None
    return f"{boundary.edge.readers} launches read it, and not all of them could compute it themselves"


def _ends_of(boundary: Boundary) -> tuple[tuple[str, HloInstruction, str], ...]:
    edge = boundary.edge
    return (("producer", edge.producer, boundary.producer_class), ("consumer", edge.consumer, boundary.consumer_class))


def _is_part_of_reduction(operation: HloInstruction) -> bool:
    """Whether it is a reduce-window as that pass makes it: of adjacent windows, some 32 long, and without metadata."""
    if operation.opcode != "reduce-window" or "metadata=" in operation.attribute_text:
        return False
    found = _TREE_SIZE.search(str(operation.attributes.get("window", "")))
    return found is not None and "32" in found[1].split("x")


def _behind_bitcasts(value: HloInstruction) -> HloInstruction:
    while value.opcode == "bitcast" and value.operands and value.operands[0].opcode != "parameter":
        value = value.operands[0]
    return value


_RULES: tuple[tuple[str, Callable[[Boundary], str | None]], ...] = (
    ("loop boundary", _loop),
    ("branch boundary", _branch),
    ("call boundary", _call),
    ("collective", _collective),
    ("layout change", _layout),
    ("copy", _copy),
    ("library call", _library),
    ("other compiler", _custom),
    ("split reduction", _split),
    ("unsupported operation", _unsupported),
    ("reduction", _reduction),
    ("concatenation", _concatenate),
    ("expensive work", _expensive),
    ("program result", _result),
    ("several readers", _users),
    ("size limit", _size),
    ("program result", _written_anyway),
    ("several readers", _is_several),
)
