"""Shapes that hand-written HLO leaves out, told where the rule is plain (XLA's parser infers them too)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hloscope.ir import UNKNOWN_SHAPE, HloInstruction, Shape

from .attribute_values import decode_attributes

_LIKE_FIRST_OPERAND = frozenset(
    """abs add and atan2 cbrt ceil clz cos cosine divide erf exp exponential exponential-minus-one floor
    log log-plus-one logistic maximum minimum multiply negate not or power popcnt remainder round-nearest-afz
    round-nearest-even rsqrt shift-left shift-right-arithmetic shift-right-logical sign sine sqrt subtract tan tanh
    xor copy all-reduce""".split()
)


# Of what is in the members of a tuple: each line of a text may double the tuple of the line before.
_LARGEST = 1000
_DEEPEST = 100


def infer_shape(opcode: str, operands: Sequence[HloInstruction], attribute_text: str) -> Shape:
    """The shape of the result, or UNKNOWN_SHAPE."""
    shapes = [operand.shape for operand in operands]
    if opcode == "tuple" and not any(shape.is_unknown for shape in shapes) and _are_few(shapes):
        return Shape("tuple", tuple_shapes=tuple(shapes))
    if opcode == "tuple" or not shapes or any(shape.is_unknown for shape in shapes):
        return UNKNOWN_SHAPE
    if opcode == "get-tuple-element":
        return _member(shapes[0], decode_attributes(attribute_text).get("index"))
    if opcode in _LIKE_FIRST_OPERAND and (len(shapes) == 1 or _are_equal_arrays(shapes)):
        return shapes[0]
    if opcode == "compare" and not shapes[0].is_tuple:
        return replace(shapes[0], element_type="pred")
    return UNKNOWN_SHAPE


def _are_few(shapes: Sequence[Shape]) -> bool:
    """Whether a tuple of these can be printed and measured in a time that its text is worth."""
    allowed = _LARGEST
    for _ in range(_DEEPEST):
        allowed -= sum(len(shape.tuple_shapes) for shape in shapes)
        if allowed < 0:
            return False
        shapes = [member for shape in shapes for member in shape.tuple_shapes]
    return not shapes


def _are_equal_arrays(shapes: Sequence[Shape]) -> bool:
    return all(shape == shapes[0] and not shape.is_tuple for shape in shapes)


def _member(shape: Shape, index: object) -> Shape:
    is_member = isinstance(index, int) and 0 <= index < len(shape.tuple_shapes)
    return shape.tuple_shapes[index] if is_member and isinstance(index, int) else UNKNOWN_SHAPE
