"""What a fusion launches on GPU: mostly one kernel, but copies where it only moves whole blocks of memory."""

from __future__ import annotations

from hloscope.analyses.kernels.fused_collectives import COLLECTIVE_OPCODES, FusedCollectives
from hloscope.analyses.kernels.gpu_memcpys import memcpy_count
from hloscope.analyses.kernels.gpu_sort import Sorting, sort_launches
from hloscope.analyses.kernels.rules import (
    LaunchClass,
    Launches,
    LaunchSite,
    custom_kind,
    launch,
)
from hloscope.ir import HloComputation, HloInstruction
from hloscope.regex import lazy_pattern

_DYNAMIC_SLICE_FUSION = lazy_pattern(r'"name"\s*:\s*"(?:dynamic_slice_fusion|(?:dynamic_)?address_computation)"')

_HEROES: dict[str, LaunchClass] = {
    "copy": "copy",
    "custom-call": "library",
    **dict.fromkeys(COLLECTIVE_OPCODES, "collective"),
}


def fusion_launches(fusion: HloInstruction, *, sorting: Sorting, fused: FusedCollectives) -> Launches:
    """The launches of a fusion, however it is spelled: `fusion` or `fusion-start`."""
    body = fusion.called_computations[0] if fusion.called_computations else None
    if body and body.root.opcode == "sort":
        return sort_launches(body.root, caller=fusion, sorting=sorting)
    if kind := custom_kind(fusion):
        return _launches_of_kind(kind, fusion, body, fused)
    copies = memcpy_count(body) if body else 0
    return launch(fusion, "copy", copies) if copies else launch(fusion, "kernel")


def _launches_of_kind(
    kind: str, fusion: HloInstruction, body: HloComputation | None, fused: FusedCollectives
) -> Launches:
    """The launches of a fusion that names its emitter; unknown emitters compile to a kernel, as all of XLA's own do."""
    if kind == "__cudnn$fusion":
        return launch(fusion, "library")
    if kind == "__dynamic_memcpy":
        return launch(fusion, "copy")
    if kind == "__triton_collective":  # one kernel that talks to the other devices itself
        return launch(fusion, "collective")
    if kind == "__custom_fusion" and body and _DYNAMIC_SLICE_FUSION.search(fusion.attribute_text):
        return _hero_launches(body) or launch(fusion, "kernel")
    return fused.launches_of(fusion) or launch(fusion, "kernel")


def _hero_launches(body: HloComputation) -> Launches:
    """A dynamic slice fusion hands slices of its operands to one real operation, the hero; it alone is launched."""
    return tuple(
        LaunchSite(instruction.name, _HEROES[instruction.opcode], body.name)
        for instruction in body.instructions.values()
        if instruction.opcode in _HEROES
    )
