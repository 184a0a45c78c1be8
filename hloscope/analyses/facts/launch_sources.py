"""Launch sources: the one line, or failing that the name, that every command shows for what runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.ir import HloInstruction

_WITH_BODIES = FUSIONS | {"call"}
_FURTHEST = 32  # instructions looked at for one that lost its metadata
Neighbours = Callable[[HloInstruction], tuple[HloInstruction, ...]]


class LaunchSource(NamedTuple):
    """Where a launch comes from; `is_inferred` says that XLA lost it, and that it is that of a neighbour."""

    source: Source = Source()
    is_inferred: bool = False


class LaunchSources:
    """Tells the sources of launches: their own; of a fusion that has none, of the last operation in it that has one.

    A rewritten operation without any (a matrix product that became a reduce, combined collectives, a converted loop)
    has that of what it reads, else of what reads it; that is inferred.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._known: dict[HloInstruction, LaunchSource] = {}
        self._known_direct: dict[HloInstruction, Source] = {}  # many look at the same neighbours

    def of(self, launch: HloInstruction) -> LaunchSource:
        """The source of a launch; empty where nothing tells."""
        found = self._known.get(launch)
        if found is None:
            source = self._direct_source_of(launch)
            found = LaunchSource(source) if any(source) else self._of_neighbours(launch)
            self._known[launch] = found
        return found

    def _direct_source_of(self, launch: HloInstruction) -> Source:
        source = self._known_direct.get(launch)
        if source is None:
            source = self._known_direct[launch] = self._find_direct_source(launch)
        return source

    def _find_direct_source(self, launch: HloInstruction) -> Source:
        direct = self._sources.source_of(launch)
        if direct.place or launch.opcode not in _WITH_BODIES or not launch.called_computations:
            return direct
        body = [*launch.called_computations[0].instructions.values()]
        inside = [source for source in self._sources.of(reversed(body)) if any(source)]
        without_place = direct if direct.op_name else next(iter(inside), direct)
        return next((source for source in inside if source.place), without_place)

    def _of_neighbours(self, launch: HloInstruction) -> LaunchSource:
        for neighbours in (_operands, _users):
            for other in _walk(launch, neighbours):
                source = self._direct_source_of(other)
                if any(source):
                    return LaunchSource(source, is_inferred=True)
        return LaunchSource()


def _operands(instruction: HloInstruction) -> tuple[HloInstruction, ...]:
    return instruction.operands


def _users(instruction: HloInstruction) -> tuple[HloInstruction, ...]:
    return tuple(instruction.users)


def _walk(start: HloInstruction, neighbours: Neighbours) -> Iterator[HloInstruction]:
    """What is near, the nearest first."""
    seen, waiting = {start}, [start]
    for instruction in waiting:
        for other in neighbours(instruction):
            if other not in seen and len(seen) < _FURTHEST:
                seen.add(other)
                waiting.append(other)
                yield other
