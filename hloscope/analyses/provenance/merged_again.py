"""Merged again: what the framework asked to compute again for the backward pass, and XLA computes once all the same.

`jax.checkpoint` keeps the first time and the second apart by barriers. XLA for CPU takes these out early, finds that
both compute the same values, and makes one of them, with the name of either. So a name alone does not tell: as many
operations of a kind and a line as the forward pass asked for are those of the forward pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hloscope.analyses.facts.direction import direction_of
from hloscope.analyses.facts.execution import LARGEST, entered_callees, executed_computations
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.ir import HloComputation, HloInstruction, HloModule

_Kind = tuple[str, int, str, str]


def merged_again(before: HloModule, after: HloModule, sources: Sources) -> set[Source]:
    """The sources that are named as computed again, and are not."""
    asked, runs = Counter[_Kind](), Counter[_Kind]()
    for kind, direction, times, _ in _kinds_in(before, Sources()):
        if direction in ("forward", None):
            asked[kind] += times
    named_again: dict[Source, set[_Kind]] = {}
    for kind, direction, times, source in _kinds_in(after, sources):
        if direction != "backward":
            runs[kind] += times
        if direction == "rematerialized":
            named_again.setdefault(source, set()).add(kind)
    return {source for source, kinds in named_again.items() if all(0 < runs[kind] <= asked[kind] for kind in kinds)}


def _kinds_in(module: HloModule, sources: Sources) -> Iterator[tuple[_Kind, str | None, int, Source]]:
    """What each operation does, in which direction, how often (loops count once), and its source."""
    for computation, times in _executed(module).items():
        instructions = [i for i in computation.instructions.values() if i.opcode not in BOOKKEEPING]
        for instruction, source in zip(instructions, sources.of(instructions), strict=True):
            if source.op_name and instruction.opcode not in FUSIONS:
                kind = (instruction.opcode, _elements_of(instruction), source.place, source.op_name.rpartition("/")[2])
                yield kind, direction_of(source.op_name), times, source


def _elements_of(instruction: HloInstruction) -> int:
    return instruction.shape.num_elements


def _executed(module: HloModule) -> dict[HloComputation, int]:
    """The computations that a run may reach, with the bodies of fusions, and from how many places."""
    executed = executed_computations(module, entered_callees)
    times = Counter({module.entry: 1})
    for computation in reversed(executed):
        for called in (*executed[computation].values(), *_bodies_in(computation)):
            for callee in called:
                times[callee] = min(LARGEST, times[callee] + times[computation])
    return dict(times)


def _bodies_in(computation: HloComputation) -> Iterable[tuple[HloComputation, ...]]:
    return (i.called_computations for i in computation.instructions.values() if i.opcode in FUSIONS)
