"""The hero of a fusion: the operation that decides how XLA compiles it.

Inferred. It follows FindNonTrivialHero (xla/service/gpu/ir_emission_utils.cc) and the order in which
xla/service/gpu/hlo_fusion_analysis.cc tries the emitters, but knows nothing of a device: where XLA finds a reduce or
transpose too small for its own emitter and takes the plain loop, this still names it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hloscope.analyses.fusion_kinds import kind_of
from hloscope.analyses.operations import operations_of, results_of
from hloscope.ir import HloComputation, HloInstruction

# HloInstruction::IsElementwise and the bitcast-like operations that IsIntermediate looks through.
_INTERMEDIATE_OPCODES = """
abs acos acosh add and asin asinh atan2 atanh bitcast bitcast-convert cbrt ceil clamp compare complex convert copy cosh
cosine count-leading-zeros divide erf exponential exponential-minus-one floor imag is-finite log log-plus-one logistic
maximum minimum multiply negate not or popcnt power real reduce-precision remainder reshape round-nearest-afz
round-nearest-even rsqrt select shift-left shift-right-arithmetic shift-right-logical sign sine sinh sqrt
stochastic-convert subtract tan tanh xor
"""
_INTERMEDIATE = frozenset(_INTERMEDIATE_OPCODES.split())
_SPREADING = ("transpose", "concatenate")  # found behind operations of up to three operands too
_RANKED = ("reduce", "transpose", "scatter", "concatenate", "sort", "dynamic-update-slice")
_MOST_RESULTS = 64  # that are looked behind: each look may take a walk through the whole body
_LIBRARY = ("dot", "scaled-dot", "ragged-dot", "convolution", "custom-call", "fft", "sort", "scatter", "reduce")


def hero_of(fusion: HloInstruction) -> HloInstruction | None:
    """The hero of a fusion: of several results that of the emitter that XLA tries first; None without a body."""
    if not fusion.called_computations:
        return None
    body = fusion.called_computations[0]
    heroes = _library_heroes(fusion, body) or [_hero_behind(result) for result in results_of(body)[:_MOST_RESULTS]]
    return min(heroes, key=lambda hero: _rank(hero.opcode, _RANKED), default=None)


def _library_heroes(fusion: HloInstruction, body: HloComputation) -> list[HloInstruction]:
    """What a custom fusion was made for: its most demanding operation."""
    if kind_of(fusion) != "kCustom":
        return []
    operations = operations_of(body)
    demanding = [operation for operation in operations if operation.opcode in _LIBRARY]
    return [min(demanding, key=lambda operation: _rank(operation.opcode, _LIBRARY))] if demanding else []


def _hero_behind(result: HloInstruction) -> HloInstruction:
    start = result
    while len(start.operands) == 1 and _is_intermediate(start):
        start = start.operands[0]
    for opcode in _SPREADING:
        found = _only_one_behind(start, opcode)
        if found:
            return found
    return start if start.opcode == "reduce" else result


def _only_one_behind(start: HloInstruction, opcode: str) -> HloInstruction | None:
    """The one instruction of `opcode` that only intermediate operations lie before; None if there are more."""
    found: HloInstruction | None = None
    seen = {start}
    waiting = [start]
    while waiting:
        instruction = waiting.pop()
        if instruction.opcode == opcode:
            if found:
                return None
            found = instruction
        elif _is_intermediate(instruction):
            unseen = [operand for operand in instruction.operands if operand not in seen]
            seen.update(unseen)
            waiting.extend(unseen)
    return found


def _is_intermediate(instruction: HloInstruction) -> bool:
    """Whether it works element by element on one to three operands; a copy to another layout does not."""
    if instruction.opcode not in _INTERMEDIATE or not 1 <= len(instruction.operands) <= 3:
        return False
    return instruction.opcode != "copy" or instruction.shape == instruction.operands[0].shape


def _rank(opcode: str, order: Sequence[str]) -> int:
    return order.index(opcode) if opcode in order else len(order)
