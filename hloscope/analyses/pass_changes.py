"""What one pass did: which operations of the module before it are where in the module after it.

An operation is followed by its value (`hloscope.analyses.values`), so a new name is no change, and one that fusion
copied into three clusters is three times there. Only what stands in for an operation that is gone is inferred: it is
what the readers of the operation read now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, Literal

from hloscope.analyses.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.sources import Source, Sources
from hloscope.analyses.values import Numbered, Numbering
from hloscope.ir import HloInstruction

_NO_OPERATIONS = BOOKKEEPING | FUSIONS | {"call", "fusion-done", "async-start", "async-update", "async-done"}

ChangeKind = Literal[
    "added", "removed", "replaced", "folded", "merged", "fused", "wrapped", "unfused", "copied", "rewritten", "renamed"
]

Fate = tuple[ChangeKind, tuple[str, ...]]
Origin = tuple[Source, str, str, int]
"""Where an operation comes from, its opcode, its type and its number of elements."""


@dataclass(frozen=True, slots=True)
class OperationChange:
    """What became of one operation.

    `into` names the clusters that it is in now, or what it was merged with, renamed to or replaced by; of a removed one
    what read it, which is gone too; of a rewritten one what changed: `layout`, `shape`, `operands` or `attributes`.
    `values` are those that it computes.
    """

    kind: ChangeKind
    name: str
    opcode: str
    into: tuple[str, ...]
    values: tuple[int, ...]

    @property
    def is_inferred(self) -> bool:
        """Whether `into` is inferred."""
        return self.kind in ("replaced", "folded")

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        form = {"kind": self.kind, "name": self.name, "opcode": self.opcode, "into": list(self.into)}
        return form | {"inferred": self.is_inferred}


def changes_between(old: View, new: View, numbering: Numbering) -> tuple[OperationChange, ...]:
    """What became of each operation of `old` that is no longer what and where it was; then what `new` has more."""
    return tuple(_Comparison(old, new, numbering).changes())


def is_operation(instruction: HloInstruction) -> bool:
    """Whether it is a real operation, rather than bookkeeping or what wraps others."""
    return instruction.opcode not in _NO_OPERATIONS


class View:
    """One module, by the values that its instructions compute under the numbers known by now."""

    def __init__(self, numbered: Numbered, numbering: Numbering) -> None:
        self.numbered = numbered
        self.unions = numbering.unions
        self.by_name = numbered.by_name
        self.keys = numbered.keys
        self.clusters = numbered.clusters
        self.values = numbered.values
        if numbered.unions != self.unions:
            settled = numbering.settled
            self.values = {i: tuple(map(settled, values)) for i, values in numbered.values.items()}

    @cached_property
    def holders(self) -> Mapping[int, Sequence[HloInstruction]]:
        """The instructions that compute each value."""
        found: defaultdict[int, list[HloInstruction]] = defaultdict(list)
        for instruction, values in self.values.items():
            for value in values:
                found[value].append(instruction)
        return found

    def times(self, value: int) -> int:
        """How many operations compute a value."""
        return sum(map(is_operation, self.holders.get(value, ())))

    @cached_property
    def sizes(self) -> Mapping[HloInstruction, int]:
        """The number of operations in each cluster."""
        return Counter(cluster for i, cluster in self.clusters.items() if is_operation(i))

    @cached_property
    def root(self) -> HloInstruction | None:
        """The root of the entry."""
        return next((i for i in self.values if i.is_root and i.computation.is_entry), None)

    def place_of(self, instruction: HloInstruction) -> int | None:
        """The value of the cluster that it is in: the same where a cluster only takes in what it reads."""
        cluster = self.clusters.get(instruction)
        return self.values[cluster][0] if cluster else None

    def find(self, instruction: HloInstruction) -> HloInstruction | None:
        """The executed instruction of that name and opcode."""
        found = self.by_name.get(instruction.name)
        return found if found and found in self.values and found.opcode == instruction.opcode else None


class _Comparison:
    def __init__(self, old: View, new: View, numbering: Numbering) -> None:
        self.old, self.new, self.numbering = old, new, numbering

    def changes(self) -> Iterator[OperationChange]:
        for instruction, values in self.old.values.items():
            if is_operation(instruction):
                for kind, into in self._fates_of(instruction, values):
                    yield OperationChange(kind, instruction.name, instruction.opcode, into, values)
        for instruction in self._unknown():
            values = self.new.values[instruction]
            if not any(value in self.old.holders for value in values):
                into = self._clusters([instruction])
                yield OperationChange("added", instruction.name, instruction.opcode, into, values)

    def _unknown(self) -> list[HloInstruction]:
        """The operations whose names the old module does not have."""
        known = self.old.by_name
        return [i for i in self.new.values if i.name not in known and is_operation(i)]

    @cached_property
    def _copies(self) -> dict[int, list[HloInstruction]]:
        """By value, the operations with new names, where there are more of them than before; told once each."""
        found: dict[int, list[HloInstruction]] = {}
        for instruction in self._unknown():
            for value in self.new.values[instruction]:
                found.setdefault(value, []).append(instruction)
        return {v: new for v, new in found.items() if self.new.times(v) > self.old.times(v)}

    def _fates_of(self, instruction: HloInstruction, values: tuple[int, ...]) -> Iterator[Fate]:
        now = self.new.find(instruction)
        if now is None:
            yield self._fate_of_gone(instruction, values)
            return
        place = self.old.place_of(instruction)
        if place != self.new.place_of(now):
            yield self._move([now])
        if not self._is_alike(instruction, now):
            yield "rewritten", (self._difference(instruction, now),)
        for value in self.new.values[now]:
            copies = self._copies.pop(value, None)
            if copies:
                yield "copied", self._clusters(copies) or tuple([i.name for i in copies])

    def _fate_of_gone(self, gone: HloInstruction, values: tuple[int, ...]) -> Fate:
        holders = [i for value in values for i in self.new.holders.get(value, ()) if i.opcode == gone.opcode]
        fresh = [i for i in dict.fromkeys(holders) if i.name not in self.old.by_name]
        if not holders:
            return self._replacement_of(gone)
        if not gone.is_root and not any(map(self._is_there_still, gone.users)):  # dead, whoever else has its value
            return "removed", tuple([user.name for user in gone.users])
        if not fresh:
            return "merged", (holders[0].name,)
        place = self.old.place_of(gone)
        if any(self.new.place_of(i) != place for i in fresh):
            return self._move(fresh)
        return "renamed", tuple([i.name for i in fresh])

    def _takes_place_of(self, gone: HloInstruction) -> list[HloInstruction]:
        """The next new operation that does the same for the same part of the program, by what the framework said."""
        (key,) = _origins_of([gone])
        return [candidates.pop(0)] if (candidates := self._new_by_origin.get(key)) else []

    @cached_property
    def _new_by_origin(self) -> dict[Origin, list[HloInstruction]]:
        found: dict[Origin, list[HloInstruction]] = {}
        new = [i for i in self._unknown() if not any(value in self.old.holders for value in self.new.values[i])]
        for instruction, origin in zip(new, _origins_of(new), strict=True):
            if origin[0].op_name:
                found.setdefault(origin, []).append(instruction)
        return found

    def _is_there_still(self, user: HloInstruction) -> bool:
        return any(value in self.new.holders for value in self.old.values.get(user, ()))

    def _move(self, now: Sequence[HloInstruction]) -> Fate:
        clusters = self._clusters(now)
        if not clusters:
            return "unfused", tuple([i.name for i in now])
        is_alone = all(self.new.sizes[self.new.clusters[i]] == 1 for i in now if i in self.new.clusters)
        return "wrapped" if is_alone else "fused", clusters

    def _clusters(self, instructions: Sequence[HloInstruction]) -> tuple[str, ...]:
        found = [self.new.clusters[i].name for i in instructions if i in self.new.clusters]
        return tuple(dict.fromkeys(found))

    def _is_alike(self, was: HloInstruction, now: HloInstruction) -> bool:
        old, new = self.old.keys.get(was), self.new.keys.get(now)
        if old == new or old is None or new is None:
            return True
        settled = self.numbering.settled
        return old[0] == new[0] and list(map(settled, old[1])) == list(map(settled, new[1]))

    def _difference(self, was: HloInstruction, now: HloInstruction) -> str:
        if (was.shape.element_type, was.shape.dimensions) != (now.shape.element_type, now.shape.dimensions):
            return "shape"
        if was.shape.layout != now.shape.layout:
            return "layout"
        return "operands" if self.old.keys[was][0] == self.new.keys[now][0] else "attributes"

    def _replacement_of(self, gone: HloInstruction) -> Fate:
        """What the readers of an operation that is gone read now, so far as they are there still."""
        found: dict[HloInstruction, None] = {}
        for user in gone.users:
            now = self.new.find(user)
            if now is not None and len(now.operands) == len(user.operands):
                read = [b for a, b in zip(user.operands, now.operands, strict=True) if a is gone]
                found.update(dict.fromkeys(map(_behind_bitcasts, read)))
        if gone.is_root and gone.computation.is_entry and self.new.root:
            found[self.new.root] = None
        if not found and gone.users:
            found.update(dict.fromkeys(self._takes_place_of(gone)))
        if not found:
            return "removed", tuple([user.name for user in gone.users])
        is_folded = all(i.opcode == "constant" for i in found)
        return "folded" if is_folded else "replaced", tuple([i.name for i in found])


def _origins_of(instructions: Sequence[HloInstruction]) -> list[Origin]:
    sources = Sources().of(instructions)
    return [
        (source, i.opcode, i.shape.element_type, prod(i.shape.dimensions))
        for i, source in zip(instructions, sources, strict=True)
    ]


def _behind_bitcasts(value: HloInstruction) -> HloInstruction:
    """What computes a value: what stands in for an operation may be of another shape."""
    while value.opcode in ("bitcast", "reshape") and value.operands:
        value = value.operands[0]
    return value
