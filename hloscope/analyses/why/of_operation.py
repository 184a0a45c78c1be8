"""Why, of one operation: what it is fused with, and why it is not with the others that it reads or that read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.why.launch import Launches
from hloscope.analyses.why.missed_fusions import MissedFusion, MissedFusionForm
from hloscope.analyses.why.updates import body_of
from hloscope.ir import HloInstruction

Side = Literal["operand", "user"]
Relation = Literal["fused", "memory", "argument", "constant", "result"]


class NeighbourForm(TypedDict):
    """What an operation reads (`operand`) or is read by (`user`), and how the two meet.

    `fused`: in one kernel. `memory`: through memory, with the reason in `edge`. `argument` and `constant` are in memory
    already, and a `result` of the computation is written there.
    """

    side: Side
    operation: str
    opcode: str
    relation: Relation
    edge: MissedFusionForm | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What an operation reads or is read by, and how the two meet; `edge` if that is through memory."""

    side: Side
    operation: HloInstruction
    relation: Relation
    edge: MissedFusion | None = None

    def to_dict(self) -> NeighbourForm:
        """The JSON form."""
        return {
            "side": self.side,
            "operation": self.operation.name,
            "opcode": self.operation.opcode,
            "relation": self.relation,
            "edge": self.edge.to_dict() if self.edge else None,
        }


def neighbours_of(
    operation: HloInstruction, launch: HloInstruction, missed: Sequence[MissedFusion]
) -> tuple[Neighbour, ...]:
    """What an operation reads and is read by; `launch` runs it, and `missed` are all edges of the module."""
    return (*_operands(operation, launch, missed), *_users(operation, launch, missed))


def _operands(operation: HloInstruction, launch: HloInstruction, missed: Sequence[MissedFusion]) -> Iterator[Neighbour]:
    into = [edge for edge in missed if edge.edge.consumer is launch]
    for operand in dict.fromkeys(operation.operands):
        if operation is not launch and operand.opcode != "parameter":
            yield Neighbour("operand", operand, "constant" if operand.opcode == "constant" else "fused")
            continue
        number = operand.parameter_number if operation is not launch else None
        given = launch.operands[number] if number is not None and number < len(launch.operands) else operand
        yield from _sources_of(given, [edge for edge in into if launch.operands[edge.edge.operand] is given])


def _sources_of(value: HloInstruction, edges: Sequence[MissedFusion]) -> Iterator[Neighbour]:
    """Who gives a launch one of its operands."""
    for edge in edges:
        yield Neighbour("operand", edge.edge.producer, "memory", edge)
    if not edges:
        source, _ = Launches().element_of(value)
        yield Neighbour("operand", source, "constant" if source.opcode == "constant" else "argument")


def _users(operation: HloInstruction, launch: HloInstruction, missed: Sequence[MissedFusion]) -> Iterator[Neighbour]:
    inside = () if operation is launch else [u for u in operation.users if u.opcode != "tuple" or not u.is_root]
    yield from (Neighbour("user", user, "fused") for user in inside)
    edges = [e for e in missed if e.edge.producer is launch and (operation is launch or e.made_by is operation)]
    yield from (Neighbour("user", edge.edge.consumer, "memory", edge) for edge in edges)
    if (operation is launch or _is_written(operation, launch)) and _is_result(launch, edges):
        yield Neighbour("user", launch.computation.root, "result")


def _is_written(operation: HloInstruction, launch: HloInstruction) -> bool:
    body = body_of(launch)
    if body is None or operation.computation is not body:
        return False
    root = body.root
    return operation is root or (root.opcode == "tuple" and operation in root.operands)


def _is_result(launch: HloInstruction, edges: Sequence[MissedFusion]) -> bool:
    if edges:  # which tell it of what was outlined too
        return any(edge.edge.is_result for edge in edges)
    root = launch.computation.root
    results = root.operands if root.opcode == "tuple" else (root,)
    launches = Launches()
    return any(launches.element_of(result)[0] is launch for result in results)


def others_in(launch: HloInstruction) -> int:
    """How many instructions a fusion holds, parameters and constants not counted; 0 of what is none."""
    body = body_of(launch) if launch.opcode in FUSIONS else None
    counted = body.instructions.values() if body else ()
    return sum(instruction.opcode not in ("parameter", "constant", "tuple") for instruction in counted)
