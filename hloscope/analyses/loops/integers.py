"""Integers as XLA computes them: of a fixed width, wrapping around, and defined where a divisor is zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from hloscope.shapes import Shape

_TYPE = re.compile(r"([su])(\d{1,2})|pred", re.ASCII)


class IntegerType(NamedTuple):
    """`s32`, `u8`, ..., or `pred`, which is an unsigned integer of one bit."""

    bits: int
    is_signed: bool
    is_pred: bool = False

    @property
    def least(self) -> int:
        """The smallest value."""
        return -(1 << self.bits - 1) if self.is_signed else 0

    @property
    def most(self) -> int:
        """The largest value."""
        return self.least + (1 << self.bits) - 1

    def wrapped(self, value: int) -> int:
        """The value of the type that has the same lowest bits."""
        return ((value - self.least) & ((1 << self.bits) - 1)) + self.least


def integer_type_of(shape: Shape) -> IntegerType | None:
    """The type of a value that is one integer, whatever its dimensions of one; None of everything else."""
    found = _TYPE.fullmatch(shape.element_type)
    if found is None or shape.num_elements != 1 or shape.is_dynamic:
        return None
    return IntegerType(int(found[2]), found[1] == "s") if found[1] else IntegerType(1, is_signed=False, is_pred=True)


Values = Sequence[int]
Operation = Callable[[IntegerType, Values], int]


def _divide(integer: IntegerType, values: Values) -> int:
    dividend, divisor = values
    if divisor == 0:
        return integer.wrapped(-1)
    quotient = abs(dividend) // abs(divisor)
    return integer.wrapped(quotient if (dividend < 0) == (divisor < 0) else -quotient)


def _remainder(integer: IntegerType, values: Values) -> int:
    """The remainder with the sign of the dividend."""
    dividend, divisor = values
    return dividend if divisor == 0 else integer.wrapped(dividend - divisor * _divide(integer, values))


def _shift_left(integer: IntegerType, values: Values) -> int:
    value, by = values
    return integer.wrapped(value << by) if 0 <= by < integer.bits else 0


def _shift_right_arithmetic(integer: IntegerType, values: Values) -> int:
    value, by = values
    signed = IntegerType(integer.bits, is_signed=True).wrapped(value)
    return integer.wrapped(signed >> (by if 0 <= by < integer.bits else integer.bits - 1))


def _shift_right_logical(integer: IntegerType, values: Values) -> int:
    value, by = values
    return integer.wrapped((value & ((1 << integer.bits) - 1)) >> by) if 0 <= by < integer.bits else 0


_OF_BITS: dict[str, Operation] = {
    "and": lambda _, values: values[0] & values[1],
    "or": lambda _, values: values[0] | values[1],
    "xor": lambda _, values: values[0] ^ values[1],
    "not": lambda integer, values: integer.wrapped(~values[0]),
    "select": lambda _, values: values[1] if values[0] else values[2],
    "convert": lambda integer, values: int(bool(values[0])) if integer.is_pred else integer.wrapped(values[0]),
}
_OF_NUMBERS: dict[str, Operation] = {
    "add": lambda integer, values: integer.wrapped(values[0] + values[1]),
    "subtract": lambda integer, values: integer.wrapped(values[0] - values[1]),
    "multiply": lambda integer, values: integer.wrapped(values[0] * values[1]),
    "negate": lambda integer, values: integer.wrapped(-values[0]),
    "abs": lambda integer, values: integer.wrapped(abs(values[0])),
    "sign": lambda _, values: (values[0] > 0) - (values[0] < 0),
    "maximum": lambda _, values: max(values),
    "minimum": lambda _, values: min(values),
    "clamp": lambda _, values: min(max(values[0], values[1]), values[2]),
    "divide": _divide,
    "remainder": _remainder,
    "shift-left": _shift_left,
    "shift-right-arithmetic": _shift_right_arithmetic,
    "shift-right-logical": _shift_right_logical,
}
_COMPARISONS: dict[str, Operation] = {
    "EQ": lambda _, values: int(values[0] == values[1]),
    "NE": lambda _, values: int(values[0] != values[1]),
    "LT": lambda _, values: int(values[0] < values[1]),
    "LE": lambda _, values: int(values[0] <= values[1]),
    "GT": lambda _, values: int(values[0] > values[1]),
    "GE": lambda _, values: int(values[0] >= values[1]),
}

OPERATIONS: Final[Mapping[str, Operation]] = {**_OF_BITS, **_OF_NUMBERS, **_COMPARISONS}
"""What computes an integer of a type from those that an operation reads, by opcode; a `compare` by its direction."""

DIRECTIONS: Final = frozenset(_COMPARISONS)
"""The directions of a `compare`."""


def is_operation(opcode: str, integer: IntegerType) -> bool:
    """Whether an opcode is one of the `OPERATIONS` on such a type; on truth values nothing adds up."""
    return opcode in _OF_BITS or (opcode in _OF_NUMBERS and not integer.is_pred)
