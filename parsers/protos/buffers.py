"""Buffer assignment of a proto: the same as from XLA's `*-buffer-assignment.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape

from ..dump_files.buffers import BufferAllocation, BufferAssignment, BufferValue
from .instructions import instructions_by_id
from .messages import Message
from .words import listed


class _Value(NamedTuple):
    """A value by the number of its logical buffer: who makes it, and which member of the result it is."""

    name: str
    shape_index: str
    size: int
    shape: str
    is_phi: bool


def buffer_assignment_of(proto: Message, module: HloModule) -> BufferAssignment | None:
    """The allocations of a BufferAssignmentProto, whose values are named by the module; None if it has none."""
    if not proto.buffer_allocations:
        return None
    values = dict(_values(proto, module))
    return BufferAssignment(tuple(_allocation(each, values) for each in proto.buffer_allocations))


def _values(proto: Message, module: HloModule) -> Iterator[tuple[int, _Value]]:
    by_id = instructions_by_id(module)
    repeated = {body for each in by_id.values() if each.opcode == "while" for body in each.called_computations}
    for buffer in proto.logical_buffers:
        place = buffer.defined_at
        maker = by_id.get(place.instruction_id)
        name = maker.name if maker else place.instruction_name
        index = [*place.shape_index]
        shape = str(_member(maker.shape, index)) if maker else ""
        is_phi = maker is not None and _stands_for_several(maker, repeated)
        yield buffer.id, _Value(name, listed(index), buffer.size, shape, is_phi)


def _stands_for_several(maker: HloInstruction, repeated: Set[HloComputation]) -> bool:
    """Whether it is no value of its own (HloDataflowAnalysis): a loop's result, and what its body is given."""
    return maker.opcode == "while" or (maker.opcode == "parameter" and maker.computation in repeated)


def _member(shape: Shape, index: list[int]) -> Shape:
    for number in index:
        if not 0 <= number < len(shape.tuple_shapes):
            return shape
        shape = shape.tuple_shapes[number]
    return shape


def _allocation(proto: Message, values: Mapping[int, _Value]) -> BufferAllocation:
    is_parameter = proto.is_entry_computation_parameter
    is_elsewhere = is_parameter or proto.is_constant or proto.is_thread_local or proto.maybe_live_out
    return BufferAllocation(
        number=proto.index,
        size=proto.size,
        values=tuple(_assigned(proto, values)),
        color=proto.color,
        parameter=proto.parameter_number if is_parameter else None,
        parameter_index=listed(proto.parameter_shape_index) if is_parameter else "",
        is_constant=proto.is_constant,
        is_thread_local=proto.is_thread_local,
        is_live_out=proto.maybe_live_out,
        is_temporary=not is_elsewhere,
    )


def _assigned(proto: Message, values: Mapping[int, _Value]) -> Iterator[BufferValue]:
    for each in proto.assigned:
        value = values.get(each.logical_buffer_id)
        if value is not None:
            yield BufferValue(value.name, value.shape_index, value.is_phi, each.size, each.offset, value.shape)
