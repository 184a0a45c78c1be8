"""Windows: how a convolution or a reduce-window slides over an array, read from `window={...}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import gcd

from hloscope.ir import HloInstruction
from hloscope.regex import lazy_pattern

_FIELD = lazy_pattern(r"(size|stride|pad|lhs_dilate|rhs_dilate)=([\d_x\-]{1,4000})", re.ASCII)
_LARGEST_LOOP = 1 << 20  # of window or output positions along one dimension; real ones have thousands


@dataclass(frozen=True, slots=True)
class WindowDimension:
    """A window along one dimension; base dilation spreads the array, window dilation the window."""

    size: int = 1
    stride: int = 1
    padding_low: int = 0
    padding_high: int = 0
    base_dilation: int = 1
    window_dilation: int = 1

    def valid_positions(self, base: int, output: int) -> int:
        """Pairs of window element and output element that meet an element of the array, not padding nor a gap.

        `base` and `output` are the sizes of the array and of the result along this dimension. Along dimensions that
        are longer than real ones every pair counts.
        """
        if min(self.size, output) > _LARGEST_LOOP:
            return self.size * output
        # The two change places freely: going through the fewer of them is enough.
        few, many = (self.size, self.window_dilation), (output, self.stride)
        if output < self.size:
            few, many = many, few
        last = (base - 1) * self.base_dilation
        starts = [index * few[1] - self.padding_low for index in range(few[0])]
        return sum(_multiples_in(start, many[1], many[0], self.base_dilation, last) for start in starts)


def window_of(instruction: HloInstruction) -> tuple[WindowDimension, ...]:
    """The window of an instruction, a part for each dimension; () where it has none.

    Raises:
        ValueError: the text of the window is not what XLA writes.
    """
    fields = dict[str, str](_FIELD.findall(str(instruction.attributes.get("window", ""))))
    sizes = _numbers(fields, "size", 0)
    rank = len(sizes)
    pads = [pad.partition("_") for pad in fields["pad"].split("x")] if "pad" in fields else [("0", "_", "0")] * rank
    others = [_numbers(fields, key, rank) for key in ("stride", "lhs_dilate", "rhs_dilate")]
    return tuple(
        WindowDimension(size, stride, int(low), int(high), base_dilation, window_dilation)
        for size, (low, _, high), stride, base_dilation, window_dilation in zip(sizes, pads, *others, strict=True)
    )


def _numbers(fields: dict[str, str], key: str, rank: int) -> list[int]:
    """The numbers of a field, one for each dimension; 1 where they are left out."""
    return [max(1, int(number)) for number in fields[key].split("x")] if key in fields else [1] * rank


def _multiples_in(start: int, step: int, count: int, divisor: int, last: int) -> int:
    """How many of `start + i * step`, i below `count`, are multiples of `divisor` between 0 and `last`."""
    common = gcd(step, divisor)
    if start % common:
        return 0
    period = divisor // common
    # The first i, at or above that of 0, where the number is a multiple.
    phase = (-start // common * pow(step // common, -1, period)) % period if period > 1 else 0
    first = max(0, -(start // step))
    first += (phase - first) % period
    end = min(count, (last - start) // step + 1)
    return max(0, -((first - end) // period))
