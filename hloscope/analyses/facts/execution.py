"""What a module executes: from the entry through loops, branches and calls, but not into fusions and reducers."""

from __future__ import annotations

from collections.abc import Callable

from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.regex import lazy_pattern
from hloscope.shapes import LARGEST_SIZE

CONTROL_FLOW = frozenset({"async-start", "call", "call-start", "conditional", "while"})
"""The opcodes that hand control to a computation; every other callee is part of its instruction."""

LARGEST = LARGEST_SIZE
"""Where numbers end: nested loops and calls multiply without bound, and real counts and costs are far smaller."""

_SMALL_CALL = lazy_pattern(r'xla_cpu_small_call\s*=\s*"true"')
_TRIP_COUNT = lazy_pattern(r'"known_trip_count"\s*:\s*\{\s*"n"\s*:\s*"?(\d{1,19})"?\s*\}')  # an int64, as a JSON string

Callees = tuple[HloComputation, ...]


def callees(instruction: HloInstruction, *, enter_small_calls: bool = False) -> Callees:
    """The computations that run when `instruction` does: a while's condition then body, branches, a call's callee.

    A small call (`is_small_call`) is one compiled kernel: entered only where `enter_small_calls` asks for it.
    """
    opcode = instruction.opcode
    if opcode not in CONTROL_FLOW or (is_small_call(instruction) and not enter_small_calls):
        return ()
    called = instruction.called_computations
    return called[::-1] if opcode == "while" and _is_body_first(instruction) else called


def entered_callees(instruction: HloInstruction) -> Callees:
    """The `callees`, and the insides of small calls too: what the program asks for, not what is launched."""
    return callees(instruction, enter_small_calls=True)


def executed_computations(
    module: HloModule, callees_of: Callable[[HloInstruction], Callees] = callees
) -> dict[HloComputation, dict[HloInstruction, Callees]]:
    """The computations that a run of `module` may reach, callees first and the entry last, with their callers' steps.

    The value holds the control flow of the computation: each instruction that calls, and what it calls.
    """
    executed: dict[HloComputation, dict[HloInstruction, Callees]] = {}
    steps: dict[HloComputation, dict[HloInstruction, Callees]] = {}
    pending = [module.entry]
    while pending:
        computation = pending.pop()
        if computation in executed:
            continue
        if computation not in steps:
            steps[computation] = _steps(computation, callees_of)
        waiting = [c for called in steps[computation].values() for c in called if c not in executed]
        if waiting:
            pending += [computation, *waiting]
        else:
            executed[computation] = steps[computation]
    return executed


def is_small_call(instruction: HloInstruction) -> bool:
    """Whether the CPU compiler makes one kernel of a whole call, loops included (xla/service/cpu/thunk_emitter.cc)."""
    if "xla_cpu_small_call" not in instruction.attribute_text:
        return False
    return _SMALL_CALL.search(str(instruction.attributes.get("frontend_attributes", ""))) is not None


def known_trip_count(loop: HloInstruction) -> int | None:
    """How often the body of a while runs, if XLA found out: `known_trip_count` in its backend_config."""
    found = _TRIP_COUNT.search(loop.backend_config or "")
    return int(found[1]) if found else None


def _steps(
    computation: HloComputation, callees_of: Callable[[HloInstruction], Callees]
) -> dict[HloInstruction, Callees]:
    callers = [i for i in computation.instructions.values() if i.opcode in CONTROL_FLOW]
    return {caller: called for caller in callers if (called := callees_of(caller))}


def _is_body_first(loop: HloInstruction) -> bool:
    """Whether the text names the body before the condition; XLA itself prints the condition first."""
    keys = [key for key in loop.attributes if key in ("body", "condition")]
    return keys[:1] == ["body"]
