"""On GPU: the rules of PriorityFusion.

Source: xla/backends/gpu/transforms/priority_fusion.cc and xla/service/gpu/gpu_fusible.cc.
"""

from __future__ import annotations

from hloscope.analyses.why import limits
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.gpu_code import is_too_large
from hloscope.analyses.why.gpu_results import why_not_one_kernel


def scatter_output(boundary: Boundary) -> str | None:
    """What reads the result of a scatter."""
    return "a scatter ends its kernel: nothing is fused behind it" if boundary.made_by.opcode == "scatter" else None


def reduction(boundary: Boundary) -> str | None:
    """A reduction that its reader would wait for, or that would be the second one."""
    if boundary.made_by.opcode == "reduce" and boundary.edge.producer.fusion_kind == "kInput":
        return "a reduction over many threads ends its kernel: what reads it waits for all of them"
    if boundary.producer.has_large_reduction and boundary.consumer.has_large_reduction:
        return "both have a reduction of 16 elements or more to one: a kernel has one of them"
    return None


def operand_limit(boundary: Boundary) -> str | None:
    """More operands and results than a kernel may have."""
    given, most = boundary.consumer.operands, limits.MAX_GPU_BUFFERS
    added = sum(operand not in given for operand in boundary.producer.operands)
    results = len(boundary.edge.consumer.shape.tuple_shapes) or 1
    if added <= 1 or len(given) - 1 + added + results <= most:  # where it takes one for one, XLA always fuses
        return None
    return f"the fusion would have more than {most} operands and results"


def code_size(boundary: Boundary) -> str | None:
    """Code that would be too large."""
    producer, consumer, operand = boundary.producer, boundary.consumer, boundary.edge.operand
    times = 1
    if consumer.body:
        times = consumer.gpu_code.times(consumer.parameters[operand]) if operand < len(consumer.parameters) else 0
    if not times or not is_too_large(producer.gpu_code, consumer.gpu_code, times):
        return None
    return f"the code of one kernel would be too large: it would hold that of the producer {times}x"


def result(boundary: Boundary) -> str | None:
    """A value that a result is made of: XLA fuses into all readers, or not at all."""
    if not boundary.edge.is_result:
        return None
    is_kernel = boundary.consumer_class == "kernel"
    joined = f"; and not two results of one kernel: {why_not_one_kernel(boundary)}" if is_kernel else ""
    return f"the producer is a result, or carried by a loop: XLA for GPU fuses into all readers, or none{joined}"
