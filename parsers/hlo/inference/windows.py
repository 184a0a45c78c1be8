"""Windows that slide over arrays: convolution, reduce-window, select-and-scatter."""

from __future__ import annotations

import re
from typing import NamedTuple

from hloscope.shapes import Shape

from .arrays import Dimension, array_of, dimensions_of
from .call import Call, IllTypedError
from .element_types import most_precise

_FIELD = re.compile(r"(\w{1,20})=([\d_x\-]{1,4000})", re.ASCII)
_LABELS = re.compile(r"([\dbf?]{1,99})_([\dio?]{1,99})->([\dbf?]{1,99})", re.ASCII)


class _Window(NamedTuple):
    """A window along one dimension."""

    size: int
    stride: int
    low: int
    high: int
    base_dilation: int
    window_dilation: int

    def positions(self, base: Dimension) -> Dimension:
        """How often it fits along a dimension."""
        bound = self.low + _dilated(base.size, self.base_dilation) + self.high
        window = _dilated(self.size, self.window_dilation)
        return base.resized(0 if bound <= 0 or window > bound else (bound - window) // self.stride + 1)


def reduce_window(call: Call) -> Shape:
    """An element for each position of the window; XLA infers it of one array only."""
    operand, initial = call.arrays()
    windows = zip(_windows(call), dimensions_of(operand), strict=True)
    return array_of(initial.element_type, [window.positions(dimension) for window, dimension in windows])


def convolution(call: Call) -> Shape:
    """The batch, output features and positions of the window, where `dim_labels` puts each."""
    image, kernel = call.arrays()
    labels = _LABELS.fullmatch(call.word("dim_labels"))
    if not labels:
        raise IllTypedError("dim_labels")
    base = dict(zip(labels[1], dimensions_of(image), strict=True))
    taps = dict(zip(labels[2], dimensions_of(kernel), strict=True))
    batch = base["b"].resized(base["b"].size // call.integer("batch_group_count", 1))
    made = {"b": batch, "f": Dimension(taps["o"].size)}
    for number, window in enumerate(_windows(call)):
        size, is_dynamic = window.positions(base[str(number)])
        made[str(number)] = Dimension(size, is_dynamic or taps[str(number)].is_dynamic)
    element_type = most_precise((image.element_type, kernel.element_type))
    return array_of(element_type, [made[label] for label in labels[3]])


def _dilated(size: int, dilation: int) -> int:
    return (size - 1) * dilation + 1 if size > 0 else 0


def _windows(call: Call) -> list[_Window]:
    """The window of each dimension, as `window={size=3x3 pad=1_1x0_2}` says; without it there are none."""
    fields = dict[str, str](_FIELD.findall(call.word("window")))
    rank = len(_numbers(fields.get("size", ""), 0))
    pads = [_numbers(pad.replace("_", "x"), 2) for pad in fields["pad"].split("x")] if "pad" in fields else []
    others = (_numbers(fields.get(name, ""), rank) for name in ("stride", "lhs_dilate", "rhs_dilate"))
    parts = zip(_numbers(fields.get("size", ""), rank), pads or [[0, 0]] * rank, *others, strict=True)
    return [
        _Window(size, stride, low, high, lhs_dilate, rhs_dilate)
        for size, (low, high), stride, lhs_dilate, rhs_dilate in parts
    ]


def _numbers(text: str, rank: int) -> list[int]:
    """The numbers of a field, `3x3`; 1 where it is left out."""
    return [int(number) for number in text.split("x")] if text else [1] * rank
