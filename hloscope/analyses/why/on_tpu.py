"""On TPU: the rules of its fusion that its compiler tells, for its source is not public.

With `TPU_VMODULE=tpu_instruction_fusion=10,instruction_fusion=10` libtpu writes them to its log, for each producer
and consumer; they were compared with those of the dumps in testdata/.
"""

from __future__ import annotations

from math import prod

from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.launch import Launch

_PRODUCTS = frozenset({"convolution", "dot", "ragged-dot"})
_TRIVIAL = frozenset({"bitcast", "broadcast", "convert", "copy", "reshape", "transpose"})


def scalar(boundary: Boundary) -> str | None:
    """One number."""
    shape = boundary.edge.value.shape
    if shape.is_tuple or prod(shape.dimensions) != 1:
        return None
    return "it is one number, which the scalar unit computes and hands on"


def matrix_unit(boundary: Boundary) -> str | None:
    """A matrix product or convolution that takes its inputs as they are, and has a kernel of its own."""
    if not _has_product(boundary.consumer):
        return None
    if _has_product(boundary.producer):
        return "both have a matrix product or convolution: each of them has a kernel of its own"
    if boundary.made_by.opcode in _TRIVIAL:
        return None
    return (
        f"the consumer is a matrix product or convolution, which takes no {boundary.made_by.opcode} in with its inputs"
    )


def reduction(boundary: Boundary) -> str | None:
    """A reduction, whose result is not fused with what works on elements."""
    if boundary.made_by.opcode not in ("reduce", "reduce-window"):
        return None
    return "a reduction ends its kernel: what works on its elements is another one"


def update(boundary: Boundary) -> str | None:
    """An update in place, whose result is not fused with what works on elements."""
    if boundary.made_by.opcode != "dynamic-update-slice":
        return None
    return "the producer updates an array in place: what works on its elements is another kernel"


def several_results(boundary: Boundary) -> str | None:
    """A producer that gives a tuple."""
    if not boundary.edge.producer.shape.is_tuple:
        return None
    return "the producer has several results, and is not fused any further"


def _has_product(launch: Launch) -> bool:
    return any(launch.opcodes[opcode] for opcode in _PRODUCTS)
