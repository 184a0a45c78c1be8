"""Origins: what the framework called the operation behind a value, and its line, in full though it is in a function.

XLA puts the name of a call before the names of what it inlines (xla/service/call_inliner.cc), so an operation of a
function is `checkpoint/dot_general` before and `jit(f)/jvp()/while/body/closed_call/checkpoint/dot_general` after.
Partitioning, rematerialization and clones of loops keep names and lines, whatever else they change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hloscope.analyses.facts.execution import entered_callees
from hloscope.analyses.facts.sources import Sources
from hloscope.ir import HloComputation, HloInstruction, HloModule

_LONGEST = 4_000  # characters of a path: calls of calls would grow it without bound
_VISITS = 5_000  # as many as `hloscope.analyses.values.walk` makes
_CALLS = frozenset({"call", "call-start", "async-start"})


class Origin(NamedTuple):
    """The name in full, the line as `file:line`, and the last part of the name; each "" where the text does not say."""

    name: str
    place: str
    last: str


class Origins:
    """The origins of one module's operations, each time that they are reached; `paths` are its `call_paths`, if any."""

    def __init__(self, paths: Mapping[HloComputation, Sequence[str]]) -> None:
        self._paths = paths
        self._sources = Sources()
        self._known: dict[tuple[str, str, str], Origin] = {}

    def of(self, instruction: HloInstruction, visit: int = 0) -> Origin:
        """Where an operation comes from, on that visit of its computation."""
        name, place = self._sources.source_of(instruction)
        paths = self._paths.get(instruction.computation, ())
        path = paths[visit] if visit < len(paths) else ""
        key = (path, name, place)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Origin(_joined(path, name) if name else "", place, name.rpartition("/")[2])
        return found


def call_paths(module: HloModule) -> Mapping[HloComputation, Sequence[str]]:
    """The names of the calls that lead to each visit of a computation, in order of execution."""
    sources = Sources()
    callers: dict[HloComputation, list[tuple[HloComputation, str]]] = {}
    paths: defaultdict[HloComputation, list[str]] = defaultdict(list)
    waiting = [(module.entry, "")]
    for _ in range(_VISITS + 20 * sum(len(c.instructions) for c in module.computations.values())):
        if not waiting:
            break
        computation, path = waiting.pop()
        paths[computation].append(path)
        if computation not in callers:
            callers[computation] = _called_by(computation, sources)
        waiting += [(callee, _joined(path, name)) for callee, name in callers[computation]]
    return paths


def _called_by(computation: HloComputation, sources: Sources) -> list[tuple[HloComputation, str]]:
    """What is entered from a computation, the first last, each with what its caller adds to names."""
    return [
        (callee, sources.source_of(caller).op_name if caller.opcode in _CALLS else "")
        for caller in reversed(list(computation.instructions.values()))
        if caller.called_computations
        for callee in reversed(entered_callees(caller))
    ]


def _joined(path: str, name: str) -> str:
    if not (path and name):
        return path or name
    is_whole = name.startswith(f"{path.partition('/')[0]}/")  # as jax wrote them before 0.7
    return name if is_whole or len(path) > _LONGEST else f"{path}/{name}"
