"""Duplicates: what would be computed more than once if it were fused, because others read it too.

InstructionFusion (xla/service/instruction_fusion.cc) of CPU and TPU computes nothing twice that is expensive
(FusionWouldDuplicate), and nothing that would read more than it writes (ComputeGloballyUnfusible).
"""

from __future__ import annotations

from hloscope.analyses.why import limits
from hloscope.analyses.why.boundary import Boundary


def expensive_result(boundary: Boundary) -> str | None:
    """Expensive work that is written anyway, for it is a result."""
    return _expensive(boundary) if boundary.edge.is_result else None


def expensive_for_several(boundary: Boundary) -> str | None:
    """Expensive work that several launches need."""
    return _expensive(boundary) if boundary.edge.readers > 1 else None


def cheap_result(boundary: Boundary) -> str | None:
    """Work that is written anyway, and reads more than that."""
    if boundary.edge.is_result and limits.reads_more_than_it_writes(boundary.made_by):
        return "the producer is a result: written anyway, and cheaper to read than its operands"
    return None


def cheap_for_several(boundary: Boundary) -> str | None:
    """Work that several launches need, and that reads more than it writes."""
    readers = boundary.edge.readers
    if readers > 1 and limits.reads_more_than_it_writes(boundary.made_by):
        return f"{readers} launches read it: each of them would read the operands of {boundary.made_by.opcode} again"
    return None


def _expensive(boundary: Boundary) -> str | None:
    """The reason of what is expensive; on TPU any fusion is as a whole: nothing that was fused is computed twice."""
    made_by, edge = boundary.made_by, boundary.edge
    is_fusion = boundary.platform == "tpu" and boundary.consumer.body is not None and boundary.producer.body is not None
    if limits.is_always_duplicated(made_by) or not (is_fusion or limits.is_expensive(made_by)):
        return None
    name = "what is fused" if is_fusion and not limits.is_expensive(made_by) else made_by.opcode
    if edge.is_result:
        return f"the producer is a result, or carried by a loop: {name} is expensive, and not computed twice"
    return f"{edge.readers} launches read it: {name} is expensive, and not computed in each of them"
