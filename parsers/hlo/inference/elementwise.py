"""Operations on elements: arithmetic, comparisons, selections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hloscope.shapes import Shape

from .arrays import Dimension, array_of, dimensions_of, most_specific, packed_as, with_dimensions, with_type
from .call import Call, IllTypedError
from .element_types import common_type, complex_of, component_of


def unary(call: Call) -> Shape:
    """The shape of the operand."""
    (operand,) = call.arrays()
    return operand


def part(call: Call) -> Shape:
    """The real or imaginary part, or the absolute value: real."""
    (operand,) = call.arrays()
    return with_type(operand, component_of(operand.element_type))


def predicate(call: Call) -> Shape:
    """A yes or no for each element."""
    (operand,) = call.arrays()
    return with_type(operand, "pred")


def binary(call: Call) -> Shape:
    """The shape for two arrays, whose dimensions of size 1, and scalars, spread to meet the other's."""
    left, right = call.arrays()
    element_type = common_type((left.element_type, right.element_type))
    ours, theirs = dimensions_of(left), dimensions_of(right)
    if len(ours) != len(theirs):
        return array_of(element_type, _around_scalar(ours, theirs))
    merged = map(_spread, ours, theirs)
    if left.dimensions == right.dimensions and min(left.dimensions, default=0) >= 0:
        return with_dimensions(with_type(left, element_type), merged)
    return array_of(element_type, merged)


def comparison(call: Call) -> Shape:
    """A yes or no for each pair of elements."""
    return with_type(binary(call), "pred")


def composition(call: Call) -> Shape:
    """The complex numbers of real and imaginary parts, which must be of one type."""
    real, imaginary = call.arrays()
    if real.element_type != imaginary.element_type:
        raise IllTypedError(call.opcode)
    return with_type(binary(call), complex_of(real.element_type))


def selection(call: Call) -> Shape:
    """Elements of one array or the other; a scalar condition chooses the whole array."""
    condition, yes, no = call.arrays()
    whole = condition if condition.dimensions else yes
    element_type = common_type((yes.element_type, no.element_type))
    parts = zip(*map(dimensions_of, (whole, yes, no)), strict=True)
    chosen = [_chosen(*dimensions) for dimensions in parts]
    return packed_as(with_dimensions(replace(whole, element_type=element_type), chosen), yes)


def clamped(call: Call) -> Shape:
    """The array between the bounds, which are arrays like it or scalars."""
    low, operand, high = call.arrays()
    for bound in (low, high):
        common_type((bound.element_type, operand.element_type))
        if bound.dimensions:
            for pair in zip(dimensions_of(bound), dimensions_of(operand), strict=True):
                most_specific(*pair)
    return operand


def mapped(call: Call) -> Shape:
    """The results of a computation for each element."""
    arrays = call.arrays()
    largest = next((array for array in arrays if array.dimensions), arrays[0])
    call.integers("dimensions")
    return array_of(call.callee("to_apply").root.shape.element_type, dimensions_of(largest))


def _around_scalar(one: Sequence[Dimension], other: Sequence[Dimension]) -> Sequence[Dimension]:
    """The dimensions of the one operand that is no scalar."""
    if one and other:
        raise IllTypedError("arrays of different ranks")
    return one or other


def _spread(one: Dimension, other: Dimension) -> Dimension:
    """The dimension where two meet; one of size 1 repeats, and may do so along an unbounded one."""
    if one.size == 1 != other.size:
        return other
    return one if other.size == 1 != one.size else most_specific(one, other)


def _chosen(whole: Dimension, yes: Dimension, no: Dimension) -> Dimension:
    """A dimension of a selection, by what both choices say of it."""
    merged = most_specific(yes, no)
    if yes.is_unbounded or no.is_unbounded:
        return merged
    return Dimension(whole.size, whole.is_dynamic or merged.is_dynamic)
