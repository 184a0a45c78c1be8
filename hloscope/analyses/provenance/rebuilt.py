"""Rebuilt programs: what became of each operation in a pass that makes a program anew, told by what both modules say.

Partitioning for several devices, the way through StableHLO and the inlining of calls give every instruction a new name,
new shapes and new operands, so neither names nor values lead from one module to the next. The modules right before and
behind such a pass are compared as those before and after all passes are (`hloscope.analyses.provenance.match`), which
is far easier for two that differ by one pass.
"""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.analyses.passes.timeline import PassChange, Timeline
from hloscope.analyses.provenance.by_passes import Rebuilds
from hloscope.analyses.provenance.match import Matching
from hloscope.dump import Compilation
from hloscope.dump.pass_steps import modules_around
from hloscope.ir import HloModule

_MANY = 0.5  # of the operations of a module: StableHLO made 0.8 anew, partitioning 0.9, any other pass below 0.45
_INLINERS = ("call-inliner",)


def rebuilds(compilation: Compilation, timeline: Timeline) -> Rebuilds:
    """By their numbers in a timeline, the passes that made a program anew, and what they made of each operation."""
    numbers = {change.stage: number for number, change in enumerate(timeline.passes) if _is_rebuild(change)}
    found = modules_around(compilation, numbers) if numbers else ()
    return {numbers[stage]: successors_between(old, new) for stage, old, new in found}


def successors_between(old: HloModule, new: HloModule) -> Mapping[str, tuple[str, ...]]:
    """What took the place of each operation, by name; without those of which nothing is found."""
    matching = Matching(old, new)
    found = {operation.name: matching.found(operation) for operation in matching.operations}
    return {name: tuple([i.name for i in others]) for name, others in found.items() if others}


def _is_rebuild(change: PassChange) -> bool:
    counts = change.counts
    gone = counts.get("removed", 0) + counts.get("replaced", 0)
    is_inliner = change.pass_name.rpartition(": ")[2] in _INLINERS
    return gone > 0 if is_inliner else min(gone, counts.get("added", 0)) > _MANY * change.operations
