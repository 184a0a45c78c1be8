"""Asynchronous operations as the text writes them: `reduce-scatter-start(a)` for the `async-start` of a computation.

The text hides a computation that holds nothing but one operation and its parameters (`syntax_sugar_async_ops`,
HloComputation::CanExpandIntoSingleInstruction).
"""

from __future__ import annotations

from collections.abc import Sequence

from hloscope.ir import HloComputation, HloInstruction

ASYNC = {"async-start": "start", "async-update": "update", "async-done": "done"}
"""How an operation's name ends in place of these opcodes."""


def only_operation(called: Sequence[HloComputation]) -> HloInstruction | None:
    """The one operation of the computation that is called, if it has no more."""
    if len(called) != 1:
        return None
    instructions = called[0].instructions.values()
    is_alone = all(each.is_root or each.opcode == "parameter" for each in instructions)
    return called[0].root if is_alone else None
