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
_PARTITIONERS = frozenset({"shardy-xla", "spmd-partitioning", "(before spmd-cleanup)"})  # who leave some values equal
_INLINERS = frozenset({"call-inliner", "flatten-call-graph"})  # what they leave alone keeps its name


def rebuilds(compilation: Compilation, timeline: Timeline) -> Rebuilds:
    """The passes that made a program anew, by number in the timeline, and what they made of each operation."""
    numbers = {change.stage: number for number, change in enumerate(timeline.passes) if _is_rebuild(change)}
    found = modules_around(compilation, numbers) if numbers else ()
    return {
        numbers[stage]: successors_between(old, new, is_whole=not _is_inliner(timeline.passes[numbers[stage]]))
        for stage, old, new in found
    }


def successors_between(old: HloModule, new: HloModule, *, is_whole: bool = True) -> Mapping[str, tuple[str, ...]]:
    """What took the place of each operation, by name; without those of which nothing is found.

    If not the whole program was made anew, only of what has several callers or another name now.
    """
    matching = Matching(old, new)
    found: dict[str, tuple[str, ...]] = {}
    for operation in matching.operations:
        others = tuple([i.name for i in matching.find_counterparts(operation)])
        is_new = is_whole or len(matching.old.values[operation]) > 1 or operation.name not in matching.last.by_name
        if others and is_new and others != (operation.name,):
            found[operation.name] = others
    return found


def _is_rebuild(change: PassChange) -> bool:
    counts = change.counts
    gone = counts.get("removed", 0) + counts.get("replaced", 0)
    return (
        _is_inliner(change)
        or _name_of(change) in _PARTITIONERS
        or min(gone, counts.get("added", 0)) > _MANY * change.operations
    )


def _is_inliner(change: PassChange) -> bool:
    return _name_of(change) in _INLINERS


def _name_of(change: PassChange) -> str:
    return change.pass_name.rpartition(": ")[2]
