"""Results of instructions, `f32[2,3]{1,0} add`: each shape and opcode is parsed when it is first seen.

A module of 600 instructions has 300 different results and 130 shapes, so that these take a quarter of its time.
"""

from __future__ import annotations

from typing import TypeAlias

from hloscope.errors import ParseError
from hloscope.shapes import Layout, Shape

from ..cursor import Cursor
from .patterns import MEMBER_SEPARATOR, PRINTED_ARRAY, RESERVED, WITH_ARGUMENTS
from .shapes import MOST_DIMENSIONS, parse_shape, with_default_order

Result: TypeAlias = tuple[Shape, str, bool]


class Results(dict[str, Result]):
    """Shape, opcode and whether operands may follow, by the text of shape and opcode.

    A text that is neither is a KeyError. One look-up a line instead of two, and one string less: 0.1 us of 1.5.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shapes = Shapes()

    def __missing__(self, text: str) -> Result:
        shape, _, opcode = text.rpartition(" ")
        if opcode in RESERVED:
            raise KeyError(text)
        result = self[text] = (self.shapes[shape], opcode, opcode not in WITH_ARGUMENTS)
        return result


class Shapes(dict[str, Shape]):
    """Shapes by their text. A text that is no shape is a KeyError."""

    def __init__(self) -> None:
        super().__init__()
        self._layouts = _Layouts()

    def __missing__(self, text: str) -> Shape:
        shape = self[text] = self._find_array(text) or self._find_flat_tuple(text) or _shape_of(text)
        return shape

    def _find_array(self, text: str) -> Shape | None:
        """The array as XLA prints it: 2.5 us, by `parse_shape` 6."""
        array = PRINTED_ARRAY.fullmatch(text)
        if array is None:
            return None
        element_type, sizes, order = array.groups()
        dimensions = tuple(map(int, sizes.split(","))) if sizes else ()
        layout = self._layouts[order] if order else None
        if layout and not layout.minor_to_major:
            layout = with_default_order(layout, len(dimensions))
        if (layout and len(layout.minor_to_major) != len(dimensions)) or len(dimensions) > MOST_DIMENSIONS:
            raise KeyError(text)
        return Shape(element_type, dimensions, layout)

    def _find_flat_tuple(self, text: str) -> Shape | None:
        """The tuple of arrays, which are mostly known."""
        if not (text.startswith("(") and text.endswith(")") and text.rfind("(") == 0 and len(text) > 2):
            return None
        return Shape("tuple", tuple_shapes=tuple(map(self.__getitem__, MEMBER_SEPARATOR.split(text[1:-1]))))


class _Layouts(dict[str, Layout]):
    """Layouts by their text, `{1,0:T(8,128)}`."""

    def __missing__(self, text: str) -> Layout:
        order, _, properties = text[1:-1].partition(":")
        layout = self[text] = Layout(tuple(map(int, order.split(","))) if order else (), properties)
        return layout


def _shape_of(text: str) -> Shape:
    cursor = Cursor(text)
    try:
        shape = parse_shape(cursor)
    except ParseError:
        raise KeyError(text) from None
    if cursor.position < len(text):  # such as a comment, which would hide the rest of the line
        raise KeyError(text)
    return shape
