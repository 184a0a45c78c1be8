"""Integers of a fixed width, against those of C that Python's ctypes has."""

import ctypes
import itertools
from collections.abc import Callable, Mapping

import pytest

from hloscope.analyses.loops.integers import OPERATIONS, IntegerType, integer_type_of
from hloscope.shapes import Shape

C_TYPES = {
    IntegerType(8, is_signed=True): ctypes.c_int8,
    IntegerType(8, is_signed=False): ctypes.c_uint8,
    IntegerType(16, is_signed=True): ctypes.c_int16,
    IntegerType(32, is_signed=False): ctypes.c_uint32,
    IntegerType(64, is_signed=True): ctypes.c_int64,
}
INTERESTING = [0, 1, 2, 3, 7, 8, 31, 63, 100, 127, 128, 255, -1, -2, -3, -100, -128, 2**31, -(2**31), 2**63 - 1]
WRAPPING: Mapping[str, Callable[[int, int], int]] = {
    "add": int.__add__,
    "subtract": int.__sub__,
    "multiply": int.__mul__,
    "and": int.__and__,
    "or": int.__or__,
    "xor": int.__xor__,
}


@pytest.mark.parametrize("integer", C_TYPES, ids=str)
@pytest.mark.parametrize("opcode", WRAPPING)
def test_numbers_wrap_around_as_in_c(opcode: str, integer: IntegerType) -> None:
    number = C_TYPES[integer]
    for one, other in itertools.product({number(each).value for each in INTERESTING}, repeat=2):
        assert OPERATIONS[opcode](integer, (one, other)) == number(WRAPPING[opcode](one, other)).value


S8, U8, PRED = (
    IntegerType(8, is_signed=True),
    IntegerType(8, is_signed=False),
    IntegerType(1, is_signed=False, is_pred=True),
)


# By xla/service/elemental_ir_emitter.cc and the operation semantics of openxla.org.
@pytest.mark.parametrize(
    ("opcode", "integer", "values", "expected"),
    [
        ("divide", S8, (-7, 2), -3),
        ("divide", S8, (7, -2), -3),
        ("divide", S8, (-128, -1), -128),
        ("divide", S8, (5, 0), -1),
        ("divide", U8, (5, 0), 255),
        ("remainder", S8, (-7, 2), -1),
        ("remainder", S8, (7, -2), 1),
        ("remainder", S8, (7, 0), 7),
        ("remainder", S8, (-128, -1), 0),
        ("shift-left", S8, (1, 7), -128),
        ("shift-left", S8, (1, 8), 0),
        ("shift-right-arithmetic", S8, (-128, 9), -1),
        ("shift-right-arithmetic", U8, (128, 1), 192),
        ("shift-right-logical", S8, (-1, 1), 127),
        ("shift-right-logical", S8, (-1, -1), 0),
        ("negate", S8, (-128,), -128),
        ("negate", U8, (1,), 255),
        ("abs", S8, (-128,), -128),
        ("sign", S8, (-5,), -1),
        ("not", S8, (0,), -1),
        ("not", PRED, (0,), 1),
        ("clamp", S8, (-3, 9, 5), 5),
        ("clamp", S8, (-3, -9, 5), -3),
        ("convert", S8, (200,), -56),
        ("convert", U8, (-1,), 255),
        ("convert", PRED, (4,), 1),
        ("select", S8, (1, 3, 4), 3),
        ("select", S8, (0, 3, 4), 4),
        ("maximum", S8, (-3, 4), 4),
        ("minimum", S8, (-3, 4), -3),
        ("NE", U8, (3, 3), 0),
        ("GE", U8, (200, 3), 1),
    ],
)
def test_operations_are_those_of_xla(opcode: str, integer: IntegerType, values: tuple[int, ...], expected: int) -> None:
    assert OPERATIONS[opcode](integer, values) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Shape("s32"), IntegerType(32, is_signed=True)),
        (Shape("u4", (1, 1)), IntegerType(4, is_signed=False)),
        (Shape("pred"), PRED),
        (Shape("f32"), None),
        (Shape("s32", (2,)), None),
        (Shape("s32", (1,), dynamic=(True,)), None),
        (Shape("tuple", (), None, (Shape("s32"),)), None),
    ],
    ids=str,
)
def test_a_scalar_is_one_integer(shape: Shape, expected: IntegerType | None) -> None:
    assert integer_type_of(shape) == expected
