"""What a fusion launches on GPU: mostly one kernel, but copies where it only moves whole blocks of memory."""

from __future__ import annotations

import re

from hloscope.analyses.launches.gpu_sort import Sorting, sort_launches
from hloscope.analyses.launches.rules import (
    COLLECTIVE_STARTS,
    COLLECTIVES,
    LaunchClass,
    Launches,
    LaunchSite,
    custom_kind,
    is_older_than_scheduling_names,
    launch,
)
from hloscope.ir import HloComputation, HloInstruction

_DYNAMIC_SLICE_FUSION = re.compile(r'"name"\s*:\s*"(?:dynamic_slice_fusion|(?:dynamic_)?address_computation)"')

_STRIDED = re.compile(r":\d+:(?!1\])")

_HEROES: dict[str, LaunchClass] = {
    "copy": "copy",
    "custom-call": "library",
    **dict.fromkeys(f"{COLLECTIVES} {COLLECTIVE_STARTS}".split(), "collective"),
}


def fusion_launches(fusion: HloInstruction, *, sorting: Sorting) -> Launches:
    """The launches of a fusion, however it is spelled: `fusion` or `fusion-start`."""
    body = fusion.called_computations[0] if fusion.called_computations else None
    if body and body.root.opcode == "sort":
        return sort_launches(body.root, caller=fusion, sorting=sorting)
    if kind := custom_kind(fusion):
        return _launches_of_kind(kind, fusion, body)
    copies = _memcpy_count(body) if body else 0
    return launch(fusion, "copy", copies) if copies else launch(fusion, "kernel")


def _launches_of_kind(kind: str, fusion: HloInstruction, body: HloComputation | None) -> Launches:
    """The launches of a fusion that names its emitter; unknown emitters compile to a kernel, as all of XLA's own do."""
    if kind == "__cudnn$fusion":
        return launch(fusion, "library")
    if kind == "__dynamic_memcpy":
        return launch(fusion, "copy")
    if kind == "__custom_fusion" and body and _DYNAMIC_SLICE_FUSION.search(fusion.attribute_text):
        return _hero_launches(body) or launch(fusion, "kernel")
    return launch(fusion, "kernel")


def _hero_launches(body: HloComputation) -> Launches:
    """A dynamic slice fusion hands slices of its operands to one real operation, the hero; it alone is launched."""
    return tuple(
        LaunchSite(instruction.name, _HEROES[instruction.opcode], body.name)
        for instruction in body.instructions.values()
        if instruction.opcode in _HEROES
    )


def _memcpy_count(body: HloComputation) -> int:
    """How many memcpys do all the work of a fusion; 0 if it needs a kernel (xla/backends/gpu/codegen/copy.cc)."""
    roots = body.root.operands if body.root.opcode == "tuple" else (body.root,)
    is_copied = all(root.opcode == "copy" and _reads_parameter(root) for root in roots)
    is_slice = len(roots) == 1 and body.root.opcode == "slice" and _is_contiguous_slice(body.root)
    return len(roots) if is_copied or is_slice else 0


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
