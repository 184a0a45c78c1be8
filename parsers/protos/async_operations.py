"""Asynchronous operations of a proto as the text writes them: `reduce-scatter-start(a)` for `async-start` of a computation.

The text hides a computation that holds nothing but one operation and its parameters (`syntax_sugar_async_ops`,
HloComputation::CanExpandIntoSingleInstruction).
"""

from __future__ import annotations

from collections.abc import Mapping

from .messages import Message

ASYNC = {"async-start": "start", "async-update": "update", "async-done": "done"}
"""How an operation's name ends in place of these opcodes."""


def hidden_operations(module: Message) -> Mapping[int, Message]:
    """The one operation of each computation that an async-start runs, by the id of the computation."""
    called = {
        number
        for computation in module.computations
        for each in computation.instructions
        if each.opcode == "async-start"
        for number in each.called_computation_ids
    }
    found: dict[int, Message] = {}
    for computation in module.computations:
        if computation.id in called:
            operation = _only_operation(computation)
            if operation is not None:
                found[computation.id] = operation
    return found


def _only_operation(computation: Message) -> Message | None:
    root = next((each for each in computation.instructions if each.id == computation.root_id), None)
    is_alone = all(each is root or each.opcode == "parameter" for each in computation.instructions)
    return root if is_alone else None
