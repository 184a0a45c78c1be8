"""Provenance: where each operation that the framework asked for is in the module that runs, told by snapshots.

An operation is followed by its name from pass to pass, and into fusions by its value (`matching.values`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypedDict

from hloscope.analyses.facts.operations import is_scalar_fill
from hloscope.analyses.passes.changes import RENAMING, OperationChange, is_operation
from hloscope.analyses.passes.timeline import Timeline
from hloscope.analyses.values.canonical import is_trivial
from hloscope.analyses.values.liveness import needed_instructions
from hloscope.analyses.values.numbering import Numbered
from hloscope.ir import HloInstruction

Fate = Literal["kept", "merged", "replaced", "folded", "eliminated", "unknown"]
Evidence = Literal["exact", "inferred"]


EndedByForm = TypedDict("EndedByForm", {"pass": str | None})  # which the body of a class cannot spell
Rebuilds = Mapping[int, Mapping[str, Sequence[str]]]
"""For passes that made a program anew, by number, the names of what took the place of each operation."""

_NONE: Rebuilds = {}


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

    Several `places` say that it was copied, or that each does a part of it. `merged` is computed where its equal is,
    `replaced` where its replacement is; those, `folded` and `eliminated` may be nowhere, and where what is `unknown` is
    nothing tells. `made_by` is the pass that ended it, "" if not known.
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


def provenance_by_passes(timeline: Timeline, rebuilds: Rebuilds = _NONE) -> tuple[Provenance, ...]:
    """The provenance of each operation that the first module of a timeline runs, in order of execution.

    `rebuilds` are the passes of which neither names nor values lead on (`hloscope.analyses.provenance.rebuilt`). What
    is lost in one of them, or in none that is known, is `unknown`.
    Linear in the changes of the timeline, but for operations that were merged with one another again and again.
    """
    lives = _Lives(timeline, rebuilds)
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


_PARTS = 256  # of one operation: partitioning makes a dozen of it, and names may be hostile


class _State(NamedTuple):
    """How far an operation was followed: what it is called and computes behind a pass, and what became of it so far."""

    name: str
    values: Sequence[int]
    number: int
    found: Provenance


class _Lives:
    def __init__(self, timeline: Timeline, rebuilds: Rebuilds) -> None:
        self.timeline = timeline
        self.rebuilds = sorted(rebuilds.items())
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
            for event in change.changes:
                self.events[event.name].append((number, event))
        self.ends_of: defaultdict[int, list[tuple[int, OperationChange]]] = defaultdict(list)
        for number, change in enumerate(timeline.passes):
            for event in change.changes:
                for value in event.values if event.kind in _ENDS else ():
                    self.ends_of[self.settled(value)].append((number, event))
        self.made = [change.made for change in timeline.passes]

    def provenance_of(self, operation: HloInstruction) -> Provenance:
        """What became of an operation of the first module; in parts, where a pass made several of it."""
        first = self.timeline.first.values[operation]
        waiting = [_State(operation.name, first, -1, Provenance(operation, "kept", (), "exact"))]
        parts: list[Provenance] = []
        while waiting and len(parts) < _PARTS:
            found = self._followed(waiting.pop())
            if isinstance(found, Provenance):
                parts.append(found)
            else:
                waiting += found
        return _as_one(parts)

    def _followed(self, state: _State) -> Provenance | list[_State]:
        """What became of an operation, or what goes on behind the next pass that made the program anew."""
        name, values, number, found = state
        fate, evidence, made_by, operation = found.fate, found.evidence, found.made_by, found.operation
        while True:
            step = self._next_end(name, number) or self._next_end_of(values, number)
            rebuilt = self._next_rebuilt(name, number, step)
            if rebuilt is not None:
                return self._follow_rebuild(rebuilt, name, values, replace(found, fate=fate, made_by=made_by))
            if step is None:
                break
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
            return Provenance(operation, self._nowhere(operation), (), "inferred", made_by)
        return Provenance(operation, fate, places, evidence, made_by)

    def _next_rebuilt(self, name: str, after: int, step: tuple[int, OperationChange] | None) -> int | None:
        """The next pass that made the program anew and of which neither name nor value leads on."""
        for number, successors in self.rebuilds[bisect_right(self.rebuilds, after, key=_number_of) :]:
            if step and step[0] < number:
                return None
            is_end = step is not None and step[0] == number
            names = successors.get(name, ())
            if step and is_end and len(names) < 2 and (step[1].kind in ("renamed", "merged")):
                return None
            if names or is_end:
                return number
        return None

    def _follow_rebuild(
        self, number: int, name: str, values: Sequence[int], found: Provenance
    ) -> Provenance | list[_State]:
        """What took the place of an operation in a pass that made the program anew."""
        names = () if is_trivial(found.operation) else dict(self.rebuilds)[number].get(name, ())
        if not names:
            made_by = self.timeline.passes[number].pass_name
            return replace(found, fate=self._nowhere(found.operation), evidence="inferred", made_by=made_by)
        made = self.made[number]
        return [
            _State(successor, made.get(successor, values), number, replace(found, evidence="inferred"))
            for successor in names
        ]

    def _nowhere(self, operation: HloInstruction) -> Fate:
        """What is said of an operation of which no trace is left: what computes nothing, or for nothing, is gone."""
        return "eliminated" if is_trivial(operation) or operation not in self.needed else "unknown"

    def _checked(self, evidence: Evidence, operation: HloInstruction) -> Evidence:
        """The evidence for an operation being nowhere: inferred, unless nothing needed it from the start.

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
        return next((name for name in change.into if name in made), None)

    def _next_end(self, name: str, after: int) -> tuple[int, OperationChange] | None:
        """The next change that ends a name."""
        changes = self.events.get(name, ())
        return next(((n, change) for n, change in changes if n > after and change.kind in _NAME_ENDS), None)

    def _next_end_of(self, values: Sequence[int], after: int) -> tuple[int, OperationChange] | None:
        """The next change that ends a value under another name, where no name is left and nothing computes it."""
        if self._places_of(values):
            return None
        ends = [self.ends_of.get(self.settled(value), ()) for value in values]
        found = [changes[bisect_right(changes, after, key=_number_of) :][:1] for changes in ends]
        return min((first for rest in found for first in rest), key=_number_of, default=None)


def _as_one(parts: Sequence[Provenance]) -> Provenance:
    """The parts of one operation; those that are somewhere say what became of it."""
    found = [part for part in parts if part.places] or parts
    places = dict.fromkeys(place for part in found for place in part.places)
    return replace(found[0], places=tuple(places))


def _number_of(end: tuple[int, object]) -> int:
    return end[0]
