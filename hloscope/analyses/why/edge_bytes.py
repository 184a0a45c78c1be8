"""Edge bytes: what goes through memory where one launch reads what another wrote, as all commands count bytes."""

from __future__ import annotations

from hloscope.analyses.cost.bytes_moved import Traffic
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.analyses.why.edges import MemoryEdge


def traffic_over(edge: MemoryEdge, traffic: ModuleTraffic) -> Traffic:
    """The bytes that the producer writes and the consumer reads, each time that they run.

    Slices count as slices, and updates in place as what they write. Loops, branches and calls take and give the whole.
    """
    return Traffic(_read(edge, traffic), _written(edge, traffic))


def _written(edge: MemoryEdge, traffic: ModuleTraffic) -> int:
    if edge.producer.opcode in CONTROL_FLOW:
        return edge.bytes
    writes = traffic.parts_of(edge.producer).writes
    place = 0 if len(writes) == 1 else _element_of(edge)
    return writes[place] if place is not None and place < len(writes) else edge.bytes


def _element_of(edge: MemoryEdge) -> int | None:
    """Which element of the producer's result the value is; None where nothing takes one out."""
    value, element = edge.value, None
    while value is not edge.producer and value.operands:
        if value.opcode == "get-tuple-element":
            index = value.attributes.get("index")
            element = index if isinstance(index, int) and index >= 0 else None
        value = value.operands[0]
    return element


def _read(edge: MemoryEdge, traffic: ModuleTraffic) -> int:
    operand = edge.consumer.operands[edge.operand]
    if edge.consumer.opcode in CONTROL_FLOW or operand.shape.is_tuple:
        return edge.bytes
    reads = traffic.parts_of(edge.consumer).reads
    return reads[edge.operand] if edge.operand < len(reads) else 0
