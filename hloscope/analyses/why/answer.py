"""Why two operations are not one kernel: whether they are, and failing that what lies between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.facts.execution import executed_computations
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.why.missed_fusions import MissedFusion, MissedFusionForm
from hloscope.ir import HloInstruction, HloModule
from hloscope.unfuse.outlining import outlined_instructions

Relation = Literal["fused", "edge", "path", "none"]


class AnswerForm(TypedDict):
    """How two operations relate; `edges` leads from one of the launches that they are in to the other."""

    relation: Relation
    producer: str
    consumer: str
    edges: list[MissedFusionForm]


@dataclass(frozen=True, slots=True)
class Answer:
    """How two operations relate: in one launch, next to each other, through others, or not at all.

    `producer` and `consumer` are the launches that they are in. `edges` leads from one to the other through memory.
    """

    relation: Relation
    producer: str
    consumer: str
    edges: tuple[MissedFusion, ...]

    def to_dict(self) -> AnswerForm:
        """The JSON form."""
        return {
            "relation": self.relation,
            "producer": self.producer,
            "consumer": self.consumer,
            "edges": [edge.to_dict() for edge in self.edges],
        }


def launches_by_operation(module: HloModule) -> Mapping[str, HloInstruction]:
    """What runs each instruction, by its name and its label: itself, or the fusion that it is in, or what it calls."""
    found: dict[str, HloInstruction] = {}
    for operation, launch in operations_that_run(module):
        found[operation.name] = found[operation.label] = launch
    for call, launch in outlined_instructions(module).items():
        found[call.name] = found[call.label] = launch
    return found


def operations_that_run(module: HloModule) -> Iterator[tuple[HloInstruction, HloInstruction]]:
    """Each instruction that runs with what runs it, in order of the text: itself, or the fusion that it is in."""
    for computation in executed_computations(module):
        for instruction in computation.instructions.values():
            yield instruction, instruction
            if instruction.opcode in FUSIONS:
                yield from _instructions_inside(instruction)


def answer(missed: Sequence[MissedFusion], producer: HloInstruction, consumer: HloInstruction) -> Answer:
    """How two launches relate, in whichever direction data flows; `missed` are all edges of the module."""
    if producer is consumer:
        return Answer("fused", producer.name, consumer.name, ())
    for first, last in ((producer, consumer), (consumer, producer)):
        path = _path(missed, first, last)
        if path:
            ends = {edge.edge.consumer for edge in path}
            return Answer("edge" if len(ends) == 1 else "path", first.name, last.name, path)
    return Answer("none", producer.name, consumer.name, ())


def _instructions_inside(fusion: HloInstruction) -> Iterator[tuple[HloInstruction, HloInstruction]]:
    waiting, seen = list(fusion.called_computations[:1]), set(fusion.called_computations[:1])
    while waiting:
        for instruction in waiting.pop().instructions.values():
            yield instruction, fusion
            nested = [c for c in instruction.called_computations if instruction.opcode in FUSIONS and c not in seen]
            seen.update(nested)
            waiting += nested


def _path(missed: Sequence[MissedFusion], first: HloInstruction, last: HloInstruction) -> tuple[MissedFusion, ...]:
    """The shortest way through memory, all edges of it where there is only one step; empty if there is none."""
    direct = tuple(m for m in missed if m.edge.producer is first and m.edge.consumer is last)
    if direct:
        return direct
    leaving: dict[HloInstruction, list[MissedFusion]] = {}
    for edge in missed:
        leaving.setdefault(edge.edge.producer, []).append(edge)
    came_by: dict[HloInstruction, MissedFusion] = {}
    waiting = deque([first])
    while waiting and last not in came_by:
        for edge in leaving.get(waiting.popleft(), ()):
            if edge.edge.consumer not in came_by:
                came_by[edge.edge.consumer] = edge
                waiting.append(edge.edge.consumer)
    return _steps_back(came_by, first, last)


def _steps_back(
    came_by: Mapping[HloInstruction, MissedFusion], first: HloInstruction, last: HloInstruction
) -> tuple[MissedFusion, ...]:
    steps: list[MissedFusion] = []
    while last is not first and last in came_by:
        steps.append(came_by[last])
        last = came_by[last].edge.producer
    return tuple(reversed(steps))
