"""Edge bytes: what goes through memory where one launch reads what another wrote.

As XLA's cost analysis has it (xla/service/hlo_cost_analysis.cc, FusionParameterReadBytes): of a value of which only
slices are taken those are read, and of an array that is updated in place only the update is written.
"""

from __future__ import annotations

from hloscope.analyses.cost.bytes_moved import Traffic
from hloscope.analyses.why.boundary import Boundary
from hloscope.ir import HloInstruction


def traffic_over(boundary: Boundary) -> Traffic:
    """The bytes that the producer writes and the consumer reads, each time that they run."""
    return Traffic(_read(boundary), _written(boundary))


def _written(boundary: Boundary) -> int:
    whole, made_by = boundary.edge.bytes, boundary.made_by
    updates = made_by.operands[1:2] if made_by.opcode == "dynamic-update-slice" else ()
    return min([whole, *[update.shape.byte_size for update in updates]])


def _read(boundary: Boundary) -> int:
    parts = [_part(reader, operand) for reader, operand in boundary.read_by]
    known = [part for part in parts if part is not None]
    return min(boundary.edge.bytes, sum(known)) if len(known) == len(parts) > 0 else boundary.edge.bytes


def _part(reader: HloInstruction, operand: HloInstruction) -> int | None:
    """The bytes of an operand that are read; None if the whole is."""
    if reader.opcode == "slice":
        return reader.shape.byte_size
    if operand is not reader.operands[0] or operand in reader.operands[1:]:
        return None
    if reader.opcode == "dynamic-slice":
        return reader.shape.byte_size
    return 0 if reader.opcode == "dynamic-update-slice" else None
