"""Indexing: gather and scatter."""

from __future__ import annotations

from hloscope.shapes import Shape

from .arrays import Dimension, array_of, dimensions_of
from .call import Call, IllTypedError


def gathered(call: Call) -> Shape:
    """The slices, whose dimensions stand at `offset_dims`; around them those of the indices."""
    operand, indices = call.arrays()
    offsets = call.integers("offset_dims")
    slices = _slices(call, operand)
    starts = dimensions_of(indices)
    if (vector := call.integer("index_vector_dim")) < len(starts):
        del starts[vector]
    if len(slices) != len(offsets) or max(offsets, default=-1) >= len(slices) + len(starts):
        raise IllTypedError(call.opcode)
    slice_sizes, start_sizes = iter(slices), iter(starts)
    places = range(len(slices) + len(starts))
    return array_of(operand.element_type, [next(slice_sizes if n in offsets else start_sizes) for n in places])


def _slices(call: Call, operand: Shape) -> list[Dimension]:
    """The dimensions of a slice that stay; one that is taken whole stays dynamic."""
    gone = call.integers("collapsed_slice_dims") + call.integers("operand_batching_dims", ())
    sizes = zip(call.integers("slice_sizes"), dimensions_of(operand), strict=True)
    return [
        Dimension(size, whole.is_dynamic and whole.size == size)
        for number, (size, whole) in enumerate(sizes)
        if number not in gone
    ]


def scattered(call: Call) -> Shape:
    """The shape of the array that is scattered into, or of all in a tuple."""
    arrays = call.arrays()
    operands = arrays[: len(arrays) // 2]
    if len(arrays) % 2 == 0 or not operands:
        raise IllTypedError(call.opcode)
    return operands[0] if len(operands) == 1 else Shape("tuple", tuple_shapes=tuple(operands))
