"""Rebuilt programs: what became of each operation in a pass that makes a program anew, told by names and lines.

Partitioning for several devices, the way through StableHLO and the inlining of calls give every instruction a new name,
new shapes and new operands, so neither names nor values lead from one module to the next. What the framework said of
an operation does: as many operations of one kind, name and line follow one another in the same order, and where there
are several times as many, each became so many. Of all others nothing is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hloscope.analyses.passes.changes import is_operation
from hloscope.analyses.passes.timeline import PassChange, Timeline
from hloscope.analyses.provenance.origins import Origins, call_paths
from hloscope.analyses.values.numbering import Numbering
from hloscope.dump import Compilation
from hloscope.dump.pass_steps import modules_around
from hloscope.ir import HloModule

Successors = Mapping[str, Sequence[str]]
"""The names of the operations that took the place of each."""

_MANY = 0.3  # of the operations of a module: call inlining made 0.5 anew, partitioning 0.9, any other pass below 0.25
_Class = tuple[str, str, str]


def rebuilds(compilation: Compilation, timeline: Timeline) -> Mapping[int, Successors]:
    """By their numbers in a timeline, the passes that made a program anew, and what they made of each operation."""
    numbers = {change.stage: number for number, change in enumerate(timeline.passes) if _is_rebuild(change)}
    found = modules_around(compilation, numbers) if numbers else ()
    return {numbers[stage]: successors_between(old, new) for stage, old, new in found}


def successors_between(old: HloModule, new: HloModule) -> Successors:
    """What took the place of each operation, by name; without those of which neither name nor line is left.

    Linear in what both modules execute. What does something else now is found where nothing does the same any more.
    """
    lasts = _by_class(new)
    by_origin: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (_, name, place), names in lasts.items():
        by_origin[name, place] += names
    found: dict[str, dict[str, None]] = {}
    for key, names in _by_class(old).items():
        others = lasts.get(key) or by_origin.get(key[1:], ())
        count, rest = divmod(len(others), len(names))
        for place, name in enumerate(names if count and not rest else ()):
            found.setdefault(name, {}).update(dict.fromkeys(others[place * count : (place + 1) * count]))
    return {name: tuple(others) for name, others in found.items()}


def _is_rebuild(change: PassChange) -> bool:
    counts = change.counts
    gone = counts.get("removed", 0) + counts.get("replaced", 0)
    return min(gone, counts.get("added", 0)) > _MANY * change.operations


def _by_class(module: HloModule) -> Mapping[_Class, list[str]]:
    """The names of the operations of one opcode, origin and line, in order of execution, once for each visit."""
    origins = Origins(call_paths(module))
    found: defaultdict[_Class, list[str]] = defaultdict(list)
    for instruction, values in Numbering().number(module).values.items():
        for visit in range(len(values) if is_operation(instruction) else 0):
            origin = origins.of(instruction, visit)
            if origin.name:
                found[instruction.opcode, origin.name, origin.place].append(instruction.name)
    return found
