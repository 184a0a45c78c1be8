"""Unfusing: the module that XLA runs as it would be without fusion, and where each of its operations comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hloscope.errors import HloscopeError
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.parsers import paused_collector
from hloscope.unfuse.building import without_attributes
from hloscope.unfuse.inlining import Callees, Nodes, called_by, inline_fusions
from hloscope.unfuse.merging import Node

Place = tuple[HloInstruction | None, HloInstruction]
"""A fusion and an instruction that it holds, or None and an instruction that stands outside of fusions."""


@dataclass(frozen=True, eq=False, repr=False)
class Unfusion:
    """`module` is without fusions. What the fused module had is part of it: what stood `outside`, what is `inlined`.

    Only computations that hold fusions were changed; the others are the same objects in both modules, and not told of.
    What fusions nested in a fusion hold is inlined with it.
    """

    module: HloModule
    outside: Nodes
    inlined: Mapping[HloInstruction, Nodes]

    def __repr__(self) -> str:
        return f"<Unfusion of {self.module!r}>"

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

        A fusion is no place, nor a call that outlines an instruction, for what they hold stands for them; nor is a
        parameter of a body.
        """
        found: dict[HloInstruction, list[Place]] = {}
        for instruction, node in self.outside.items():
            is_outlining = instruction.opcode == "call" and node.source.opcode != "call"
            if node.built and instruction not in self.inlined and not is_outlining:
                found.setdefault(node.built, []).append((None, instruction))
        for fusion, nodes in self.inlined.items():
            for instruction, node in nodes.items():
                if node.built and instruction.opcode not in ("parameter", "fusion"):
                    found.setdefault(node.built, []).append((fusion, instruction))
        return {operation: tuple(places) for operation, places in found.items()}


# How many instructions may be inlined. XLA calls a fused computation once or, where it finds equal ones, a few times.
_LARGEST = 1_000_000
_LARGEST_FACTOR = 10


def unfuse(module: HloModule) -> HloModule:
    """The module with every fusion, whatever its kind, inlined where it is called.

    What fusion had copied into several consumers is one instruction again. An inlined instruction keeps its name if
    that is free in its new computation, else becomes `<fusion>.<name>`; the root of a fusion takes the fusion's name.
    The order respects operands but is no schedule: the header says `is_scheduled` no more. Computations that only
    fusions called are gone; those without a fusion in or below them are the same objects as before.

    Raises:
        HloscopeError: a fusion does not fit the computation that it calls, or the module would grow beyond reason.
    """
    return unfusion_of(module).module


def unfusion_of(module: HloModule) -> Unfusion:
    """As `unfuse`, and what each of its operations was; raises as `unfuse` does."""
    callees = Callees(module)
    try:
        _check_size(module, callees)
        with paused_collector():
            for computation in module.computations.values():
                callees.add(computation, inline_fusions(computation, callees))
    except HloscopeError as error:
        raise HloscopeError(f"cannot unfuse module {module.name!r}: {error}") from error
    computations = _reached_computations(module, callees)
    unfused = HloModule(
        module.name,
        computations,
        callees.unfused[module.entry],
        module.context,
        without_attributes(module.attribute_text, {"is_scheduled"}),
        module.tables,
    )
    parts = [callees.parts[computation] for computation in computations.values() if computation in callees.parts]
    outside = {old: node for part in parts for old, node in part.outside.items()}
    return Unfusion(unfused, outside, {fusion: nodes for part in parts for fusion, nodes in part.inlined.items()})


def _check_size(module: HloModule, callees: Callees) -> None:
    """A body may be called by several fusions, those by others: a short text may stand for more than can be held."""
    limit = _LARGEST + _LARGEST_FACTOR * sum(len(c.instructions) for c in module.computations.values())
    sizes = {computation: len(computation.instructions) for computation in module.computations.values()}
    inlined = 0
    for computation in module.computations.values():
        if "fusion" in callees.opcodes[computation]:
            fusions = (i for i in computation.instructions.values() if i.opcode == "fusion")
            fused = sum(sizes[body] for fusion in fusions for body in fusion.called_computations)
            sizes[computation] += fused
            inlined += fused
        if inlined > limit:
            raise HloscopeError(f"its fusions stand for more than {limit:,} instructions")


def _reached_computations(module: HloModule, callees: Callees) -> dict[str, HloComputation]:
    """The computations that something calls still, and those that nothing has ever called, in their old order."""
    called = set[HloComputation]().union(*callees.called.values())
    waiting = [new for old, new in callees.unfused.items() if old not in called or old is module.entry]
    reached: set[HloComputation] = set()
    while waiting:
        computation = waiting.pop()
        if computation not in reached:
            reached.add(computation)
            is_new = computation not in callees.called
            waiting += called_by(computation) if is_new else callees.called[computation]
    return {computation.name: computation for computation in callees.unfused.values() if computation in reached}
