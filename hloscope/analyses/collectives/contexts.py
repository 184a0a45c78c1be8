"""Contexts: what the way to a collective says of it: the loops around it, how often a run gets there, in whose name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from hloscope.analyses.collectives.sites import Path
from hloscope.analyses.facts.execution import LARGEST
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.loops.trip_counts import TripCounts

_MOST_LOOPS: Final = 16  # that are told of, the innermost ones
_MOST_NAMES: Final = 16  # of calls, whose names are put together

_LOOP, _BRANCHES, _CALL = "while", "conditional", "call"


class Loop(NamedTuple):
    """A loop around a collective, and how often it goes round, if that is known; it may be inferred."""

    name: str
    trip_count: int | None
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Where a computation is run from; `names` are those that the framework gave to the calls.

    `runs` is how often a run comes to it, None in a loop of unknown length; `least_runs` counts such a loop once.
    """

    loops: tuple[Loop, ...] = ()
    runs: int | None = 1
    least_runs: int = 1
    is_conditional: bool = False
    names: tuple[str, ...] = ()

    def inside(self, path: Path, sources: Sources, trip_counts: TripCounts) -> Context:
        """The context of what the last step of a path hands control to."""
        loops, names = self.loops, self.names
        turns: int | None = 1
        if path.step.opcode == _LOOP:
            found = trip_counts.find(path.step)
            loop = Loop(path.step.name, found and found.times, found is not None and found.is_inferred)
            loops = (*loops, loop)[-_MOST_LOOPS:]
            turns = found and (found.times if path.callee else found.tests)  # the callee 0 is the condition
        elif path.step.opcode == _CALL and len(names) < _MOST_NAMES:
            name = sources.source_of(path.step).op_name
            names = (*names, name) if name else names
        return Context(
            loops,
            None if self.runs is None or turns is None else min(LARGEST, self.runs * turns),
            min(LARGEST, self.least_runs * (1 if turns is None else turns)),
            self.is_conditional or path.step.opcode == _BRANCHES,
            names,
        )


class Contexts:
    """Tells the contexts of paths, each worked out once: so of long paths that share their beginning, too."""

    def __init__(self, sources: Sources, trip_counts: TripCounts) -> None:
        self._sources = sources
        self._trip_counts = trip_counts
        self._known: dict[Path | None, Context] = {None: Context()}

    def of(self, path: Path | None) -> Context:
        """The context at the end of a path."""
        missing: list[Path] = []
        while path is not None and path not in self._known:
            missing.append(path)
            path = path.before
        for later in reversed(missing):
            self._known[later] = self._known[later.before].inside(later, self._sources, self._trip_counts)
        return self._known[missing[0] if missing else path]
