"""Shapes of protos: as HLO text, and as the Shape that the text is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from hloscope.errors import ParseError
from hloscope.ir import UNKNOWN_SHAPE, Shape

from ..hlo.printed_shapes import Shapes
from .messages import Message, enumerator, read_message
from .words import listed

_UNBOUNDED = -(2**63)  # ShapeUtil::kUnboundedSize
_ANY_SIZE = -(2**63)  # Tile::kCombineDimension
_LEVELS = {0: "D", 1: "C", 2: "S", 3: "H"}  # xla/layout.cc


class ProtoShapes(dict[bytes, Shape]):
    """The shapes of one module by their protos; what is no shape in the text either is unknown."""

    def __init__(self) -> None:
        super().__init__()
        self._by_text = Shapes()

    def __missing__(self, data: bytes) -> Shape:
        try:
            shape = self._by_text[shape_text(read_message("ShapeProto", data))]
        except (KeyError, ParseError):
            shape = UNKNOWN_SHAPE
        self[data] = shape
        return shape


def shape_texts(protos: Iterable[Message]) -> Iterator[str]:
    """The shapes as `shape_text` has them; equal ones are put into words once."""
    return (_known_text(proto.SerializeToString()) for proto in protos)


def shape_text(proto: Message) -> str:
    """The shape as XLA prints it, with its layout: `f32[2,<=3]{1,0:T(8,128)}`."""
    name = element_type(proto.element_type)
    if name in ("tuple", "b"):
        return f"{'b' if name == 'b' else ''}({', '.join(shape_texts(proto.tuple_shapes))})"
    dynamic = [*proto.is_dynamic_dimension]
    sizes = ",".join(
        _size_text(size, is_dynamic=place < len(dynamic) and dynamic[place])
        for place, size in enumerate(proto.dimensions)
    )
    return f"{name}[{sizes}]{_layout_text(proto) if proto.HasField('layout') else ''}"


@lru_cache(maxsize=1 << 10)  # a state of a thousand arrays has twenty shapes
def _known_text(data: bytes) -> str:
    return shape_text(read_message("ShapeProto", data))


def element_type(number: int) -> str:
    """The name of an element type in the text: `f32`, `tuple`, `token`, `opaque`, `b` of a buffer."""
    name = enumerator("PrimitiveType", number).lower()
    return {"opaque_type": "opaque", "buffer": "b", "primitive_type_invalid": "invalid"}.get(name, name)


def _size_text(size: int, *, is_dynamic: bool) -> str:
    if size == _UNBOUNDED:
        return "?"
    return f"<={size}" if is_dynamic else str(size)


def _layout_text(proto: Message) -> str:
    """The layout as `Layout::Print` in xla/layout.cc writes it; nothing for a scalar that has no more to say."""
    layout = proto.layout
    properties = "".join(_properties(layout))
    if not properties and not layout.minor_to_major:
        return ""
    return f"{{{listed(layout.minor_to_major)}{':' if properties else ''}{properties}}}"


def _properties(layout: Message) -> list[str]:
    levels = [
        _LEVELS.get(level, "D") + _level_marks(layout, place) for place, level in enumerate(layout.dim_level_types)
    ]
    words = [f"D({','.join(levels)})"] if levels else []
    if layout.tiles:
        words.append("T" + "".join(_tile_text(tile) for tile in layout.tiles))
    if layout.tail_padding_alignment_in_elements not in (0, 1):
        words.append(f"L({layout.tail_padding_alignment_in_elements})")
    for mark, number in (("#", layout.index_primitive_type), ("*", layout.pointer_primitive_type)):
        words += [f"{mark}({element_type(number)})"] if number else []
    for mark, number in (("E", layout.element_size_in_bits), ("S", layout.memory_space)):
        words += [f"{mark}({number})"] if number else []
    if layout.split_configs:
        words.append("SC" + "".join(f"({c.dimension}:{listed(c.split_indices)})" for c in layout.split_configs))
    if layout.HasField("physical_shape"):
        words.append(f"P({shape_text(layout.physical_shape)})")
    if layout.dynamic_shape_metadata_prefix_bytes:
        words.append(f"M({layout.dynamic_shape_metadata_prefix_bytes})")
    return words


def _level_marks(layout: Message, place: int) -> str:
    is_unique = place >= len(layout.dim_unique) or layout.dim_unique[place]
    is_ordered = place >= len(layout.dim_ordered) or layout.dim_ordered[place]
    return ("" if is_unique else "+") + ("" if is_ordered else "~")


def _tile_text(tile: Message) -> str:
    return f"({','.join('*' if size == _ANY_SIZE else str(size) for size in tile.dimensions)})"
