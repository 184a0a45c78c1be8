"""Values that computations give, that tuples hold, or that order things only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hloscope.shapes import Shape

from .call import Call, IllTypedError

# Of what is in the members of a tuple: each line of a text may double the tuple of the line before.
_LARGEST = 1000
_DEEPEST = 100


def first(call: Call) -> Shape:
    """The shape of the first operand, be it a tuple or not."""
    return call.shapes[0]


def called(call: Call) -> Shape:
    """The shape of the root of the computation."""
    return call.callee("to_apply").root.shape


def chosen(call: Call) -> Shape:
    """The shape of the first branch, with the sizes dynamic that are so in any of them."""
    branches = call.callees("branch_computations") or [
        call.callee(name) for name in ("true_computation", "false_computation")
    ]
    shapes = [branch.root.shape for branch in branches]
    return _with_dynamic(shapes) if _are_few(shapes) else shapes[0]


def _with_dynamic(shapes: Sequence[Shape]) -> Shape:
    first = shapes[0]
    members = map(_with_dynamic, zip(*(shape.tuple_shapes for shape in shapes), strict=True))
    dynamic = tuple(map(any, zip(*(shape.dynamic for shape in shapes if shape.dynamic), strict=True)))
    return replace(first, tuple_shapes=tuple(members), dynamic=dynamic)


def tupled(call: Call) -> Shape:
    """All of them in one.

    Raises:
        IllTypedError: it would grow out of all proportion.
    """
    if not _are_few(call.shapes):
        raise IllTypedError(call.opcode)
    return Shape("tuple", tuple_shapes=tuple(call.shapes))


def member(call: Call) -> Shape:
    """The member of a tuple that `index` tells."""
    (whole,) = call.shapes
    return whole.tuple_shapes[call.integer("index")]


def token(call: Call) -> Shape:  # noqa: ARG001 (a rule like the others)
    """What orders side effects."""
    return Shape("token")


def device(call: Call) -> Shape:  # noqa: ARG001 (a rule like the others)
    """The number of a device."""
    return Shape("u32")


def _are_few(shapes: Sequence[Shape]) -> bool:
    """Whether what these hold can be printed and measured in a time that the text is worth."""
    allowed = _LARGEST
    for _ in range(_DEEPEST):
        allowed -= sum(len(shape.tuple_shapes) for shape in shapes)
        if allowed < 0:
            return False
        shapes = [member for shape in shapes for member in shape.tuple_shapes]
    return not shapes
