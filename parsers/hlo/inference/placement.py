"""Elements in other places: broadcast, concatenate, pad, transpose, reverse, and sizes told at run time."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from hloscope.shapes import Shape

from .arrays import UNBOUNDED, Dimension, array_of, default_layout, dimensions_of, most_specific, with_dimensions
from .call import Call, IllTypedError
from .element_types import common_type


def broadcast(call: Call) -> Shape:
    """The operand with new dimensions in front: without a shape, `dimensions` tells their sizes."""
    (operand,) = call.arrays()
    if UNBOUNDED in operand.dimensions:
        raise IllTypedError(call.opcode)
    added = call.integers("dimensions", None if operand.dimensions else ())
    return array_of(operand.element_type, [*map(Dimension, added), *dimensions_of(operand)])


def concatenation(call: Call) -> Shape:
    """Arrays one behind the other along one dimension."""
    arrays = call.arrays()
    place = call.integer("dimensions")
    ranks = {len(array.dimensions) for array in arrays}
    if len(ranks) > 1 or place >= max(ranks):
        raise IllTypedError(call.opcode)
    columns = zip(*map(dimensions_of, arrays), strict=True)
    merged = [reduce(_appended if number == place else most_specific, column) for number, column in enumerate(columns)]
    return array_of(common_type(array.element_type for array in arrays), merged)


def padded(call: Call) -> Shape:
    """The array with room at both ends and between the elements, or cut where that is negative."""
    operand, value = call.arrays()
    paddings = map(_padding, call.word("padding").split("x"))
    sizes = [
        dimension.resized(low + dimension.size + max(dimension.size - 1, 0) * inside + high)
        for dimension, (low, high, inside) in zip(dimensions_of(operand), paddings, strict=True)
    ]
    return array_of(common_type((operand.element_type, value.element_type)), sizes)


def transposed(call: Call) -> Shape:
    """The dimensions in another order; the elements stay where they are in memory."""
    (operand,) = call.arrays()
    order = call.integers("dimensions")
    dimensions, layout = dimensions_of(operand), default_layout(operand)
    if sorted(order) != list(range(len(dimensions))):
        raise IllTypedError(call.opcode)
    places = tuple(map(order.index, layout.minor_to_major))
    shape = array_of(operand.element_type, [dimensions[number] for number in order])
    moved = replace(layout, minor_to_major=places)
    return shape if moved == default_layout(shape) else replace(shape, layout=moved)


def size(call: Call) -> Shape:
    """The size along one dimension."""
    (operand,) = call.arrays()
    if call.integer("dimensions") >= len(operand.dimensions):
        raise IllTypedError(call.opcode)
    return Shape("s32")


def resized(call: Call) -> Shape:
    """The array with a size that is told at run time along one dimension, at most what it was."""
    operand, _ = call.arrays()
    dimensions = dimensions_of(operand)
    place = call.integer("dimensions")
    dimensions[place] = Dimension(dimensions[place].size, is_dynamic=True)
    return with_dimensions(operand, dimensions)


def _appended(one: Dimension, other: Dimension) -> Dimension:
    if one.is_unbounded or other.is_unbounded:
        return Dimension(UNBOUNDED, is_dynamic=True)
    return Dimension(one.size + other.size, one.is_dynamic or other.is_dynamic)


def _padding(text: str) -> tuple[int, int, int]:
    """The low, high and interior padding: `1_1` or `1_1_0`."""
    low, high, *inside = map(int, text.split("_"))
    (interior,) = inside or (0,)
    return low, high, interior
