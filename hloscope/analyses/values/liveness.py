"""Liveness: what a module computes for nothing, because neither its result nor the outside world needs it."""

from __future__ import annotations

from collections.abc import Sequence

from hloscope.ir import HloComputation, HloInstruction

# After HloInstruction::HasSideEffectNoRecurse (xla/hlo/ir/hlo_instruction.cc), of any version; a custom-call says so
# itself. XLA removes some of these collectives: then it is not known here that they were for nothing.
_COLLECTIVES = "all-gather all-reduce all-to-all collective-broadcast collective-permute reduce-scatter"
_EFFECTS = frozenset(
    [
        *"infeed outfeed recv recv-done rng rng-get-and-update-state send send-done".split(),
        *(f"{name}{part}" for name in _COLLECTIVES.split() for part in ("", "-start", "-done")),
    ]
)
_SIDE_EFFECT = "custom_call_has_side_effect=true"


def needed_instructions(executed: Sequence[HloInstruction]) -> set[HloInstruction]:
    """What results and side effects are made of, among what a module executes, callees before callers.

    The state of a loop is needed as a whole if the loop is. Linear.
    """
    effective: set[HloComputation] = set()
    for instruction in executed:
        if _has_effect(instruction) or not effective.isdisjoint(instruction.called_computations):
            effective.add(instruction.computation)
    wanted: set[HloInstruction] = set()
    needed: set[HloInstruction] = set()
    for instruction in reversed(executed):
        is_result = instruction.is_root and instruction.computation.is_entry
        has_effect = _has_effect(instruction) or not effective.isdisjoint(instruction.called_computations)
        if is_result or has_effect or instruction in wanted:
            needed.add(instruction)
            wanted.update(instruction.operands)
            wanted.update([callee.root for callee in instruction.called_computations])
    return needed


def _has_effect(instruction: HloInstruction) -> bool:
    return instruction.opcode in _EFFECTS or _SIDE_EFFECT in instruction.attribute_text
