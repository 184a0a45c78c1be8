"""Turns: new operations that do what those of a loop do, for other turns of it: unrolled, or taken out of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.passes.views import View
from hloscope.ir import HloComputation, HloInstruction

_MOST: Final = 0.5
"""The share of a loop's operations that must be there again before these count as its turns."""

Turns = Mapping[HloInstruction, Sequence[HloInstruction]]

_Key = tuple[str, str, Source]
"""Opcode, type and what the framework said."""


def turns_among(fresh: Sequence[HloInstruction], old: View) -> Turns:
    """The new operations that are like one of a loop in `old`, by that; only where most of a loop is there again.

    Inferred: by opcode, type and what the framework said, which each copy of a loop keeps.
    """
    bodies = old.loop_bodies if fresh else ()
    if not bodies:
        return {}

    def key_of(instruction: HloInstruction, sources: Sources) -> _Key:
        return instruction.opcode, old.type_of(instruction), sources.source_of(instruction)

    old_sources, new_sources = Sources(), Sources()  # each is of one module
    looped = [i for i in old.operations if old.home_of(i) in bodies and old_sources.source_of(i).op_name]
    first: dict[_Key, HloInstruction] = {}
    for instruction in looped:
        first.setdefault(key_of(instruction, old_sources), instruction)
    found: defaultdict[HloInstruction, list[HloInstruction]] = defaultdict(list)
    for instruction in fresh:
        original = first.get(key_of(instruction, new_sources))
        if original:
            found[original].append(instruction)
    sizes: Mapping[HloComputation, int] = Counter(map(old.home_of, looped))
    again: Mapping[HloComputation, int] = Counter(map(old.home_of, found))
    return {i: turns for i, turns in found.items() if again[old.home_of(i)] >= _MOST * sizes[old.home_of(i)]}
