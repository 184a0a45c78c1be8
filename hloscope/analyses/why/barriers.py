"""Optimization barriers: what stood between two operations before optimization, and kept them apart until fusion.

XLA takes barriers away after fusion (OptimizationBarrierExpander), so what runs shows none: the module from before
optimization does. Its operations are known again by opcode, name and line; where those repeat, this is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.why.boundary import Boundary
from hloscope.ir import HloInstruction, HloModule

_Kind = tuple[str, Source]


class Barriers:
    """The pairs of operations with a barrier between them."""

    def __init__(self, before: HloModule | None = None) -> None:
        self._sources = Sources()
        self._pairs: set[tuple[_Kind, _Kind]] = set()
        barriers = [i for i in before.instructions() if i.opcode == "opt-barrier"] if before else []
        before_sources = Sources()  # numbers of stack frames are those of one module
        for barrier in barriers:
            for value, name in _values_of(barrier):
                made = (value.opcode, before_sources.source_of(value))
                self._pairs.update((made, (r.opcode, before_sources.source_of(r))) for r in name.users)

    def is_between(self, boundary: Boundary) -> bool:
        """Whether the operations at the two ends of an edge are such a pair."""
        if not self._pairs:
            return False
        made = self._kind_of(boundary.made_by)
        return any((made, self._kind_of(reader)) in self._pairs for reader, _ in boundary.read_by)

    def _kind_of(self, operation: HloInstruction) -> _Kind:
        return operation.opcode, self._sources.source_of(operation)


def _values_of(barrier: HloInstruction) -> Iterator[tuple[HloInstruction, HloInstruction]]:
    """What goes through a barrier, each value as what made it and under its name behind the barrier."""
    (given,) = barrier.operands[:1] or (barrier,)
    if given.opcode != "tuple":
        yield given, barrier
        return
    for element in barrier.users:
        index = element.attributes.get("index") if element.opcode == "get-tuple-element" else None
        if isinstance(index, int) and 0 <= index < len(given.operands):
            yield given.operands[index], element
