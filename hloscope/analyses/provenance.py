"""Provenance: where each operation that the framework asked for is in the module that runs, told by snapshots.

An operation is followed by its name from pass to pass, and into fusions by its value (`hloscope.analyses.values`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hloscope.analyses.operations import is_scalar_fill
from hloscope.analyses.pass_changes import OperationChange, is_operation
from hloscope.analyses.passes import Timeline
from hloscope.analyses.values import Numbered
from hloscope.ir import HloInstruction

Fate = Literal["kept", "merged", "replaced", "folded", "eliminated"]
Evidence = Literal["exact", "inferred"]


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

    def to_dict(self) -> dict[str, Any]:
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


_ENDS: Mapping[str, Fate] = {"removed": "eliminated", "folded": "folded", "replaced": "replaced"}


class _Lives:
    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.settled = timeline.numbering.settled
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
        self.made = [
            {each.name: each.values for each in change.changes if each.kind == "added"} for change in timeline.passes
        ]

    def provenance_of(self, operation: HloInstruction) -> Provenance:
        name, values, number = operation.name, self.timeline.first.values[operation], -1
        fate: Fate = "kept"
        evidence: Evidence = "exact"
        made_by = ""
        while step := self._next_end(name, number):
            number, change = step
            successor = self._successor(number, change)
            if change.kind != "renamed":
                made_by = self.timeline.passes[number].pass_name
                evidence = "inferred" if change.is_inferred else evidence
            if successor is None:
                return Provenance(operation, _ENDS[change.kind], (), evidence, made_by)
            name = successor
            if change.kind == "replaced":
                fate, values = "replaced", self.made[number][successor]
            elif change.kind == "merged" and fate == "kept":
                fate = "merged"
        places = dict.fromkeys(place for value in values for place in self.places.get(self.settled(value), ()))
        if not places:
            return Provenance(operation, "eliminated", (), "inferred", made_by)
        return Provenance(operation, fate, tuple(places), evidence, made_by)

    def _successor(self, number: int, change: OperationChange) -> str | None:
        """The name under which an operation goes on: its new one, its equal's, or that of what the pass made of it."""
        if change.kind in ("renamed", "merged"):
            return change.into[0]
        made = self.made[number] if change.kind == "replaced" else {}
        return next((each for each in change.into if each in made), None)

    def _next_end(self, name: str, after: int) -> tuple[int, OperationChange] | None:
        """The next change that ends a name."""
        for number, change in self.events.get(name, ()):
            if number > after and change.kind in ("renamed", "merged", *_ENDS):
                return number, change
        return None
