"""A numbered module: the value of each instruction that it may run, and what the next module is numbered by."""

from __future__ import annotations

from collections.abc import Mapping
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
    which calls nothing have one of its `leaves` in common, where it has the same values in both.
    """

    values: Values
    keys: Mapping[HloComputation, Keys]
    runners: Mapping[HloComputation, HloInstruction]
    leaves: Mapping[HloComputation, Leaf]
    anchors: Anchors
    by_name: Mapping[str, HloInstruction]
    unions: int

    @cached_property
    def clusters(self) -> Mapping[HloInstruction, HloInstruction]:
        """For each instruction in a fusion or in a compiled loop the one that runs it."""
        return {i: runner for computation, runner in self.runners.items() for i in computation.instructions.values()}
