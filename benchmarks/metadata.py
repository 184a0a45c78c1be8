"""How well provenance agrees with XLA's own metadata, which partitioning, rematerialization and clones of loops keep.

Of the operations that were asked for under one opcode, whole name and line, all launches together have to be those that
hold something of that opcode, name and line in the end. Where several operations share a name, as in equal layers, it
is not told which is which: for that snapshots of passes are the judge. A launch is not held against it that holds the
same opcode under no name that was asked for, or the same name under another opcode, for XLA rewrote or merged
something; nor is a product in which a transpose became a matter of its dimensions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from hloscope.analyses.passes.changes import is_operation
from hloscope.analyses.provenance.by_passes import Provenance
from hloscope.analyses.provenance.origins import Origins, call_paths
from hloscope.analyses.values.canonical import is_trivial
from hloscope.analyses.values.numbering import Numbered, Numbering
from hloscope.ir import HloInstruction, HloModule

Name = tuple[str, str, str]
Names = Mapping[HloInstruction, frozenset[Name]]


def agreement(before: HloModule, after: HloModule, provenances: Sequence[Provenance]) -> tuple[int, int]:
    """How many operations metadata tells of, and how many of those are where it says."""
    asked, _ = _names_of(before)
    made, numbered = _names_of(after)
    held = _Held(asked, made, numbered)
    groups: defaultdict[frozenset[Name], list[Provenance]] = defaultdict(list)
    for each in provenances:
        names = asked.get(each.operation)
        if names and not is_trivial(each.operation):
            groups[names].append(each)
    shared = Counter(name for names in groups for name in names)
    judged = {names: each for names, each in groups.items() if held.tells_of(names) and _is_alone(names, shared)}
    agreeing = [len(each) for names, each in judged.items() if held.agrees(names, _places_of(each))]
    return sum(map(len, judged.values())), sum(agreeing)


def _names_of(module: HloModule) -> tuple[Names, Numbered]:
    origins, numbered = Origins(call_paths(module)), Numbering().number(module)
    found: dict[HloInstruction, frozenset[Name]] = {}
    for instruction, values in numbered.values.items():
        if is_operation(instruction):
            reached = [origins.of(instruction, visit) for visit in range(len(values))]
            found[instruction] = frozenset((instruction.opcode, each.name, each.place) for each in reached if each.name)
    return found, numbered


def _is_alone(names: frozenset[Name], shared: Mapping[Name, int]) -> bool:
    return all(shared[name] == 1 for name in names)


def _places_of(provenances: Sequence[Provenance]) -> set[str]:
    return {place for each in provenances for place in each.places}


class _Held:
    """The launches that hold something of a name."""

    def __init__(self, asked: Names, made: Names, numbered: Numbered) -> None:
        known = {name for names in asked.values() for name in names}
        self._by_name: defaultdict[Name, set[str]] = defaultdict(set)
        self._rewritten: defaultdict[str, set[str]] = defaultdict(set)
        self._unnamed: defaultdict[str, set[str]] = defaultdict(set)
        self._products: set[str] = set()
        for instruction, names in made.items():
            launch = numbered.clusters.get(instruction, instruction).name
            for name in names:
                self._by_name[name].add(launch)
                self._rewritten[name[1]].add(launch)
            if known.isdisjoint(names):
                self._unnamed[instruction.opcode].add(launch)
            if instruction.opcode in ("dot", "custom-call"):
                self._products.add(launch)

    def tells_of(self, names: frozenset[Name]) -> bool:
        """Whether anything bears one of the names."""
        return any(name in self._by_name for name in names)

    def agrees(self, names: frozenset[Name], places: set[str]) -> bool:
        """Whether some places are those of the names."""
        wanted = {launch for name in names for launch in self._by_name.get(name, ())}
        allowed = set(wanted)
        for opcode, name, _ in names:
            allowed |= self._rewritten[name] | self._unnamed[opcode]
            allowed |= self._products if opcode == "transpose" else set()
        return wanted <= places <= allowed
