"""The hero of a fusion: the operation that decides how XLA compiles it.

Inferred. It follows FindNonTrivialHero (xla/service/gpu/ir_emission_utils.cc) and the order in which
xla/service/gpu/hlo_fusion_analysis.cc tries the emitters, but knows nothing of a device: where XLA finds a reduce too
small for its own emitter and takes the plain loop, this still names it. XLA itself names its GPU fusions by the heroes,
as in `input_reduce_select_fusion`: that is the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hloscope.analyses.facts.fusion_kinds import kind_of
from hloscope.analyses.facts.operations import operations_of, results_of
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
_RANKED = ("reduce", "transpose", "scatter", "concatenate", "sort", "dynamic-update-slice")
_MOST_RESULTS = 64  # that are looked behind: each look may take a walk through the whole body
_LIBRARY = ("dot", "scaled-dot", "ragged-dot", "convolution", "custom-call", "fft", "sort", "scatter", "reduce")
_Test = Callable[[HloInstruction], bool]


def hero_finder(fusion: HloInstruction) -> Callable[[HloComputation], tuple[HloInstruction, ...]]:
    """What finds the one hero in the body of a fusion of this kind: equal bodies have equal heroes.

    Of several results it is that of the emitter that XLA tries first.
    """
    return _library_hero if kind_of(fusion) in {"kCustom", "kOutput"} else _emitted_hero


def heroes_of(body: HloComputation) -> list[HloInstruction]:
    """The hero behind each result of a fused computation, in order; of the first 64 if there are more."""
    opcodes = {instruction.opcode for instruction in body.instructions.values()}
    tests = [is_hero for opcode, is_hero in _SPREADING.items() if opcode in opcodes]
    return [_hero_behind(result, tests) for result in results_of(body)[:_MOST_RESULTS]]


def _emitted_hero(body: HloComputation) -> tuple[HloInstruction, ...]:
    return tuple(sorted(heroes_of(body), key=lambda hero: _rank(hero.opcode, _RANKED))[:1])


def _library_hero(body: HloComputation) -> tuple[HloInstruction, ...]:
    """What a custom or output fusion was made for: its most demanding operation."""
    operations = operations_of(body)
    demanding = [operation for operation in operations if operation.opcode in _LIBRARY]
    if not demanding:
        return _emitted_hero(body)
    return (min(demanding, key=lambda operation: _rank(operation.opcode, _LIBRARY)),)


def _hero_behind(result: HloInstruction, tests: Sequence[_Test]) -> HloInstruction:
    start = result
    while len(start.operands) == 1 and _is_intermediate(start):
        start = start.operands[0]
    for is_hero in tests:
        found = _only_one_behind(start, is_hero)
        if found and _is_spread_by_elements(found):
            return found
    return start if start.opcode == "reduce" else result


def _only_one_behind(start: HloInstruction, is_hero: _Test) -> HloInstruction | None:
    """The one hero that is read through intermediate operations only; None if there are more."""
    found: HloInstruction | None = None
    seen = {start}
    waiting = [start]
    while waiting:
        instruction = waiting.pop()
        if is_hero(instruction):
            if found:
                return None
            found = instruction
        elif _is_intermediate(instruction):
            unseen = [operand for operand in instruction.operands if operand not in seen]
            seen.update(unseen)
            waiting.extend(unseen)
    return found


def _is_spread_by_elements(hero: HloInstruction) -> bool:
    """Whether only intermediate operations read it, directly or not: another one would need its own index."""
    users = hero.computation.users
    seen = set(users.get(hero, ()))
    waiting = list(seen)
    while waiting:
        instruction = waiting.pop()
        if instruction.opcode != "tuple" and not _is_intermediate(instruction):
            return False
        unseen = [user for user in users.get(instruction, ()) if user not in seen]
        seen.update(unseen)
        waiting.extend(unseen)
    return True


def _is_concatenate(instruction: HloInstruction) -> bool:
    return instruction.opcode == "concatenate"


def _is_tiled_transpose(instruction: HloInstruction) -> bool:
    """Whether a transpose is large enough to go through tiles in shared memory; sizes are those of XLA's constants."""
    if instruction.opcode != "transpose" or not instruction.operands:
        return False
    sizes, sources = instruction.shape.dimensions, instruction.operands[0].shape.dimensions
    order = instruction.attributes.get("dimensions")
    if not isinstance(order, tuple) or not len(order) == len(sizes) == len(sources) > 1:
        return False
    if order[-1] == len(order) - 1:  # whole rows move: only short ones are worth a tile
        row = instruction.shape.byte_size // max(1, instruction.shape.num_elements) * sizes[-1]
        return row <= 8 and row * min(sources[-2], sizes[-2]) >= 16
    smaller, larger = sorted((sources[-1], sizes[-1]))
    return smaller >= 16 or (smaller >= 8 and smaller * larger >= 64 * 128)


def _is_intermediate(instruction: HloInstruction) -> bool:
    """Whether it works element by element on one to three operands; a copy to another layout does not."""
    if instruction.opcode not in _INTERMEDIATE or not 1 <= len(instruction.operands) <= 3:
        return False
    return instruction.opcode != "copy" or instruction.shape == instruction.operands[0].shape


def _rank(opcode: str, order: Sequence[str]) -> int:
    return order.index(opcode) if opcode in order else len(order)


_SPREADING: Mapping[str, _Test] = {"transpose": _is_tiled_transpose, "concatenate": _is_concatenate}
"""What is a hero behind operations of several operands too, in the order in which XLA looks for it."""
