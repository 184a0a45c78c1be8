"""What one pass did: which operations of the module before it are where in the module after it.

An operation is followed by its value (`matching.values`), so a new name is no change, and one that fusion
copied into three clusters is three times there. Only what stands in for an operation that is gone is inferred: it is
what the readers of the operation read now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Literal, TypedDict

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.passes.views import View, is_operation
from hloscope.analyses.values.numbering import Numbering
from hloscope.ir import HloComputation, HloInstruction

__all__ = ["OperationChange", "changes_between", "is_operation"]

_MOVES = frozenset({"bitcast", "copy", "reshape", "transpose"})
_STAND_INS = frozenset({"replaced", "folded"})
_TUPLES = frozenset({"tuple", "get-tuple-element"})

ChangeKind = Literal[
    "added", "removed", "replaced", "folded", "merged", "fused", "wrapped", "unfused", "copied", "rewritten", "renamed"
]

Fate = tuple[ChangeKind, tuple[str, ...]]
Origin = tuple[Source, str, str, int]
"""Where an operation comes from, its opcode, its type and its number of elements."""


class OperationChangeForm(TypedDict):
    """What became of one operation; `into` says in what it is now, or what of it changed."""

    kind: ChangeKind
    name: str
    opcode: str
    into: list[str]
    inferred: bool


@dataclass(frozen=True, slots=True)
class OperationChange:
    """What became of one operation.

    `into` names the clusters that it is in now, or what it was merged with, renamed to or replaced by; of a removed one
    what read it, which is gone too; of a rewritten one what changed: `layout`, `shape`, `operands` or `attributes`.
    `values` are those that it computes. What stands in for an operation is inferred, and that nothing does unless it
    was dead: nothing read it, or only what was dead too.
    """

    kind: ChangeKind
    name: str
    opcode: str
    into: tuple[str, ...]
    values: tuple[int, ...]
    is_inferred: bool = False

    def to_dict(self) -> OperationChangeForm:
        """The JSON form."""
        return {
            "kind": self.kind,
            "name": self.name,
            "opcode": self.opcode,
            "into": list(self.into),
            "inferred": self.is_inferred,
        }


def changes_between(old: View, new: View, numbering: Numbering) -> tuple[OperationChange, ...]:
    """What became of each operation of `old` that is no longer what and where it was; then what `new` has more."""
    return tuple(_Comparison(old, new, numbering).changes())


class _Comparison:
    def __init__(self, old: View, new: View, numbering: Numbering) -> None:
        self.old, self.new, self.numbering = old, new, numbering
        self._dead: dict[HloInstruction, bool] = {}

    def changes(self) -> Iterator[OperationChange]:
        unchanged = self._unchanged()
        for instruction in self.old.operations:
            values = self.old.values[instruction]
            is_unchanged = instruction.computation in unchanged or self._is_untouched(instruction)
            if is_unchanged and self._copies.keys().isdisjoint(values):
                continue
            for kind, into in self._fates_of(instruction, values):
                is_inferred = kind in _STAND_INS or (kind == "removed" and not self._is_dead(instruction))
                yield OperationChange(kind, instruction.name, instruction.opcode, into, values, is_inferred)
        for instruction in self._unknown:
            values = self.new.values[instruction]
            if not any(value in self.old.holders for value in values):
                into = self._clusters([instruction])
                yield OperationChange("added", instruction.name, instruction.opcode, into, values)

    def _is_untouched(self, was: HloInstruction) -> bool:
        """Whether it is there as it was, outside of clusters: told of most in 0.3 us, by the other questions in 1.5."""
        now = self.new.unclustered.get(was.name)
        return now is not None and was.computation not in self.old.runners and now == self.old.key_of(was)

    def _unchanged(self) -> set[HloComputation]:
        """The computations that both modules share, with the same values in the same places."""
        old, new = self.old, self.new
        shared = [c for c, leaf in new.numbered.leaves.items() if old.numbered.leaves.get(c) is leaf]
        return {c for c in shared if old.place_of(c.root) == new.place_of(c.root)}

    @cached_property
    def _unknown(self) -> Sequence[HloInstruction]:
        """The operations whose names the old module does not have."""
        known = self.old.by_name
        return [i for i in self.new.operations if i.name not in known]

    @cached_property
    def _copies(self) -> dict[int, list[HloInstruction]]:
        """By value, the operations with new names, where there are more of them than before; told once each."""
        found: dict[int, list[HloInstruction]] = {}
        for instruction in self._unknown:
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
            return "removed", tuple([user.label for user in gone.users])
        if not fresh:
            return "merged", (holders[0].name,)
        place = self.old.place_of(gone)
        if any(self.new.place_of(i) != place for i in fresh):
            return self._move(fresh)
        return "renamed", tuple([i.name for i in fresh])

    def _is_dead(self, gone: HloInstruction) -> bool:
        """Whether it is gone because nothing needed it: so it is known that nothing stands in for it."""
        known = self._dead
        waiting = [gone]
        while waiting:
            instruction = waiting[-1]
            users = instruction.users
            rest = [user for user in users if user not in known]
            if instruction.is_root or (instruction is not gone and self._is_there_still(instruction)):
                known[instruction] = False
            elif not rest:
                known[instruction] = all(known[user] for user in users)
            waiting += [] if instruction in known else rest
            if instruction in known:
                waiting.pop()
        return known[gone]

    def _takes_place_of(self, gone: HloInstruction) -> list[HloInstruction]:
        """The next new operation that does the same for the same part of the program, by what the framework said."""
        (key,) = _origins_of([gone])
        source, opcode, element_type, size = key
        candidates = self._new_by_origin.get(key) or self._new_by_source.get((source, "", element_type, size))
        return [candidates.pop(0)] if candidates and opcode not in _MOVES else []

    @cached_property
    def _new_by_source(self) -> dict[Origin, list[HloInstruction]]:
        """Those that do something else than anything that is gone did there: a product instead of a quotient."""
        gone = [i for i in self.old.operations if self.new.find(i) is None]
        known = set(_origins_of(gone))
        found: dict[Origin, list[HloInstruction]] = {}
        for (source, opcode, element_type, size), new in self._new_by_origin.items():
            if (source, opcode, element_type, size) not in known and opcode not in _MOVES:
                found.setdefault((source, "", element_type, size), []).extend(new)
        return found

    def _turned_into(self, gone: HloInstruction) -> list[HloInstruction]:
        """A product whose transpose took its place: what the readers of the transpose read now."""
        readers = [user for user in gone.users if user.opcode in _MOVES and self.new.find(user) is None]
        found = [i for reader in readers for i in self._read_now(reader)]
        return [i for i in dict.fromkeys(found) if i.opcode == gone.opcode and i.name not in self.old.by_name]

    @cached_property
    def _new_by_origin(self) -> dict[Origin, list[HloInstruction]]:
        found: dict[Origin, list[HloInstruction]] = {}
        new = [i for i in self._unknown if not any(value in self.old.holders for value in self.new.values[i])]
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
        is_alone = all(self.new.sizes[c] == 1 for c in map(self.new.cluster_of, now) if c)
        return "wrapped" if is_alone else "fused", clusters

    def _clusters(self, instructions: Sequence[HloInstruction]) -> tuple[str, ...]:
        found = map(self.new.cluster_of, instructions)
        return tuple(dict.fromkeys([cluster.name for cluster in found if cluster]))

    def _is_alike(self, was: HloInstruction, now: HloInstruction) -> bool:
        old, new = self.old.key_of(was), self.new.key_of(now)
        if old == new or old is None or new is None:
            return True
        settled = self.numbering.settled
        return old[0] == new[0] and list(map(settled, old[1])) == list(map(settled, new[1]))

    def _difference(self, was: HloInstruction, now: HloInstruction) -> str:
        if (was.shape.element_type, was.shape.dimensions) != (now.shape.element_type, now.shape.dimensions):
            return "shape"
        if was.shape.layout != now.shape.layout:
            return "layout"
        old, new = self.old.key_of(was), self.new.key_of(now)
        return "operands" if old and new and old[0] == new[0] else "attributes"

    def _replacement_of(self, gone: HloInstruction) -> Fate:
        """What stands in for an operation that is gone: what its readers read now, else what was made for the same."""
        found = dict.fromkeys(self._read_now(gone))
        if gone.is_root and gone.computation.is_entry and self.new.root:
            found[self.new.root] = None
        if all(i.opcode in _TUPLES for i in found) and not self._is_dead(gone):
            found = dict.fromkeys(self._turned_into(gone) or self._takes_place_of(gone) or found)
        if not found:
            return "removed", tuple([user.label for user in gone.users])
        is_folded = all(i.opcode == "constant" for i in found)
        return "folded" if is_folded else "replaced", tuple([i.label for i in found])

    def _read_now(self, gone: HloInstruction) -> Iterator[HloInstruction]:
        """What the readers of an operation that is gone read now, so far as they are there still."""
        for user in gone.users:
            now = self.new.find(user)
            if now is not None and len(now.operands) == len(user.operands):
                read = [b for a, b in zip(user.operands, now.operands, strict=True) if a is gone]
                yield from map(_behind_bitcasts, read)


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
