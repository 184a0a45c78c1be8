"""Views: one module of a timeline, by the values that its instructions compute under the numbers known by now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.values.numbering import Key, Numbered, Numbering
from hloscope.ir import HloInstruction

_NO_OPERATIONS = BOOKKEEPING | FUSIONS | {"call", "fusion-done", "async-start", "async-update", "async-done"}


def is_operation(instruction: HloInstruction) -> bool:
    """Whether it is a real operation, rather than bookkeeping or what wraps others."""
    return instruction.opcode not in _NO_OPERATIONS


class View:
    """A module, by the values that its instructions compute under the numbers known by now."""

    def __init__(self, numbered: Numbered, numbering: Numbering) -> None:
        self.numbered = numbered
        self.unions = numbering.unions
        self.by_name = numbered.by_name
        self.runners = numbered.runners
        self.values = numbered.values
        if numbered.unions != self.unions:
            settled = numbering.settled
            self.values = {i: tuple(map(settled, values)) for i, values in numbered.values.items()}

    @cached_property
    def operations(self) -> Sequence[HloInstruction]:
        """The real operations, in order of execution."""
        return [i for i in self.values if i.opcode not in _NO_OPERATIONS]

    @cached_property
    def unclustered(self) -> Mapping[str, Key]:
        """By name, what each instruction outside of clusters does, and to which values."""
        found = [keys for computation, keys in self.numbered.keys.items() if computation not in self.runners]
        return {instruction.name: key for keys in found for instruction, key in keys.items()}

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
        runners = map(self.cluster_of, self.operations)
        return Counter([runner for runner in runners if runner])

    @cached_property
    def root(self) -> HloInstruction | None:
        """The root of the entry."""
        return next((i for i in self.values if i.is_root and i.computation.is_entry), None)

    def cluster_of(self, instruction: HloInstruction) -> HloInstruction | None:
        """The instruction that runs it, if it is in a fusion or a compiled loop."""
        return self.runners.get(instruction.computation)

    def key_of(self, instruction: HloInstruction) -> Key | None:
        """What it does, and to which values; None of what is seen through."""
        return self.numbered.keys[instruction.computation].get(instruction)

    def place_of(self, instruction: HloInstruction) -> int | None:
        """The value of the cluster that it is in: the same where a cluster only takes in what it reads."""
        cluster = self.cluster_of(instruction)
        return self.values[cluster][0] if cluster else None

    def find(self, instruction: HloInstruction) -> HloInstruction | None:
        """The executed instruction of that name and opcode."""
        found = self.by_name.get(instruction.name)
        return found if found and found in self.values and found.opcode == instruction.opcode else None
