"""What a computation computes: its real operations, without bookkeeping, and the instructions that make its results."""

from __future__ import annotations

from typing import Final

from hloscope.ir import HloComputation, HloInstruction

BOOKKEEPING: Final = frozenset({"parameter", "constant", "tuple", "get-tuple-element", "bitcast"})
"""Opcodes that compute nothing."""

FUSIONS: Final = frozenset({"fusion", "fusion-start"})
"""Opcodes of a fusion: called, and begun asynchronously."""

_INLINED = FUSIONS | {"call", "while", "conditional"}  # these stand for what they call


def is_scalar_fill(instruction: HloInstruction) -> bool:
    """Whether it is the broadcast of a scalar constant, which a kernel holds in a register."""
    if instruction.opcode != "broadcast" or not instruction.operands:
        return False
    operand = instruction.operands[0]
    return operand.opcode == "constant" and not operand.shape.dimensions


def operations_of(computation: HloComputation) -> tuple[HloInstruction, ...]:
    """The real operations of a computation, in text order: neither bookkeeping nor broadcasts of scalar constants.

    Nested fusions, calls, loops and conditionals count by their contents, a computation once however often it is
    called from inside. Regions such as the sum of a reduce are part of the operation that applies them.
    """
    direct = _without_bookkeeping(computation)
    if _INLINED.isdisjoint([instruction.opcode for instruction in direct]):  # as mostly: a third of the time
        return tuple(direct)
    found: list[HloInstruction] = []
    seen = {computation}
    open_bodies = [iter(direct)]
    while open_bodies:
        for instruction in open_bodies[-1]:
            if instruction.opcode in _INLINED:
                callees = [c for c in dict.fromkeys(instruction.called_computations) if c not in seen]
                seen.update(callees)
                open_bodies.extend(iter(_without_bookkeeping(callee)) for callee in reversed(callees))
                break
            found.append(instruction)
        else:
            open_bodies.pop()
    return tuple(found)


def _without_bookkeeping(computation: HloComputation) -> list[HloInstruction]:
    computing = [i for i in computation.instructions.values() if i.opcode not in BOOKKEEPING]
    return [i for i in computing if i.opcode != "broadcast" or not is_scalar_fill(i)]


def results_of(computation: HloComputation) -> tuple[HloInstruction, ...]:
    """The instructions that make the results: the root, or the elements of its tuple, seen through nested fusions."""
    results: dict[HloInstruction, None] = {}
    seen: set[HloInstruction] = set()
    waiting = [computation.root]
    while waiting:
        instruction = waiting.pop()
        if instruction in seen:
            continue
        seen.add(instruction)
        if instruction.opcode == "tuple":
            waiting.extend(reversed(instruction.operands))
        elif instruction.opcode in FUSIONS and instruction.called_computations:
            waiting.append(instruction.called_computations[0].root)
        else:
            results[instruction] = None
    return tuple(results)
