"""Arrays as rules make them: dimensions put together, of other types, with XLA's default layout or that of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import repeat
from typing import NamedTuple

from hloscope.shapes import Layout, Shape

from ..shapes import MOST_DIMENSIONS
from .call import IllTypedError
from .element_types import is_sub_byte

UNBOUNDED = -1
_LARGEST = 1 << 63
_PACKED = re.compile(r"E\(\d{1,9}\)", re.ASCII)


class Dimension(NamedTuple):
    """The size of an array along one dimension, or the most that it may be; `?` has the size UNBOUNDED."""

    size: int
    is_dynamic: bool = False

    @property
    def is_unbounded(self) -> bool:
        """Whether nothing is known of the size."""
        return self.size == UNBOUNDED

    def resized(self, size: int) -> Dimension:
        """The dimension with another size, which an unbounded one keeps unknown."""
        return self if self.is_unbounded else Dimension(size, self.is_dynamic)


def dimensions_of(shape: Shape) -> list[Dimension]:
    """The dimensions of an array."""
    return list(map(Dimension, shape.dimensions, shape.dynamic or repeat(False)))


def array_of(element_type: str, dimensions: Iterable[Dimension], layout: Layout | None = None) -> Shape:
    """An array; without `layout` it has XLA's default one, the last dimension minor.

    Raises:
        IllTypedError: XLA or Python have no such array.
    """
    sizes, dynamic = tuple(zip(*dimensions, strict=True)) or ((), ())
    if len(sizes) > MOST_DIMENSIONS or not all(UNBOUNDED <= size < _LARGEST for size in sizes):
        raise IllTypedError(f"{len(sizes)} dimensions")
    return Shape(element_type, sizes, layout, (), dynamic if any(dynamic) else ())


def with_type(shape: Shape, element_type: str) -> Shape:
    """The array with elements of another type, at the same places in memory; only parts of a byte stay packed."""
    return packed_as(replace(shape, element_type=element_type), shape)


def packed_as(shape: Shape, other: Shape) -> Shape:
    """The array, packed as the other one is if its elements are parts of a byte, and else not packed."""
    packing = _PACKED.search(other.layout.properties) if other.layout and is_sub_byte(shape.element_type) else None
    if not packing and not shape.layout:
        return shape
    layout = default_layout(shape)
    properties = _PACKED.sub("", layout.properties) + (packing[0] if packing else "")
    return replace(shape, layout=replace(layout, properties=properties))


def with_dimensions(shape: Shape, dimensions: Iterable[Dimension]) -> Shape:
    """The array with other sizes, in the same order in memory."""
    return array_of(shape.element_type, dimensions, shape.layout)


def default_layout(shape: Shape) -> Layout:
    """The layout of an array; where the text leaves it out, the last dimension is the minor one."""
    return shape.layout or Layout(tuple(reversed(range(len(shape.dimensions)))))


def most_specific(one: Dimension, other: Dimension) -> Dimension:
    """What is known of a dimension from two arrays that agree in it.

    Raises:
        IllTypedError: they do not.
    """
    if one.is_unbounded or other.is_unbounded:
        return other if one.is_unbounded else one
    if one.size != other.size:
        raise IllTypedError(f"{one.size} and {other.size}")
    return Dimension(one.size, one.is_dynamic or other.is_dynamic)
