"""Shape: the type of an HLO value, an array or a tuple of shapes, with its layout and its size in bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat, zip_longest
from math import prod

LARGEST_SIZE = 2**63 - 1
"""The largest number that XLA counts with. No size or count of ours is larger, so that all can be printed."""
_FEW = 64  # factors that are multiplied at once

# Bits of one element (xla/primitive_util.h). Types below 8 bits take a whole byte unless the layout packs them: E(4).
_BITS = {"pred": 8, "token": 0, "opaque": 0, "c64": 64, "c128": 128}
_BITS_OF_NAME = re.compile(r"(?:bf|[suf])(\d{1,9})(?!\d)", re.ASCII)
_PACKED_BITS = re.compile(r"E\((\d{1,9})\)", re.ASCII)
_TILE = re.compile(r"T\(([\d,*]{1,60})\)", re.ASCII)
_TAIL = re.compile(r"L\((\d{1,9})\)", re.ASCII)
_MEMORY_SPACE = re.compile(r"S\((\d{1,9})\)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """The order of dimensions in memory, and behind the colon what a target adds: tiles, memory space, packing."""

    minor_to_major: tuple[int, ...]
    properties: str = ""

    @property
    def memory_space(self) -> int:
        """The number in `S(n)`; 0 is the default memory."""
        found = _MEMORY_SPACE.search(self.properties)
        return int(found[1]) if found else 0

    @property
    def tile(self) -> tuple[int, ...]:
        """The outermost tile, `T(8,128)`, whose sizes are rounded up to; () without one, 1 for `*`.

        Tiles in it, such as the `(2,1)` of `T(8,128)(2,1)`, are an order, and need no room of their own.
        """
        found = _TILE.search(self.properties)
        sizes = found[1].split(",") if found else ()
        return tuple([int(size) if size.isdecimal() and len(size) < 10 else 1 for size in sizes])

    def __str__(self) -> str:
        order = ",".join(map(str, self.minor_to_major))
        return f"{{{order}:{self.properties}}}" if self.properties else f"{{{order}}}"


@dataclass(frozen=True, slots=True)
class Shape:
    """An array `f32[2,3]{1,0}`, a tuple `(f32[2], s32[])`, a buffer `b(f32[2])`, a token or an opaque value.

    `dimensions` are upper bounds where `dynamic` says so; an unbounded dimension (`?`) is -1.
    `tuple_shapes` holds the members of a tuple, and the one array of a buffer (`element_type` "b").
    """

    element_type: str
    dimensions: tuple[int, ...] = ()
    layout: Layout | None = None
    tuple_shapes: tuple[Shape, ...] = ()
    dynamic: tuple[bool, ...] = ()

    @property
    def is_tuple(self) -> bool:
        """Whether it is a tuple; its members are `tuple_shapes`."""
        return self.element_type == "tuple"

    @property
    def is_unknown(self) -> bool:
        """Hand-written HLO may leave a shape out; this is what stands in for one that cannot be told."""
        return self.element_type == "?"

    @property
    def is_dynamic(self) -> bool:
        """Whether the size of any dimension is known only at run time."""
        return any(self.dynamic) or any(shape.is_dynamic for shape in self.tuple_shapes)

    @property
    def num_elements(self) -> int:
        """Elements of an array at its upper bounds; 0 for a tuple, an opaque value and unbounded dimensions.

        What XLA could not count in 64 bits is `LARGEST_SIZE`, as are sizes in bytes.
        """
        if self.tuple_shapes or self.element_type in ("tuple", "token", "opaque", "?"):
            return 0
        return 0 if -1 in self.dimensions else product_of(self.dimensions)

    @property
    def byte_size(self) -> int:
        """Bytes of the data without tile padding; of a tuple the sum of its members (xla/shape_util.cc)."""
        if self.tuple_shapes:
            return min(LARGEST_SIZE, sum(shape.byte_size for shape in self.tuple_shapes))
        return min(LARGEST_SIZE, (self.num_elements * self._bits + 7) // 8)

    @property
    def padded_byte_size(self) -> int:
        """Bytes that it takes in tiles; of a tuple the sum of its members (ShapeUtil::ArraySize in xla/shape_util.cc).

        Sizes are rounded up to those of the outermost tile, the last one of the tile is for the minor dimension.
        """
        if self.tuple_shapes:
            return min(LARGEST_SIZE, sum(shape.padded_byte_size for shape in self.tuple_shapes))
        tile = self.layout.tile if self.layout else ()
        if not tile or not self.num_elements or self.layout is None:
            return self.byte_size
        sizes = [self.dimensions[number] for number in self.layout.minor_to_major if number < len(self.dimensions)]
        elements = product_of([_rounded(size, step) for size, step in zip_longest(sizes, reversed(tile), fillvalue=1)])
        tail = _TAIL.search(self.layout.properties)
        return min(LARGEST_SIZE, (_rounded(elements, int(tail[1]) if tail else 1) * self._bits + 7) // 8)

    @property
    def _bits(self) -> int:
        packed = _PACKED_BITS.search(self.layout.properties) if self.layout else None
        return int(packed[1]) if packed else max(8, bits_of(self.element_type))

    def leaves(self) -> tuple[Shape, ...]:
        """The arrays in it, in order: itself, or those of a tuple however deep."""
        if not self.is_tuple:
            return (self,)
        return tuple(leaf for shape in self.tuple_shapes for leaf in shape.leaves())

    def without_layout(self) -> Shape:
        """The same type, whatever its order in memory."""
        members = tuple(shape.without_layout() for shape in self.tuple_shapes)
        return Shape(self.element_type, self.dimensions, None, members, self.dynamic)

    def __str__(self) -> str:
        members = ", ".join(map(str, self.tuple_shapes))
        if self.is_tuple:
            return f"({members})"
        if self.tuple_shapes:
            return f"{self.element_type}({members})"
        sizes = ",".join(map(_dimension_text, self.dimensions, self.dynamic or repeat(False)))
        return f"{self.element_type}[{sizes}]{self.layout or ''}"


UNKNOWN_SHAPE = Shape("?")


def bits_of(element_type: str) -> int:
    """Bits of one element: 32 for `f32`, 8 for `f8e4m3fn`, 4 for `s4`; 0 for a type without data or not known."""
    if element_type in _BITS:
        return _BITS[element_type]
    found = _BITS_OF_NAME.match(element_type)
    return int(found[1]) if found else 0


def product_of(sizes: Sequence[int]) -> int:
    """The product of sizes, `LARGEST_SIZE` at most; in linear time, however many they are."""
    if len(sizes) <= _FEW:
        return min(LARGEST_SIZE, prod(sizes))
    product = 0 if 0 in sizes else 1
    for size in sizes:
        product = min(LARGEST_SIZE, product * size)
    return product


def _rounded(size: int, step: int) -> int:
    return -(-size // step) * step if step else size


def _dimension_text(size: int, is_dynamic: bool) -> str:  # noqa: FBT001 (mapped over both)
    if size < 0:
        return "?"
    return f"<={size}" if is_dynamic else str(size)
