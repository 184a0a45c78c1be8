"""Unfusion: a module without its fusions, and where each of its operations comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hloscope.ir import HloInstruction, HloModule
from hloscope.unfuse.inlining import Nodes
from hloscope.unfuse.merging import Node

Place = tuple[HloInstruction | None, HloInstruction]
"""A fusion and an instruction that it holds, or None and an instruction that stands outside of fusions."""


@dataclass(frozen=True, eq=False)
class Unfusion:
    """`module` is without fusions. What the fused module had is part of it: what stood `outside`, what is `inlined`.

    Only computations that hold fusions were changed; the others are the same objects in both modules, and not told of.
    What fusions nested in a fusion hold is inlined with it.
    """

    module: HloModule
    outside: Nodes
    inlined: Mapping[HloInstruction, Nodes]

    def find_all(
        self, instructions: Iterable[HloInstruction], fusion: HloInstruction | None = None
    ) -> list[HloInstruction | None]:
        """What instructions that a fusion holds have become, or such as stand outside; None of what is gone.

        A parameter of a body has become what the fusion is given. A tuple is gone if only its elements are read.
        """
        nodes = self.outside if fusion is None else self.inlined[fusion]
        return [node.built if (node := nodes.get(instruction)) else None for instruction in instructions]

    @cached_property
    def nodes(self) -> frozenset[Node]:
        """Every node that stands for something, each once."""
        return frozenset[Node]().union(self.outside.values(), *[nodes.values() for nodes in self.inlined.values()])

    @cached_property
    def places(self) -> Mapping[HloInstruction, tuple[Place, ...]]:
        """By operation of `module` where the fused module computes it: outside, then in fusions in order of execution.

        A fusion is no place, for what it holds stands for it; nor is a parameter of a body.
        """
        found: dict[HloInstruction, list[Place]] = {}
        for instruction, node in self.outside.items():
            if node.built and instruction not in self.inlined:
                found.setdefault(node.built, []).append((None, instruction))
        for fusion, nodes in self.inlined.items():
            for instruction, node in nodes.items():
                if node.built and instruction.opcode not in ("parameter", "fusion"):
                    found.setdefault(node.built, []).append((fusion, instruction))
        return {operation: tuple(places) for operation, places in found.items()}
