"""Results of instructions, `f32[2,3]{1,0} add`: each shape and opcode is parsed when it is first seen."""

from __future__ import annotations

from hloscope.errors import ParseError
from hloscope.shapes import Shape

from .cursor import Cursor
from .patterns import MEMBER_SEPARATOR, RESERVED, WITH_ARGUMENTS
from .shape_text import parse_shape


class Results(dict[str, tuple[Shape, str, bool]]):
    """Shape, opcode and whether operands may follow, by the text of shape and opcode.

    A text that is neither is a KeyError. A program has a few hundred of them: one look-up a line instead of two, and
    one string less, 0.1 us of 1.5.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shapes = Shapes()

    def __missing__(self, text: str) -> tuple[Shape, str, bool]:
        shape, _, opcode = text.rpartition(" ")
        if not shape or opcode in RESERVED:
            raise KeyError(text)
        return self.setdefault(text, (self.shapes[shape], opcode, opcode not in WITH_ARGUMENTS))


class Shapes(dict[str, Shape]):
    """Shapes by their text. A text that is no shape is a KeyError."""

    def __missing__(self, text: str) -> Shape:
        if text.startswith("(") and text.endswith(")") and text.rfind("(") == 0 and len(text) > 2:
            members = MEMBER_SEPARATOR.split(text[1:-1])  # of a flat tuple, mostly known
            return self.setdefault(text, Shape("tuple", tuple_shapes=tuple(map(self.__getitem__, members))))
        cursor = Cursor(text)
        try:
            shape = parse_shape(cursor)
        except ParseError:
            raise KeyError(text) from None
        if cursor.position < len(text):  # such as a comment, which would hide the rest of the line
            raise KeyError(text)
        return self.setdefault(text, shape)
