"""Blame: what every pass did to one operation, up to what is left of it in the module that runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from hloscope.analyses.passes.change import RENAMING, OperationChange, OperationChangeForm
from hloscope.analyses.passes.timeline import PassChange, PassForm, Timeline
from hloscope.analyses.passes.views import is_operation
from hloscope.analyses.values.numbering import Numbered


class BlameEventForm(PassForm, OperationChangeForm):
    """One change of an operation, and the pass that made it; `optimization` is inferred from the pass's name."""

    stage: str
    pipeline: str
    optimization: str


class RemainsForm(TypedDict):
    """An instruction of the module that runs, and the cluster that it is in, None outside of any."""

    name: str
    cluster: str | None


class BlameForm(TypedDict):
    """The life of one operation: what passes did to it, in order, and where it is in the module that runs."""

    operation: str
    opcode: str
    events: list[BlameEventForm]
    remains: list[RemainsForm]


class BlameEvent(NamedTuple):
    """One change, and the pass that made it."""

    made_by: PassChange
    change: OperationChange

    def to_dict(self) -> BlameEventForm:
        """The JSON form."""
        pass_ = self.made_by
        return {
            "stage": pass_.stage,
            "pass": pass_.pass_name,
            "pipeline": pass_.pipeline,
            "optimization": pass_.optimization,
            **self.change.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Blame:
    """The life of one operation: `events` in order, and where its value is computed in the module that runs.

    `remains` pairs the instructions that compute it there with the cluster that each is in, "" outside of any.
    """

    name: str
    opcode: str
    events: tuple[BlameEvent, ...]
    remains: tuple[tuple[str, str], ...]

    def to_dict(self) -> BlameForm:
        """The JSON form."""
        return {
            "operation": self.name,
            "opcode": self.opcode,
            "events": [event.to_dict() for event in self.events],
            "remains": [{"name": name, "cluster": cluster or None} for name, cluster in self.remains],
        }


def blame_of(timeline: Timeline, name: str) -> Blame | None:
    """What became of the operation that has this name in any module of the timeline; None if none has.

    What replaces it is followed too, where the same pass made it: so what is told of a replacement is inferred.
    """
    life = _Life(timeline, name)
    if not life.values:
        return None
    events = tuple(life.events())
    return Blame(name, life.opcode, events, tuple(life.remains()))


def names_of(timeline: Timeline) -> list[str]:
    """The names that `blame_of` knows, each once."""
    executed = (i.name for numbered in (timeline.first, timeline.last) for i in numbered.values)
    changed = (change.name for pass_ in timeline.passes for change in pass_.changes)
    return list(dict.fromkeys([*executed, *changed]))


_ENDS = frozenset({"removed", "replaced", "folded", "rewired"})


class _Life:
    def __init__(self, timeline: Timeline, name: str) -> None:
        self.timeline = timeline
        self.settled = timeline.numbering.settled
        self.name, self.opcode = name, ""
        self.names = {name}
        self.values: set[int] = set()
        for numbered in (timeline.first, timeline.last):
            instruction = numbered.by_name.get(name)
            if instruction and instruction in numbered.values and not self.values:
                self.opcode = instruction.opcode
                self._follow(numbered.values[instruction])
        if not self.values:
            changes = (change for pass_ in timeline.passes for change in pass_.changes if change.name == name)
            for change in changes:
                self.opcode = self.opcode or change.opcode
                self._follow(change.values)
        self.others = self._names_of_equals(timeline.first)

    def _follow(self, values: tuple[int, ...]) -> None:
        self.values.update(map(self.settled, values))

    def _names_of_equals(self, numbered: Numbered) -> set[str]:
        """The names of those that compute the same from the beginning: what becomes of them is not asked."""
        if numbered.by_name.get(self.name) not in numbered.values:
            return set()
        return {
            instruction.name
            for instruction, values in numbered.values.items()
            if not self.values.isdisjoint(map(self.settled, values))
        } - {self.name}

    def events(self) -> Iterator[BlameEvent]:
        for pass_ in self.timeline.passes:
            made = pass_.made
            for change in pass_.changes:
                if not self._concerns(change):
                    self.others.update(change.into if change.kind in RENAMING and change.name in self.others else ())
                    continue
                yield BlameEvent(pass_, change)
                self.others.difference_update(change.into if change.kind == "merged" else ())
                if change.kind in RENAMING:
                    self.names.update(change.into)
                self._follow(change.values if change.kind in ("unrolled", "peeled") else ())  # its other turns
                if change.kind in _ENDS and change.name in self.names:
                    self.values.difference_update(map(self.settled, change.values))
                if change.kind in ("replaced", "rewired"):
                    for name in change.into:
                        self._follow(made.get(name, ()))
                        self.names.add(name)

    def _concerns(self, change: OperationChange) -> bool:
        if change.name in self.others:
            return False
        return change.name == self.name or not self.values.isdisjoint(map(self.settled, change.values))

    def remains(self) -> Iterator[tuple[str, str]]:
        last = self.timeline.last
        for instruction, values in last.values.items():
            is_candidate = instruction.name not in self.others and is_operation(instruction)
            if is_candidate and not self.values.isdisjoint(map(self.settled, values)):
                cluster = last.clusters.get(instruction)
                yield instruction.name, cluster.name if cluster else ""
