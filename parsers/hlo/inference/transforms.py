"""Transforms and decompositions of linear algebra."""

from __future__ import annotations

from hloscope.shapes import Shape

from .arrays import Dimension, dimensions_of, with_dimensions, with_type
from .call import Call, IllTypedError
from .element_types import complex_of, component_of


def fourier(call: Call) -> Shape:
    """The frequencies of numbers, of real ones half of them, and the other way round."""
    (operand,) = call.arrays()
    length, kind = call.integers("fft_length")[-1], call.word("fft_type")
    if kind in ("FFT", "IFFT"):
        return operand
    if kind == "RFFT":
        frequencies = length // 2 + 1 if length else 0
        return _with_last(with_type(operand, complex_of(operand.element_type)), frequencies)
    if kind == "IRFFT" and component_of(operand.element_type) != operand.element_type:
        return _with_last(with_type(operand, component_of(operand.element_type)), length)
    raise IllTypedError(kind)


def solution(call: Call) -> Shape:
    """The shape of the right-hand side."""
    _, right = call.arrays()
    return right


def _with_last(shape: Shape, size: int) -> Shape:
    *others, last = dimensions_of(shape)
    return with_dimensions(shape, [*others, Dimension(size, last.is_dynamic and not last.is_unbounded)])
