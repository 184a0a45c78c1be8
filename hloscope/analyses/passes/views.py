"""Views: one module of a timeline, by the values that its instructions compute under the numbers known by now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.values.numbering import Key, Numbered, Numbering
from hloscope.ir import HloComputation, HloInstruction, Shape

_NO_OPERATIONS = BOOKKEEPING | FUSIONS | {"call", "fusion-done", "async-start", "async-update", "async-done"}


def is_operation(instruction: HloInstruction) -> bool:
    """Whether it is a real operation, rather than bookkeeping or what wraps others."""
    return instruction.opcode not in _NO_OPERATIONS


def behind_bitcasts(value: HloInstruction) -> HloInstruction:
    """What computes a value: what stands in for an operation may be of another shape."""
    while value.opcode in ("bitcast", "reshape") and value.operands:
        value = value.operands[0]
    return value


class View:
    """A module, by the values that its instructions compute under the numbers known by now."""

    def __init__(self, numbered: Numbered, numbering: Numbering) -> None:
        self.numbered = numbered
        self.unions = numbering.unions
        self.by_name = numbered.by_name
        self.runners = numbered.runners
        self.values = numbered.values
        self._types: dict[int, str] = {}  # by identity, as a parser interns shapes
        self._shapes: list[Shape] = []  # kept alive: their ids must not become those of others
        if numbered.unions != self.unions:
            settled = numbering.settled
            self.values = {i: tuple(map(settled, values)) for i, values in numbered.values.items()}

    @cached_property
    def operations(self) -> Sequence[HloInstruction]:
        """The real operations, in order of execution."""
        return [i for i in self.values if i.opcode not in _NO_OPERATIONS]

    @cached_property
    def holders(self) -> Mapping[int, Sequence[HloInstruction]]:
        """The instructions that compute each value."""
        found: defaultdict[int, list[HloInstruction]] = defaultdict(list)
        for instruction, values in self.values.items():
            for value in values:
                found[value].append(instruction)
        return found

    def find_computing(self, values: Sequence[int], opcode: str) -> HloInstruction | None:
        """The first operation of an opcode that computes any of some values."""
        found = (i for value in values for i in self.holders.get(value, ()) if i.opcode == opcode)
        return next(found, None)

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

    def type_of(self, instruction: HloInstruction) -> str:
        """Its element type and dimensions, whatever the layout: `f32[8,128]`."""
        shape = instruction.shape
        text = self._types.get(id(shape))
        if text is None:
            text = self._types[id(shape)] = str(shape.without_layout())
            self._shapes.append(shape)
        return text

    @cached_property
    def census(self) -> Mapping[tuple[str, str], int]:
        """How many operations there are of each opcode and type."""
        return Counter([(i.opcode, self.type_of(i)) for i in self.operations])

    def home_of(self, instruction: HloInstruction) -> HloComputation:
        """The computation that runs it, or the cluster that it is in."""
        cluster = self.cluster_of(instruction)
        return (cluster or instruction).computation

    @cached_property
    def callers(self) -> Mapping[HloComputation, HloInstruction]:
        """What calls each computation that is no cluster; one of those that do."""
        calling = [i for i in self.values if i.opcode in CONTROL_FLOW]
        return {callee: i for i in calling for callee in i.called_computations}

    @cached_property
    def loop_bodies(self) -> frozenset[HloComputation]:
        """The conditions and the bodies of loops."""
        return frozenset([callee for callee, caller in self.callers.items() if caller.opcode == "while"])
