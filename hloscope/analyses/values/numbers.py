"""Value numbers: equal keys have one number, and numbers that turn out to stand for one value are united."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hloscope.ir import HloComputation, HloInstruction

Key = tuple[str, tuple[int, ...]]
"""What an instruction does, told without names, and the values that it does it to."""

Keys = Mapping[HloInstruction, Key]
Values = Mapping[HloInstruction, tuple[int, ...]]
Anchors = Mapping[str, tuple[str, int]]
"""Opcode and value by name; in front of the name is the path of callers, where several call its computation."""


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """A computation that calls nothing, and that one instruction calls: what it was given, and how it was numbered."""

    given: tuple[int, ...]
    values: Values
    keys: Keys
    anchors: Anchors


@dataclass(frozen=True, eq=False)
class Numbered:
    """One module with the value of each instruction that it may run, in order of execution.

    `values` has an entry for each time that an instruction is reached: one called from two places has two. `runners`
    has, for what fusions and compiled loops call, the instruction that runs it. `by_name` has all instructions. The
    values are settled as long as the numbering has found no more `unions` of values. Modules that share a computation
    which calls nothing have one of its `leaves` in common, where it has the same values in both. `clones` has, for what
    a loop calls under a new name, the name of what it was made of.
    """

    values: Values
    keys: Mapping[HloComputation, Keys]
    runners: Mapping[HloComputation, HloInstruction]
    leaves: Mapping[HloComputation, Leaf]
    anchors: Anchors
    by_name: Mapping[str, HloInstruction]
    clones: Mapping[str, str]
    unions: int

    @cached_property
    def clusters(self) -> Mapping[HloInstruction, HloInstruction]:
        """What runs each instruction that is in a fusion or in a compiled loop."""
        return {i: runner for computation, runner in self.runners.items() for i in computation.instructions.values()}


class ValueNumbers:
    """The numbers of the values of one program."""

    def __init__(self) -> None:
        self._numbers: dict[Key, int] = {}
        self._elements: dict[int, tuple[int | None, ...]] = {}
        self._same: dict[int, int] = {}  # values that turned out to be others
        self._paths: dict[tuple[str, str], str] = {}
        self._count = 0

    @property
    def unions(self) -> int:
        """How many values turned out to be others so far."""
        return len(self._same)

    def settled(self, value: int) -> int:
        """The value under which this one is known by now."""
        while value in self._same:
            value = self._same[value]
        return value

    def are_settled(self, values: Iterable[int]) -> bool:
        """Whether none of some values turned out to be another."""
        return self._same.keys().isdisjoint(values)

    def tuple_of(self, operands: tuple[int, ...]) -> int:
        """The value of a tuple, whose elements are known from then on."""
        value = self.value_of(("tuple", operands))
        self._elements[value] = operands
        return value

    def element_of(self, value: int, index: int) -> int | None:
        """An element of a tuple that is made in sight, or that no turn of a loop changes."""
        elements = self._elements.get(value, ())
        return elements[index] if 0 <= index < len(elements) else None

    def set_elements(self, value: int, elements: tuple[int | None, ...]) -> None:
        """Tells which elements of a tuple are known: the state of a loop is another in each module."""
        self._elements[value] = elements

    def unite(self, value: int, other: int) -> None:
        """Makes one of two values: they turned out to be the same."""
        value, other = self.settled(value), self.settled(other)
        if value != other:
            self._same[max(value, other)] = min(value, other)

    def value_of(self, key: Key, anchor: int | None = None) -> int:
        """The value of an instruction, which is `anchor` where the module before had one of its name."""
        known = self._numbers.get(key)
        if known is not None and known == anchor and known not in self._same:
            return known  # as most are: 0.1 us instead of 0.4
        if anchor is None:
            value = self._count if known is None else self.settled(known)
            self._count += known is None
        else:
            value = self.settled(anchor)
            if known is not None and (other := self.settled(known)) != value:
                self._same[max(value, other)] = value = min(value, other)
        self._numbers[key] = value
        return value

    def follow_unions(self, numbered: Numbered) -> None:
        """Makes known by what its operands turned out to be, since it was numbered, what each instruction does."""
        if len(self._same) == numbered.unions:
            return
        for keys in numbered.keys.values():
            for instruction, (text, operands) in keys.items():
                if not self.are_settled(operands):
                    self.value_of((text, tuple(map(self.settled, operands))), numbered.values[instruction][-1])

    def path_of(self, path: str, caller: str) -> str:
        """A short name for a caller on the path of its callers: written out, paths would grow with their depth."""
        return self._paths.setdefault((path, caller), f"{len(self._paths)}/")
