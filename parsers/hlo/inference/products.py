"""Products of matrices: dot, with ragged groups or with scales."""

from __future__ import annotations

from hloscope.shapes import Shape

from .arrays import array_of, dimensions_of, most_specific
from .call import Call
from .element_types import most_precise


def dot(call: Call) -> Shape:
    """The batch dimensions, then what is left of both operands."""
    left, right = call.arrays()
    return _product(call, left, right)


def scaled_dot(call: Call) -> Shape:
    """The shape of a dot of the operands without their scales."""
    left, _, right, _ = call.arrays()
    return _product(call, left, right)


def ragged_dot(call: Call) -> Shape:
    """The shape of a dot; where groups share out what is summed up, with one result for each of them."""
    left, right, groups = call.arrays()
    grouped = call.integers("rhs_group_dims", ())
    (ragged,) = call.integers("lhs_ragged_dims")
    product = _product(call, left, right, leave_out=grouped)
    if ragged not in call.integers("lhs_contracting_dims", ()):
        return product
    return array_of(product.element_type, [dimensions_of(groups)[-1], *dimensions_of(product)])


def _product(call: Call, left: Shape, right: Shape, leave_out: tuple[int, ...] = ()) -> Shape:
    ours, theirs = dimensions_of(left), dimensions_of(right)
    batch, summed = call.integers("lhs_batch_dims", ()), call.integers("lhs_contracting_dims", ())
    their_batch, their_summed = call.integers("rhs_batch_dims", ()), call.integers("rhs_contracting_dims", ())
    for mine, other in zip(batch + summed, their_batch + their_summed, strict=True):
        most_specific(ours[mine], theirs[other])
    shared = [ours[number] for number in batch]
    left_over = [dimension for number, dimension in enumerate(ours) if number not in batch + summed]
    right_over = [
        dimension for number, dimension in enumerate(theirs) if number not in their_batch + their_summed + leave_out
    ]
    return array_of(most_precise((left.element_type, right.element_type)), shared + left_over + right_over)
