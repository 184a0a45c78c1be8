"""Fusions on GPU that only move whole blocks of memory: XLA runs them as memcpys, without a kernel.

Read from xla/backends/gpu/codegen/copy.cc, and checked against thunk lists of jaxlib 0.10.2, 0.11.2 and 0.12.0.1.
"""

from __future__ import annotations

import re

from hloscope.analyses.kernels.rules import is_older_than_scheduling_names
from hloscope.ir import HloComputation, HloInstruction

_STRIDED = re.compile(r":\d+:(?!1\])")
_SLICE_CONFIG = '"dynamic_slice_config"'  # in the backend config: where the block lies follows from a loop's counter


def memcpy_count(body: HloComputation) -> int:
    """How many memcpys do all the work of a fusion; 0 if it needs a kernel."""
    roots = body.root.operands if body.root.opcode == "tuple" else (body.root,)
    if all(root.opcode == "copy" and _reads_parameter(root) for root in roots):
        return len(roots)
    root = _without_bitcasts(body.root)
    is_one_block = (body.root.opcode == "slice" and _is_contiguous_slice(body.root)) or _is_block_of_loop(root)
    return int(is_one_block)


def _reads_parameter(root: HloInstruction) -> bool:
    source = root.operands[0] if root.operands else root
    return source.opcode == "parameter" and source.shape.layout == root.shape.layout


def _is_contiguous_slice(root: HloInstruction) -> bool:
    """Whether the slice is one block of memory: whole minor dimensions, part of one, and single steps of the rest.

    XLA copies such a block since jaxlib 0.10.1; before, it compiled a kernel, which HLO shows of the oldest only.
    """
    is_strided = _STRIDED.search(str(root.attributes.get("slice", "")))
    if not _reads_parameter(root) or is_strided or is_older_than_scheduling_names(root):
        return False
    sizes, source_sizes = root.shape.dimensions, root.operands[0].shape.dimensions
    minor_to_major = root.shape.layout.minor_to_major if root.shape.layout else range(len(sizes))[::-1]
    if len(source_sizes) != len(sizes) or sorted(minor_to_major) != list(range(len(sizes))):
        return False
    is_whole = [sizes[dimension] == source_sizes[dimension] for dimension in minor_to_major]
    outer = minor_to_major[is_whole.index(False) + 1 :] if False in is_whole else ()
    return all(sizes[dimension] == 1 for dimension in outer)


def _is_block_of_loop(root: HloInstruction) -> bool:
    """Whether a block at a place that is linear in a loop's counter is read, or written with what is there already.

    XLA marks it with a `dynamic_slice_config`, since jaxlib 0.11 in fusions of kind kLoop.
    """
    if _SLICE_CONFIG not in root.attribute_text or not root.operands:
        return False
    if root.opcode == "dynamic-slice":
        return root.operands[0].opcode == "parameter"
    return root.opcode == "dynamic-update-slice" and root.operands[0].opcode == "parameter" and _is_at_hand(root)


def _is_at_hand(update: HloInstruction) -> bool:
    """Whether what an update writes lies in memory as one block: a parameter, or such a slice of one."""
    written = _without_bitcasts(update.operands[1])
    return written.opcode == "parameter" or (written.opcode == "dynamic-slice" and _is_block_of_loop(written))


def _without_bitcasts(instruction: HloInstruction) -> HloInstruction:
    while instruction.opcode == "bitcast" and instruction.operands:
        (instruction,) = instruction.operands[:1]
    return instruction
