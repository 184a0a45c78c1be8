"""Operations along dimensions: reduce, scan, sort, topk, and batch normalization."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hloscope.shapes import Layout, Shape

from .arrays import Dimension, array_of, default_layout, dimensions_of
from .call import Call, IllTypedError, is_array


def reduction(call: Call) -> Shape:
    """What is left of the dimensions, with elements as the computation gives them, one array or several."""
    arrays = call.arrays()
    gone = call.integers("dimensions")
    dimensions = dimensions_of(arrays[0])
    if len(arrays) % 2 or max(gone, default=-1) >= len(dimensions):
        raise IllTypedError(call.opcode)
    left = [dimension for number, dimension in enumerate(dimensions) if number not in gone]
    return _map_arrays(call.callee("to_apply").root.shape, lambda member: array_of(member.element_type, left))


def scanned(call: Call) -> Shape:
    """The stacked outputs of the computation, then what it carries, as it is at the end."""
    carried, place = call.integer("num_carries"), call.integer("dimensions")
    if carried >= len(call.shapes):
        raise IllTypedError(call.opcode)
    length = call.shapes[0].dimensions[place]
    result = call.callee("to_apply").root.shape
    members = result.tuple_shapes if result.is_tuple else (result,)
    outputs = len(members) - carried
    stacked = (_with_inserted(member, place, length) for member in members[: max(0, outputs)])
    whole = (*stacked, *members[max(0, outputs) :])
    return Shape("tuple", tuple_shapes=whole) if result.is_tuple else whole[0]


def sorted_arrays(call: Call) -> Shape:
    """The shape of the one operand, or of all in a tuple."""
    return call.shapes[0] if len(call.shapes) == 1 else Shape("tuple", tuple_shapes=tuple(call.arrays()))


def largest(call: Call) -> Shape:
    """The `k` largest elements along the last dimension, and where they were."""
    (operand,) = call.arrays()
    *others, last = dimensions_of(operand)
    count = call.integer("k")
    if count > last.size:
        raise IllTypedError(call.opcode)
    dimensions = [*others, Dimension(count)]
    return Shape("tuple", tuple_shapes=tuple(array_of(kind, dimensions) for kind in (operand.element_type, "s32")))


def normalized(call: Call) -> Shape:
    """The array, then two numbers for each of its features: mean and variance, or the gradients of scale and offset."""
    operand = call.arrays()[0]
    features = array_of(operand.element_type, [dimensions_of(operand)[call.integer("feature_index")]])
    return Shape("tuple", tuple_shapes=(operand, features, features))


def _map_arrays(shape: Shape, made: Callable[[Shape], Shape]) -> Shape:
    """What is made of an array, or of each member of a tuple."""
    return replace(shape, tuple_shapes=tuple(map(made, shape.tuple_shapes))) if shape.is_tuple else made(shape)


def _with_inserted(shape: Shape, place: int, length: int) -> Shape:
    """The array with one more dimension, next to the one that was there before in memory, and major to it."""
    sizes = list(shape.dimensions)
    if not is_array(shape) or place > len(sizes):
        raise IllTypedError("scan")
    sizes.insert(place, length)
    order = [number + (number >= place) for number in default_layout(shape).minor_to_major]
    order.insert(order.index(place + 1) + 1 if place + 1 in order else 0, place)
    return array_of(shape.element_type, map(Dimension, sizes), Layout(tuple(order)))
