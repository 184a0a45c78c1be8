"""Provenance: where each operation that the framework asked for is in the module that runs, told by snapshots.

An operation is followed by its name from pass to pass, and into fusions by its value (`matching.values`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.facts.operations import is_scalar_fill
from hloscope.analyses.passes.changes import RENAMING, OperationChange, is_operation
from hloscope.analyses.passes.timeline import Timeline
from hloscope.analyses.values.canonical import is_trivial
from hloscope.analyses.values.liveness import needed_instructions
from hloscope.analyses.values.numbering import Numbered
from hloscope.ir import HloInstruction

Fate = Literal["kept", "merged", "replaced", "folded", "eliminated"]
Evidence = Literal["exact", "inferred"]


EndedByForm = TypedDict("EndedByForm", {"pass": str | None})  # which the body of a class cannot spell


class ProvenanceForm(EndedByForm):
    """An operation that the framework asked for: what became of it, and the launches that compute it.

    `pass` is the one that ended it, None if that is not known.
    """

    name: str
    opcode: str
    fate: Fate
    places: list[str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Provenance:
    """One operation of `before`: what became of it, and the launches of `after` that compute it, by name.

    Several `places` say that it was copied. `merged` is computed where its equal is, `replaced` where its replacement
    is; those, `folded` and `eliminated` may be nowhere. `made_by` is the pass that ended it, "" if not known.
    `exact` is only what snapshots show without a gap; all else is `inferred`.
    """

    operation: HloInstruction
    fate: Fate
    places: tuple[str, ...]
    evidence: Evidence
    made_by: str = ""

    def to_dict(self) -> ProvenanceForm:
        """The JSON form."""
        return {
            "name": self.operation.name,
            "opcode": self.operation.opcode,
            "fate": self.fate,
            "places": list(self.places),
            "evidence": self.evidence,
            "pass": self.made_by or None,
        }


def provenance_by_passes(timeline: Timeline) -> tuple[Provenance, ...]:
    """The provenance of each operation that the first module of a timeline runs, in order of execution.

    Linear in the changes of the timeline, but for operations that were merged with one another again and again.
    """
    lives = _Lives(timeline)
    return tuple([lives.provenance_of(i) for i in asked_operations(timeline.first)])


def asked_operations(first: Numbered) -> list[HloInstruction]:
    """The operations whose provenance is of interest: not what a kernel holds in a register."""
    return [i for i in first.values if is_operation(i) and not is_scalar_fill(i)]


_ENDS: Mapping[str, Fate] = {
    "removed": "eliminated",
    "folded": "folded",
    "replaced": "replaced",
    "rewired": "replaced",
}
_NAME_ENDS = frozenset({"merged", *RENAMING, *_ENDS})


class _Lives:
    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.settled = timeline.numbering.settled
        self.needed = needed_instructions(list(timeline.first.values))
        last = timeline.last
        found: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for instruction, values in last.values.items():
            if is_operation(instruction):
                launch = last.clusters.get(instruction, instruction)
                for value in values:
                    found[self.settled(value)][launch.name] = None
        self.places = {value: tuple(names) for value, names in found.items()}
        self.events: defaultdict[str, list[tuple[int, OperationChange]]] = defaultdict(list)
        for number, change in enumerate(timeline.passes):
            for each in change.changes:
                self.events[each.name].append((number, each))
        self.ends_of: defaultdict[int, list[tuple[int, OperationChange]]] = defaultdict(list)
        for number, change in enumerate(timeline.passes):
            for each in change.changes:
                for value in each.values if each.kind in _ENDS else ():
                    self.ends_of[self.settled(value)].append((number, each))
        self.made = [change.made for change in timeline.passes]

    def provenance_of(self, operation: HloInstruction) -> Provenance:
        name, values, number = operation.name, self.timeline.first.values[operation], -1
        fate: Fate = "kept"
        evidence: Evidence = "exact"
        made_by = ""
        while step := self._next_end(name, number) or self._next_end_of(values, number):
            number, change = step
            successor = self._successor(number, change)
            evidence = "inferred" if change.is_inferred else evidence
            if change.kind not in RENAMING:
                made_by = self.timeline.passes[number].pass_name
            if successor is None:
                is_dead = change.kind == "rewired" and not change.into
                fate = "eliminated" if is_dead else _ENDS[change.kind]
                return Provenance(operation, fate, (), self._checked(evidence, operation), made_by)
            name = successor
            if change.kind in ("replaced", "rewired"):
                fate, values = "replaced", self.made[number][successor]
            elif change.kind == "merged" and fate == "kept":
                fate = "merged"
        if fate == "replaced" and is_trivial(operation):  # what its readers read now computes something else
            return Provenance(operation, fate, (), evidence, made_by)
        places = self._places_of(values)
        if not places:
            return Provenance(operation, "eliminated", (), "inferred", made_by)
        return Provenance(operation, fate, places, evidence, made_by)

    def _checked(self, evidence: Evidence, operation: HloInstruction) -> Evidence:
        """That an operation is nowhere is known only where nothing needed it from the start.

        A pass may redirect the readers of an operation to what stands in for it, and leave it to another to remove it.
        """
        return "inferred" if operation in self.needed else evidence

    def _places_of(self, values: Sequence[int]) -> tuple[str, ...]:
        """The launches that compute any of some values in the end."""
        return tuple(dict.fromkeys(place for value in values for place in self.places.get(self.settled(value), ())))

    def _successor(self, number: int, change: OperationChange) -> str | None:
        """The name under which an operation goes on: its new one, its equal's, or that of what the pass made of it."""
        if change.kind == "merged" or change.kind in RENAMING:
            return change.into[0]
        made: Mapping[str, tuple[int, ...]] = self.made[number] if change.kind in ("replaced", "rewired") else {}
        return next((each for each in change.into if each in made), None)

    def _next_end(self, name: str, after: int) -> tuple[int, OperationChange] | None:
        """The next change that ends a name."""
        changes = self.events.get(name, ())
        return next(((n, change) for n, change in changes if n > after and change.kind in _NAME_ENDS), None)

    def _next_end_of(self, values: Sequence[int], after: int) -> tuple[int, OperationChange] | None:
        """Where no name is left of what nothing computes: the next change that ends its value, under another name."""
        if self._places_of(values):
            return None
        ends = [self.ends_of.get(self.settled(value), ()) for value in values]
        found = [each[bisect_right(each, after, key=_number_of) :][:1] for each in ends]
        return min((first for rest in found for first in rest), key=_number_of, default=None)


def _number_of(end: tuple[int, OperationChange]) -> int:
    return end[0]
