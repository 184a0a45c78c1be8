"""On CPU: the rules of CpuInstructionFusion.

Source: xla/service/cpu/cpu_instruction_fusion.cc and xla/service/instruction_fusion.cc.
"""

from __future__ import annotations

import re

from hloscope.analyses.why import limits
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.code_copies import ALLOWED, OPENS_BLOCKS
from hloscope.ir import HloInstruction

_TREE_SIZE = re.compile(r"size=([\dx]+) stride=\1(?![\dx])")


def split_reduction(boundary: Boundary) -> str | None:
    """A part of a reduction that was split before fusion."""
    if any(map(_is_part_of_reduction, boundary.operations)):
        return "the CPU compiler splits a reduction of more than 32 elements in two (tree_reduction_rewriter)"
    return None


def concatenation(boundary: Boundary) -> str | None:
    """A concatenation that is a loop of copies by itself."""
    if any(map(limits.is_slow_concatenate, boundary.operations)):
        return "a concatenation of many parts, or along the minor dimension, is faster alone"
    return None


def expensive_work(boundary: Boundary) -> str | None:
    """Work that the consumer would do again and again."""
    if limits.is_expensive(boundary.made_by) and boundary.repeats:
        return f"{boundary.made_by.opcode} is expensive, and %{boundary.repeats.name} would repeat it"
    return None


def reduction_limit(boundary: Boundary) -> str | None:
    """A consumer that is full of reductions."""
    reductions = boundary.consumer.opcodes["reduce"]
    if boundary.consumer.body and boundary.made_by.opcode == "reduce" and reductions > limits.MAX_REDUCTIONS:
        return f"the consumer has {reductions} reductions already"
    return None


def code_size(boundary: Boundary) -> str | None:
    """A producer whose code would stand in the consumer again and again."""
    made_by, operand = boundary.made_by, boundary.edge.operand
    parameters = boundary.consumer.parameters
    if made_by.opcode == "broadcast" or operand >= len(parameters):
        return None
    copies = boundary.consumer.code_copies.of(parameters[operand])
    if copies > ALLOWED:
        return f"the code of {made_by.opcode} would stand {copies} times in the kernel; XLA allows {ALLOWED}"
    if made_by.opcode not in OPENS_BLOCKS or len(boundary.consumer.operations) < 2:
        return None
    if copies > 1:
        return f"{made_by.opcode} is a loop or a branch in the code, and would stand there {copies} times"
    is_read_again = boundary.edge.readers > 1 or boundary.edge.is_result or len(boundary.read_by) > 1
    return f"{made_by.opcode} is a loop or a branch in the code, and is read more than once" if is_read_again else None


def fused_product(boundary: Boundary) -> str | None:
    """An addition to a product of a matrix and a vector, which XLA keeps for a fusion with that product."""
    if boundary.edge.producer.fusion_kind == "kOutput":
        return "the producer is a product fused with what is added to it, and is not fused any further"
    if boundary.made_by.opcode == "add" and any(map(_is_vector_product, boundary.producer.inputs_of(boundary.made_by))):
        return "the producer adds to a product with a vector, and is kept to be fused with that"
    return None


def major_reduction(boundary: Boundary) -> str | None:
    """A reduction that older compilers leave alone, unless it is over the minor dimension."""
    for word, end, _ in boundary.ends:
        if end.opcode == "reduce" and not _reduces_minor(end):
            return f"the {word} reduces over major dimensions, which this version of XLA compiles by itself"
    return None


def _is_vector_product(operation: HloInstruction) -> bool:
    is_vector = operation.opcode == "dot" and len(operation.shape.dimensions) <= 1
    return (
        is_vector and not operation.shape.element_type.startswith("c") and "batch_dims" not in operation.attribute_text
    )


def _reduces_minor(reduce: HloInstruction) -> bool:
    layout = reduce.operands[0].shape.layout if reduce.operands else None
    dimensions = reduce.attributes.get("dimensions")
    if layout is None or not layout.minor_to_major or not isinstance(dimensions, tuple):
        return True
    return layout.minor_to_major[0] in dimensions


def _is_part_of_reduction(operation: HloInstruction) -> bool:
    """Whether it is a reduce-window as that pass makes it: of adjacent windows, some 32 long, and without metadata."""
    if operation.opcode != "reduce-window" or "metadata=" in operation.attribute_text:
        return False
    found = _TREE_SIZE.search(str(operation.attributes.get("window", "")))
    return found is not None and "32" in found[1].split("x")
