"""Numbers of 8 bits and less with a sign, an exponent and a mantissa, by their names: `f8e4m3fn`.

The forms are those of xla/xla_data.proto. `fn`: no infinity, one not-a-number with all bits set; `fnuz`: no infinity
and no negative zero, whose place not-a-number takes; `b11`: another bias than half of the exponents.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class NarrowFloat(NamedTuple):
    """How a number is made of a byte; `digits` are those that tell every one of its numbers from the others."""

    exponent_bits: int
    mantissa_bits: int
    bias: int
    kind: str
    digits: int

    def value(self, byte: int) -> float:
        """The number that the byte stands for."""
        if self.kind == "e8m0":
            return math.nan if byte == 0xFF else 2.0 ** (byte - self.bias)
        width = self.exponent_bits + self.mantissa_bits
        sign = -1.0 if byte >> width & 1 else 1.0
        exponent = byte >> self.mantissa_bits & ((1 << self.exponent_bits) - 1)
        mantissa = byte & ((1 << self.mantissa_bits) - 1)
        special = self._special(byte & ((1 << width) - 1), exponent, mantissa, sign)
        if special is not None:
            return special
        fraction = mantissa / (1 << self.mantissa_bits) + (1.0 if exponent else 0.0)
        return sign * fraction * 2.0 ** ((exponent or 1) - self.bias)

    def _special(self, magnitude: int, exponent: int, mantissa: int, sign: float) -> float | None:
        """Infinity and not-a-number, of which some kinds have none."""
        highest = (1 << self.exponent_bits) - 1
        if self.kind == "ieee" and exponent == highest:
            return sign * math.inf if mantissa == 0 else math.copysign(math.nan, sign)
        if self.kind == "fn" and magnitude == (1 << self.exponent_bits + self.mantissa_bits) - 1:
            return math.copysign(math.nan, sign)
        if self.kind == "fnuz" and magnitude == 0 and sign < 0:
            return math.copysign(math.nan, sign)
        return None


NARROW_FLOATS = {
    "f8e5m2": NarrowFloat(5, 2, 15, "ieee", 2),
    "f8e4m3": NarrowFloat(4, 3, 7, "ieee", 3),
    "f8e4m3fn": NarrowFloat(4, 3, 7, "fn", 3),
    "f8e4m3b11fnuz": NarrowFloat(4, 3, 11, "fnuz", 3),
    "f8e3m4": NarrowFloat(3, 4, 3, "ieee", 3),
    "f8e5m2fnuz": NarrowFloat(5, 2, 16, "fnuz", 2),
    "f8e4m3fnuz": NarrowFloat(4, 3, 8, "fnuz", 3),
    "f8e8m0fnu": NarrowFloat(8, 0, 127, "e8m0", 1),
    "f4e2m1fn": NarrowFloat(2, 1, 1, "finite", 2),
}
"""The forms by the name of the element type."""
