"""The graph of a cluster: its operations and what they read, seen through nested fusions, tuples and bitcasts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.ir import HloComputation, HloInstruction

_RENAMES = frozenset({"bitcast", "get-tuple-element"})


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """One value inside a cluster: an operation, a constant, a tuple, or a parameter, which comes from outside."""

    instruction: HloInstruction
    operands: tuple[Node, ...] = ()


@dataclass(slots=True)
class _Scope:
    """A body that is being walked, and what its values are."""

    rest: Iterator[HloInstruction]
    values: dict[HloInstruction, Node]
    body: HloComputation
    caller: HloInstruction | None = None


def nodes_of(fusion: HloInstruction) -> tuple[Node, ...]:
    """The values of a fusion, operands before their users; of a body that is called twice inside, those of one call.

    A parameter that stands for a constant outside is that constant.
    """
    if not fusion.called_computations:
        return ()
    body = fusion.called_computations[0]
    nodes: list[Node] = []
    open_scopes = [
        _Scope(iter(body.instructions.values()), _arguments(body, map(_constant_outside, fusion.operands)), body)
    ]
    seen = {body}
    while open_scopes:
        scope = open_scopes[-1]
        instruction = next(scope.rest, None)
        if instruction is None:
            _close(open_scopes)
            continue
        called = instruction.called_computations[:1] if instruction.opcode in FUSIONS else ()
        if called and called[0] not in seen:
            seen.update(called)
            operands = (scope.values[operand] for operand in instruction.operands)
            values = _arguments(called[0], operands)
            open_scopes.append(_Scope(iter(called[0].instructions.values()), values, called[0], instruction))
            continue
        if instruction not in scope.values:
            node = _node_of(instruction, scope.values)
            scope.values[instruction] = node
            nodes.append(node)
    return tuple(dict.fromkeys(nodes))


def _close(open_scopes: list[_Scope]) -> None:
    """Gives the value of a body that was walked to the instruction that calls it."""
    done = open_scopes.pop()
    if done.caller is not None:
        open_scopes[-1].values[done.caller] = done.values[done.body.root]


def _arguments(body: HloComputation, values: Iterable[Node | None]) -> dict[HloInstruction, Node]:
    pairs = zip(body.parameters, values, strict=False)
    return {parameter: value for parameter, value in pairs if value is not None}


def _constant_outside(operand: HloInstruction) -> Node | None:
    """What a fusion is handed, as far as it is a constant."""
    while operand.opcode == "bitcast" and operand.operands:
        operand = operand.operands[0]
    return Node(operand) if operand.opcode == "constant" else None


def _node_of(instruction: HloInstruction, values: Mapping[HloInstruction, Node]) -> Node:
    operands = tuple([values[operand] for operand in instruction.operands])
    if instruction.opcode in _RENAMES and operands:
        return _renamed(instruction, operands[0])
    return Node(instruction, operands)


def _renamed(instruction: HloInstruction, operand: Node) -> Node:
    """What a bitcast, or a member of a tuple, stands for."""
    if instruction.opcode == "bitcast":
        return operand
    index = instruction.attributes.get("index")
    is_member = operand.instruction.opcode == "tuple" and isinstance(index, int) and 0 <= index < len(operand.operands)
    return operand.operands[int(str(index))] if is_member else Node(instruction, (operand,))


def users_of(nodes: Iterable[Node]) -> dict[Node, list[Node]]:
    """The readers of each value that has any."""
    users: dict[Node, list[Node]] = {}
    for node in nodes:
        for operand in dict.fromkeys(node.operands):
            users.setdefault(operand, []).append(node)
    return users
