"""Match: where each operation that the framework asked for is in the module that runs, told by the two alone.

Without snapshots of passes everything is inferred. Equal values come first: names that stayed, and whatever does the
same to the same values (`matching.canonical_values`). Then their neighbours in both programs are aligned
(`matching.alignment`). What has no counterpart then is where its readers read something new instead.
On the programs of `benchmarks/provenance.py` 96 % of the operations are where snapshots show them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import count

from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.passes.changes import is_operation
from hloscope.analyses.provenance.alignment import Alignment
from hloscope.analyses.provenance.by_passes import Fate, Provenance, asked_operations
from hloscope.analyses.provenance.graph import ValueGraph
from hloscope.analyses.provenance.many_alike import ManyAlike
from hloscope.analyses.provenance.namesakes import Namesakes
from hloscope.analyses.provenance.origins import Origins, call_paths
from hloscope.analyses.values.canonical import canonical_key, is_marker, is_trivial
from hloscope.analyses.values.liveness import needed_instructions
from hloscope.analyses.values.numbering import Numbering
from hloscope.ir import HloInstruction, HloModule

_ByValue = Mapping[int, Sequence[HloInstruction]]
_Doing = tuple[object, ...]
_MANY = 256  # places of what does the same for one line, all of which are told; an optimizer's scalars have some 20


def match(before: HloModule, after: HloModule) -> tuple[Provenance, ...]:
    """The provenance of each operation that `before` runs, in order of execution; about linear in both modules."""
    found = Matching(before, after)
    return tuple([found.provenance_of(operation) for operation in found.operations])


class Matching:
    """What each operation of `before` is in `after`, by what both say."""

    def __init__(self, before: HloModule, after: HloModule) -> None:
        numbering = Numbering(canonical_key)
        first = numbering.number(before)
        last = self.last = numbering.number(after)
        is_spread = "num_partitions=" in after.attribute_text
        old, new = Origins(call_paths(before)), Origins(call_paths(after))
        self.old = ValueGraph(first, numbering.settled, old, is_spread=is_spread)
        self.new = ValueGraph(last, numbering.settled, new, is_spread=is_spread)
        self.clusters = last.clusters
        self.operations = asked_operations(first)
        self.needed = needed_instructions(list(first.values))
        alignment = Alignment(self.old, self.new)
        self.parts: Mapping[int, Sequence[int]] = alignment.parts() if is_spread else {}
        self.mates, self.stand_ins, self.bypassed = alignment.mates, alignment.stand_ins(), alignment.bypassed()
        self.holders, self.moving = _holders_in(self.new)
        self.names = Namesakes(first, old, last, new)
        self.asked_for, self.made_for = Sources(), Sources()
        self._fates: dict[_Doing, tuple[Fate, tuple[str, ...]]] = {}  # of the first that does the same
        self._parts: defaultdict[_Doing, count[int]] = defaultdict(count)
        self._many: dict[tuple[tuple[int, ...], bool], ManyAlike] = {}

    def provenance_of(self, operation: HloInstruction) -> Provenance:
        """What became of an operation; that of the first that does the same for the same line."""
        if is_marker(operation):
            places = dict.fromkeys([self.clusters.get(i, i).name for i in self.names.spreading(operation)])
            return Provenance(operation, "replaced" if places else "eliminated", tuple(places), "inferred")
        if is_trivial(operation) or operation not in self.needed:
            return Provenance(operation, "eliminated", (), "inferred")
        key = self._key_of(operation)
        is_first = key not in self._fates
        if is_first:
            found = self.find_counterparts(operation)
            places = dict.fromkeys([self.clusters.get(i, i).name for i in found])
            fate: Fate = "kept" if any(i.opcode == operation.opcode for i in found) else "replaced"
            self._fates[key] = (fate if places else self._fate_of_missing(operation), tuple(places))
        fate, where = self._fates[key]
        if len(where) > _MANY:
            return Provenance(operation, fate, self._share_of(key, where), "inferred")
        return Provenance(operation, "merged" if fate == "kept" and not is_first else fate, where, "inferred")

    def _key_of(self, operation: HloInstruction) -> _Doing:
        """What those have in common that do the same for the same line."""
        place = self.asked_for.source_of(operation).place
        return self.old.values[operation], place, operation.opcode, _is_part_of_products(operation)

    def _share_of(self, key: _Doing, where: Sequence[str]) -> tuple[str, ...]:
        """One operation's part, in order, of places that are too many to be told of each that does the same."""
        part, parts = next(self._parts[key]), self._doing[key]
        return tuple(where[part * len(where) // parts : (part + 1) * len(where) // parts]) or (where[0],)

    @cached_property
    def _doing(self) -> Counter[_Doing]:
        return Counter(map(self._key_of, self.operations))

    def bearing(self, operation: HloInstruction) -> Set[str]:
        """The launches that hold something of its opcode, name and line, though others were asked for under it too."""
        return {self.clusters.get(i, i).name for i in self.names.bearing(operation)}

    def _fate_of_missing(self, operation: HloInstruction) -> Fate:
        """What is known of an operation that is nowhere: most often nothing."""
        values = self.old.values[operation]
        mates = [self.mates[value] for value in values if value in self.mates]
        if operation.opcode == "transpose" and (mates or _is_part_of_products(operation)):
            return "eliminated"  # what it moves is there
        if mates and all(self.new.makers[mate].opcode == "constant" for mate in mates):
            return "folded"
        is_gone = all(value in self.bypassed for value in values) and not self.names.bearing(operation)
        return "eliminated" if is_gone else "unknown"

    def find_counterparts(self, operation: HloInstruction) -> list[HloInstruction]:
        """What computes an operation: its counterparts, else what its readers read instead (which gains 1.7)."""
        values = self.old.values[operation]
        mates = [self.mates[value] for value in values if value in self.mates]
        found = self._of_line(operation, mates, self.holders)
        found += self._computing([part for value in values for part in self.parts.get(value, ())])
        moved = self._of_line(operation, mates, self.moving)
        if operation.opcode != "transpose":
            found = list(dict.fromkeys([*found, *(self.names.of(operation) if self.old.is_spread else ())]))
        elif moved or _is_part_of_products(operation):
            return self.names.share_of(operation) or moved
        return (
            found
            or self.names.share_of(operation)
            or self._computing([new for v in values for new in self.stand_ins.get(v, ())])
        )

    def _of_line(self, operation: HloInstruction, values: Iterable[int], holders: _ByValue) -> list[HloInstruction]:
        """Those that compute some values and bear its name, or else come from its line, if any do.

        What is computed again for the backward pass, or differs by a transpose alone, may be asked for in several.
        """
        values = tuple(dict.fromkeys(values))
        place = self.asked_for.source_of(operation).place
        if sum(len(holders.get(value, ())) for value in values) > _MANY:
            return self._alike(values, holders).of(self.names.classes_asked(operation), place, _MANY)
        found = [i for value in values for i in holders.get(value, ())]
        if len(found) < 2:
            return found
        named = self.names.among(operation, found)
        return named or [i for i in found if self.made_for.source_of(i).place == place] or found

    def _alike(self, values: tuple[int, ...], holders: _ByValue) -> ManyAlike:
        key = (values, holders is self.moving)
        if key not in self._many:
            found = list(dict.fromkeys(i for value in values for i in holders.get(value, ())))
            self._many[key] = ManyAlike(found, self.names.classes_made, lambda i: self.made_for.source_of(i).place)
        return self._many[key]

    def _computing(self, values: Iterable[int]) -> list[HloInstruction]:
        """The operations of `after` that compute any of some values."""
        return [i for value in dict.fromkeys(values) for i in self.holders.get(value, ())]


def _holders_in(graph: ValueGraph) -> tuple[_ByValue, _ByValue]:
    """The operations that compute each value, and those that transpose it, by value."""
    found: defaultdict[int, list[HloInstruction]] = defaultdict(list)
    moving: defaultdict[int, list[HloInstruction]] = defaultdict(list)
    for instruction, values in graph.values.items():
        if instruction.opcode == "transpose":
            holders = moving
        elif is_operation(instruction) and not is_trivial(instruction):
            holders = found
        else:
            continue
        for value in dict.fromkeys(values):
            holders[value].append(instruction)
    return found, moving


def _is_part_of_products(operation: HloInstruction) -> bool:
    """Whether only products read a transpose: XLA makes it a matter of their dimensions (`transpose_folding.cc`)."""
    users = operation.users if operation.opcode == "transpose" else ()
    return bool(users) and all(user.opcode == "dot" for user in users)
