"""Spread constants: fusions that do nothing but spread a number, from which XLA draws no edge to their readers.

Such a fusion is what an operand stands for that is not drawn, where its shape leaves no choice, or one between equals.
"""

from __future__ import annotations

from collections.abc import Mapping

from .operands import tuple_members
from .operations import Body, Operation

_LOOKED_AT = 1000  # operands that are not drawn, of one computation


def find_spread_constants(bodies: Mapping[str, Body], body: Body) -> None:
    """Gives operands that are not drawn the unread fusion that fits, or one of several equal ones."""
    missing = [(op, place) for op in body.operations.values() for place, key in enumerate(op.operands) if key is None]
    if not missing:
        return
    read = {key for operation in body.operations.values() for key in operation.operands}
    values = {
        key: _value(bodies, op) for key, op in body.operations.items() if op.opcode == "fusion" and key not in read
    }
    unread = {key: value for key, value in values.items() if value}
    for operation, place in missing[:_LOOKED_AT] if unread else []:
        wanted = _wanted(bodies, operation, place)
        fitting = [key for key, (shape, _) in unread.items() if wanted in ("", shape)]
        if fitting and len({unread[key] for key in fitting}) == 1:
            operation.operands[place] = fitting[0]
            _ = unread.pop(fitting[0]) if len(fitting) > 1 else ""


def _value(bodies: Mapping[str, Body], operation: Operation) -> tuple[str, str] | None:
    """The shape, without its layout, and the number of a fusion whose root spreads a constant; None of others."""
    callee = bodies[operation.calls[0]] if operation.calls else None
    root = callee.operations.get(callee.root or "") if callee else None
    source = callee.operations.get(root.operands[0] or "") if callee and root and root.operands else None
    is_spread = root is not None and root.opcode == "broadcast" and source is not None and source.opcode == "constant"
    return (_plain(root.shape), source.arguments) if root and source and is_spread else None


def _wanted(bodies: Mapping[str, Body], reader: Operation, place: int) -> str:
    """The shape that a reader needs there, without its layout; "" if it does not tell."""
    if reader.opcode == "tuple":
        members = tuple_members(reader.shape)
        return _plain(members[place]) if place < len(members) else ""
    callee = bodies[reader.calls[0]] if reader.opcode == "fusion" and reader.calls else None
    parameters = [op for op in callee.operations.values() if op.opcode == "parameter"] if callee else []
    return next((_plain(op.shape) for op in parameters if op.arguments == str(place)), "")


def _plain(shape: str) -> str:
    return shape.partition("{")[0]
