"""Fusion limits: what XLA's fusion passes do not fuse, by opcode and shape, as their sources have it.

CPU: xla/service/cpu/cpu_instruction_fusion.cc and xla/service/instruction_fusion.cc; GPU:
xla/backends/gpu/transforms/priority_fusion.cc (read in August 2026).
"""

from __future__ import annotations

from math import prod
from typing import Final

from hloscope.analyses.kernels.rules import ELEMENTWISE
from hloscope.ir import HloInstruction

_BOTH = """
bitcast broadcast concatenate dynamic-slice dynamic-update-slice gather iota pad reduce reshape reverse slice transpose
"""
CPU_FUSIBLE: Final = frozenset((ELEMENTWISE + _BOTH).split()) | {"copy"}
GPU_FUSIBLE: Final = CPU_FUSIBLE | {"constant", "reduce-window", "scatter"}

_UNCOMPUTED = frozenset({"constant", "parameter"})
TPU_UNFUSIBLE: Final = frozenset("cholesky fft rng scatter select-and-scatter sort topk triangular-solve".split())

_CHEAP = """
add and bitcast bitcast-convert broadcast ceil clamp clz compare complex concatenate constant convert copy cosine
dynamic-slice dynamic-update-slice floor get-tuple-element imag iota is-finite maximum minimum multiply mulhi negate not
or pad popcnt real reduce-precision reshape reverse round-nearest-afz round-nearest-even select shift-left
shift-right-arithmetic shift-right-logical sine slice subtract tan transpose tuple xor abs sign count-leading-zeros
"""
_CHEAP_OPCODES = frozenset(_CHEAP.split())
_READS_ONCE = frozenset((ELEMENTWISE + " bitcast concatenate copy gather reshape reverse slice transpose").split())
_FIRST_READ_ONCE = {"pad": 1, "reduce": 1, "dynamic-slice": 1, "dynamic-update-slice": 2}

MAX_CONCATENATED: Final = 8
MAX_REDUCTIONS: Final = 5
MAX_GPU_BUFFERS: Final = 96


def is_fusible(opcode: str, platform: str | None) -> bool:
    """Whether the fusion pass of a target knows an opcode."""
    if platform == "tpu":
        return opcode not in TPU_UNFUSIBLE
    return opcode in _UNCOMPUTED or opcode in (GPU_FUSIBLE if platform == "gpu" else CPU_FUSIBLE)


def is_expensive(operation: HloInstruction) -> bool:
    """Whether the CPU compiler avoids to compute it twice."""
    return operation.opcode not in _CHEAP_OPCODES


def is_always_duplicated(operation: HloInstruction) -> bool:
    """Whether it may be computed in every reader: a broadcast, and a conversion to a larger type."""
    if operation.opcode == "convert" and operation.operands:
        return operation.operands[0].shape.byte_size < operation.shape.byte_size
    return operation.opcode == "broadcast"


def repeats_reads(reader: HloInstruction, operand: HloInstruction) -> bool:
    """Whether one element of the operand is read for several elements of the result."""
    if reader.opcode in _READS_ONCE:
        return False
    once = _FIRST_READ_ONCE.get(reader.opcode, 0)
    return operand not in reader.operands[:once]


def reads_more_than_it_writes(operation: HloInstruction) -> bool:
    """Whether computing it in every reader would read more: it has two large operands, and they are the larger.

    A large operand has at least the rank of the result, dimensions of 1 not counted.
    """
    rank = _rank_of(operation)
    large = [o for o in operation.operands if not _is_small(o, rank)]
    sizes = sum(prod(operand.shape.dimensions) for operand in dict.fromkeys(operation.operands))
    return len(large) > 1 and sizes > prod(operation.shape.dimensions)


def is_slow_concatenate(operation: HloInstruction) -> bool:
    """Whether the CPU compiler leaves a concatenation alone: of many parts, or along the minor dimension."""
    if operation.opcode != "concatenate":
        return False
    return len(operation.operands) > MAX_CONCATENATED or _is_minor_concatenate(operation)


def _is_minor_concatenate(operation: HloInstruction) -> bool:
    shape, dimensions = operation.shape, operation.attributes.get("dimensions")
    layout = shape.layout
    if len(shape.dimensions) <= 1 or not layout or not isinstance(dimensions, tuple) or not layout.minor_to_major:
        return False
    dimension = layout.minor_to_major[0]
    if dimensions != (dimension,) or dimension >= len(shape.dimensions):
        return False
    elements = prod(shape.dimensions)
    row = shape.byte_size // elements * shape.dimensions[dimension] if elements else 0
    return row >= 64 and shape.byte_size >= 2048


def _rank_of(operation: HloInstruction) -> int:
    return sum(size != 1 for size in operation.shape.dimensions)


def _is_small(operand: HloInstruction, rank: int) -> bool:
    is_scalar = operand.opcode == "constant" and prod(operand.shape.dimensions) == 1
    return is_scalar or operand.opcode in ("broadcast", "iota") or _rank_of(operand) < rank
