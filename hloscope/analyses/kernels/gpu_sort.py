"""How XLA sorts on GPU where it does not call CUB: bitonic sort, in several kernels."""

from __future__ import annotations

from typing import NamedTuple

from hloscope.analyses.kernels.buffer_slices import BufferSlices
from hloscope.analyses.kernels.rules import Launches, is_older_than_scheduling_names, launch
from hloscope.analyses.kernels.sort_copies import sort_copies
from hloscope.ir import HloInstruction

_LARGEST_SIZE = 2**31  # elements; no text is to stand for more launches than that takes
_THREADS = 1024  # of a block, on every target of XLA


def shared_memory_of(arch: str | None) -> int:
    """Bytes that the threads of a block share on a target (xla/backends/gpu/target_config/specs)."""
    return 65_536 if arch and arch.startswith("gfx") else 49_152


class Sorting(NamedTuple):
    """What the launches of a sort depend on beside the sort: bytes that a block shares, and where values are stored."""

    shared_memory: int
    slices: BufferSlices | None = None


def sort_launches(sort: HloInstruction, caller: HloInstruction | None = None, *, sorting: Sorting) -> Launches:
    """The copies and the kernels of a sort, by itself or as the root of the fusion `caller`."""
    copies = sort_copies(sort, sorting.slices, caller)
    size, element_bytes = _sorted_size(sort), sum(map(_element_bytes, sort.operands))
    if size > _LARGEST_SIZE:
        return launch(caller or sort, "unknown")
    kernels = bitonic_kernels(size, element_bytes, _elements_per_thread(sort), sorting.shared_memory)
    return launch(caller or sort, "copy", copies) + launch(caller or sort, "kernel", kernels)


def bitonic_kernels(size: int, element_bytes: int, elements_per_thread: int, shared_memory: int) -> int:
    """Kernels that sort `size` elements of `element_bytes` bytes: consecutive steps within a tile share one.

    A tile is what the threads of one block sort, in memory that they share.

    A step exchanges elements whose numbers differ by a mask (EmitSort in xla/service/gpu/ir_emitter_unnested.cc).
    """
    stages = max(0, size - 1).bit_length()
    tile = min(_THREADS * elements_per_thread, shared_memory // max(1, element_bytes), 1 << stages)
    tile = 1 << (tile.bit_length() - 1) if tile else 0
    kernels, is_tile_open = 0, False
    for stage in range(stages):
        for step in range(stage, -1, -1):
            mask = (2 << stage) - 1 if step == stage else 1 << step
            kernels += mask >= tile or not is_tile_open
            is_tile_open = mask < tile
    return kernels


def _elements_per_thread(sort: HloInstruction) -> int:
    return 2 if is_older_than_scheduling_names(sort) else 4  # measured on jaxlib 0.6.2, 0.7.0, 0.7.2 and later


def _sorted_size(sort: HloInstruction) -> int:
    """The length of the sorted dimension."""
    dimensions = sort.attributes.get("dimensions")
    axis = dimensions[0] if isinstance(dimensions, tuple) and dimensions else 0
    sizes = sort.operands[0].shape.dimensions if sort.operands else ()
    return sizes[axis] if 0 <= axis < len(sizes) else 0


def _element_bytes(operand: HloInstruction) -> int:
    return operand.shape.byte_size // max(1, operand.shape.num_elements)
