"""Match: where each operation that the framework asked for is in the module that runs, told by the two alone.

Without snapshots of passes everything is inferred: first by canonical values (names that stayed, and whatever does the
same to the same values), then by what the framework said of an operation, its name and its line. On the four programs
in `testdata/` that have snapshots more than 95 % of the operations are where those show them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

from hloscope.analyses.canonical_values import canonical_key, is_trivial
from hloscope.analyses.pass_changes import is_operation
from hloscope.analyses.provenance import Fate, Provenance, asked_operations
from hloscope.analyses.sources import Sources
from hloscope.analyses.values import Numbered, Numbering
from hloscope.ir import HloInstruction, HloModule


def match(before: HloModule, after: HloModule) -> tuple[Provenance, ...]:
    """The provenance of each operation that `before` runs, in order of execution; linear in both modules."""
    numbering = Numbering(canonical_key)
    first = numbering.number(before)

    last = numbering.number(after)
    return tuple(_Match(numbering, first, last).provenances())


class _Match:
    def __init__(self, numbering: Numbering, first: Numbered, last: Numbered) -> None:
        self.settled = numbering.settled
        self.first, self.last = first, last
        self.asked = asked_operations(first)
        self.there = [i for i in last.values if is_operation(i)]
        self.by_value = self._by_value(last, self.there)
        self.by_source = self._by_source()

    def provenances(self) -> Iterator[Provenance]:
        for operation in self.asked:
            found = self._found_by_value(operation)
            fate: Fate = "kept"
            if not found and not is_trivial(operation):
                found = list(self.by_source.get(operation, ()))
                fate = "kept" if any(i.opcode == operation.opcode for i in found) else "replaced"
            places = dict.fromkeys([self.last.clusters.get(i, i).name for i in found])
            yield Provenance(operation, fate if places else "eliminated", tuple(places), "inferred")

    def _by_value(self, numbered: Numbered, operations: Iterable[HloInstruction]) -> Mapping[int, list[HloInstruction]]:
        found: defaultdict[int, list[HloInstruction]] = defaultdict(list)
        for i in operations:
            for value in dict.fromkeys(map(self.settled, numbered.values[i])):
                found[value].append(i)
        return found

    def _found_by_value(self, operation: HloInstruction) -> list[HloInstruction]:
        if is_trivial(operation):
            return []
        values = dict.fromkeys(map(self.settled, self.first.values[operation]))
        return [i for v in values for i in self.by_value.get(v, ()) if not is_trivial(i)]

    def _by_source(self) -> Mapping[HloInstruction, Sequence[HloInstruction]]:
        """For operations without an equal value, those of equal source and size; in order, where both are as many."""
        known = {self.settled(v) for i in self.asked for v in self.first.values[i]}
        old = [i for i in self.asked if not is_trivial(i) and not self._found_by_value(i)]
        there = [i for i in self.there if not is_trivial(i)]
        new = [i for i in there if not any(self.settled(v) in known for v in self.last.values[i])]
        found: dict[HloInstruction, Sequence[HloInstruction]] = {}
        for with_opcode, with_place in ((True, True), (False, True), (True, False)):
            groups = _grouped(new, with_opcode=with_opcode, with_place=with_place)
            rest = [i for i in old if i not in found]
            for key, members in _grouped(rest, with_opcode=with_opcode, with_place=with_place).items():
                copies: dict[int, list[HloInstruction]] = {}
                for i in groups.get(key, ()):
                    copies.setdefault(self.settled(self.last.values[i][0]), []).append(i)
                values = list(copies.values())
                if len(values) == len(members):
                    found |= dict(zip(members, values, strict=True))
                elif values:
                    everything = [i for each in values for i in each]
                    found |= dict.fromkeys(members, everything)
        return found


def _grouped(
    operations: Sequence[HloInstruction], *, with_opcode: bool, with_place: bool
) -> Mapping[object, list[HloInstruction]]:
    groups: defaultdict[object, list[HloInstruction]] = defaultdict(list)
    for operation, source in zip(operations, Sources().of(operations), strict=True):
        sizes = tuple(size for size in operation.shape.dimensions if size != 1)
        name = source.op_name.rpartition("/")[2]
        if name:
            key = (name, source.place if with_place else "", operation.shape.element_type, prod(sizes))
            groups[key, operation.opcode if with_opcode else ""].append(operation)
    return groups
