"""Shapes of drawings: XLA draws 64 characters of one at most; what is behind them is told by operands and callees."""

from __future__ import annotations

from collections import defaultdict

from .labels import is_cut
from .operands import tuple_members
from .operations import Body, Operation, Program

_MOST_MEMBERS = 10_000
_ROUNDS = 12  # a shape may be that of a loop in a loop: each round goes one further in
_LIKE_OPERANDS = frozenset({"tuple", "all-reduce", "sort", "optimization-barrier", "opt-barrier", "collective-permute"})


def complete_shapes(program: Program) -> None:
    """Gives the operations whose shape is cut or not drawn the shape that what is around them has, where that tells."""
    cut = [(body, op) for body in program.bodies.values() for op in body.operations.values() if _is_open(op)]
    for _ in range(_ROUNDS):
        if not cut:
            return
        _pass_on_to_parameters(program)
        for body, operation in cut:
            operation.shape = _shape_by_neighbours(program, body, operation) or operation.shape
        left = [(body, operation) for body, operation in cut if _is_open(operation)]
        if len(left) == len(cut) and not _pass_on_to_parameters(program):
            break
        cut = left
    _piece_together(program)


def _piece_together(program: Program) -> None:
    """Gives operations whose shapes are still cut what is left of them, fusions first."""
    for body in program.bodies.values():
        elements = _elements_of(body)
        for key, operation in body.operations.items():
            if operation.opcode == "fusion" and _is_open(operation):
                _give_what_is_left(program, operation, elements[key])
    for body in program.bodies.values():
        elements = _elements_of(body)
        for key, operation in body.operations.items():
            if _is_open(operation):
                _give_what_is_left(program, operation, elements[key])


def _give_what_is_left(program: Program, operation: Operation, elements: dict[int, str]) -> None:
    """Gives an operation, and the root of a fusion with it, the members that are drawn or read."""
    root = _root(program, operation.calls[0]) if operation.opcode == "fusion" and operation.calls else None
    operation.shape = _pieced_shape(operation.shape or (root.shape if root else ""), elements)
    if root and _is_open(root):
        root.shape = operation.shape


def _is_open(operation: Operation) -> bool:
    return not operation.shape or is_cut(operation.shape)


def _shape_by_neighbours(program: Program, body: Body, operation: Operation) -> str:
    operands = [body.operations[key].shape for key in operation.operands if key in body.operations]
    is_known = len(operands) == len(operation.operands) > 0 and not any(
        not shape or is_cut(shape) for shape in operands
    )
    if operation.opcode in ("fusion", "call", "conditional") and operation.calls:
        root = _root(program, operation.calls[0])
        return _closed(root.shape) if root else ""
    if operation.opcode == "while":
        return _closed(operands[0]) if operands else ""
    if operation.opcode in _LIKE_OPERANDS and is_known:
        is_tuple = operation.opcode == "tuple" or len(operands) > 1
        return f"({', '.join(operands)})" if is_tuple else operands[0]
    if operation.opcode == "async-start" and is_known and operation.calls:
        root = _root(program, operation.calls[0])
        return f"(({', '.join(operands)}), {root.shape}, u32[])" if root and _closed(root.shape) else ""
    if operation.opcode == "copy-start" and is_known:
        return f"({_first_member(operation.shape) or operands[0]}, {operands[0]}, u32[])"
    return ""


def _first_member(shape: str) -> str:
    return next(iter(tuple_members(shape)), "")


def _closed(shape: str) -> str:
    return "" if is_cut(shape) else shape


def _root(program: Program, callee: str) -> Operation | None:
    body = program.bodies[callee]
    return body.operations.get(body.root or "")


def _pass_on_to_parameters(program: Program) -> bool:
    """Gives parameters whose shape is cut that of what their caller hands over; whether any was given one."""
    is_any = False
    for body in program.bodies.values():
        for operation in body.operations.values():
            for place, callee in enumerate(operation.calls):
                is_any |= _pass_on(program, body, operation, place, callee)
    return is_any


def _pass_on(program: Program, body: Body, caller: Operation, place: int, callee: str) -> bool:
    is_any = False
    for parameter in program.bodies[callee].operations.values():
        if parameter.opcode == "parameter" and _is_open(parameter):
            shape = _argument_shape(body, caller, place, int(parameter.arguments))
            is_any |= bool(shape)
            parameter.shape = shape or parameter.shape
    return is_any


def _argument_shape(body: Body, caller: Operation, place: int, number: int) -> str:
    if caller.opcode == "while":
        return _closed(caller.shape)
    operands = caller.operands[1 + place :] if caller.opcode == "conditional" else caller.operands
    if caller.opcode not in ("fusion", "call", "conditional", "async-start", "custom-call") or number >= len(operands):
        return ""
    operand = body.operations.get(operands[number] or "")
    return _closed(operand.shape) if operand else ""


def _elements_of(body: Body) -> defaultdict[str, dict[int, str]]:
    """The members of each tuple that are read, by their numbers."""
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for operation in body.operations.values():
        if operation.opcode == "get-tuple-element" and operation.operands and operation.attributes:
            number = operation.attributes[-1].partition("=")[2]
            if number.isdigit() and int(number) < _MOST_MEMBERS:
                found[operation.operands[0] or ""][int(number)] = operation.shape
    return found


def _pieced_shape(drawn: str, elements: dict[int, str]) -> str:
    """A tuple of the members that are drawn or read, as far as they go; the others are empty."""
    members = dict(enumerate(tuple_members(drawn))) | elements
    if not members and not drawn.startswith("("):
        return ""
    return f"({', '.join(members.get(number, '()') for number in range(max(members, default=-1) + 1))})"
