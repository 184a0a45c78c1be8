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


def infer_shape(opcode: str, operands: Sequence[HloInstruction], attribute_text: str) -> Shape:
    """The shape of the result, or UNKNOWN_SHAPE."""
    shapes = [operand.shape for operand in operands]
    if opcode == "tuple":
        return Shape("tuple", tuple_shapes=tuple(shapes))
    if any(shape.is_unknown for shape in shapes) or not shapes:
        return UNKNOWN_SHAPE
    if opcode in _LIKE_FIRST_OPERAND and len(set(shapes)) == 1:
        return shapes[0]
    if opcode == "compare":
        return replace(shapes[0], element_type="pred")
    if opcode == "get-tuple-element":
        return _member(shapes[0], decode_attributes(attribute_text).get("index"))
    return UNKNOWN_SHAPE


def _member(shape: Shape, index: object) -> Shape:
    is_member = isinstance(index, int) and 0 <= index < len(shape.tuple_shapes)
    return shape.tuple_shapes[index] if is_member and isinstance(index, int) else UNKNOWN_SHAPE
