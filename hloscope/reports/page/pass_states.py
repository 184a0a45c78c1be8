"""Pass states: the operations of a program with a fixed place each, and which of them every pass touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from hloscope.analyses.passes.change import RENAMING, OperationChange
from hloscope.analyses.passes.timeline import PassChange, Timeline
from hloscope.analyses.passes.times import times_by_file
from hloscope.analyses.passes.views import is_operation
from hloscope.ir import HloInstruction
from hloscope.parsers import PassRun

_MOST_CHANGES = 400


class PassStateForm(TypedDict):
    """One pass that changed something, with the numbers that `hloscope passes` prints of it.

    `came` and `went` are places that are there from here on or no more; `touched` the others that it changed, as pairs
    of a place and a kind. `changes` are told in words, and may be cut: `change_count` is how many there are.
    """

    name: str
    pipeline: str
    optimization: str
    operations: int
    fusions: int
    microseconds: float | None
    counts: dict[str, int]
    came: list[int]
    went: list[int]
    touched: list[list[int]]
    changes: list[list[str]]
    change_count: int


class PassStatesForm(TypedDict):
    """All operations that there ever are, in order of their places; the first `first` are those asked for.

    `kinds` are those of `touched`.
    """

    names: list[str]
    opcodes: list[str]
    first: int
    kinds: list[str]
    passes: list[PassStateForm]


Key = tuple[str, int]
"""An operation's name, and which of those that are called so it is: computations may use one name each."""


class _Places:
    """The place of each operation, by the key that it has at the time."""

    def __init__(self, first: Iterable[HloInstruction]) -> None:
        self.names: list[str] = []
        self.opcodes: list[str] = []
        self.now: dict[Key, int] = {}
        self.kinds: dict[str, int] = {}
        operations = [i for i in first if is_operation(i)]
        keys = _keys_of([i.name for i in operations])
        for key, operation in zip(keys, operations, strict=True):
            self._put(key, operation.opcode)

    def step(self, change: PassChange) -> tuple[list[int], list[int], list[list[int]]]:
        """The places that came with a pass, that went, and the others that it touched, each with a kind of change."""
        keys = dict(zip(_keys_of(change.names), change.opcodes, strict=True))
        touched = self._touched(change, keys)
        went = [self.now.pop(key) for key in [key for key in self.now if key not in keys]]
        came = [self._put(key, opcode) for key, opcode in keys.items() if key not in self.now]
        gone = {*went}
        return came, went, [pair for pair in touched if pair[0] not in gone]

    def _touched(self, change: PassChange, keys: Mapping[Key, str]) -> list[list[int]]:
        touched: list[list[int]] = []
        for operation in change.changes:
            place = self.now.get((operation.name, 0))
            if place is None:
                continue
            touched.append([place, self.kinds.setdefault(operation.kind, len(self.kinds))])
            new: Key = (operation.into[0], 0) if operation.kind in RENAMING and operation.into else (operation.name, 0)
            if (operation.name, 0) not in keys and new in keys and new not in self.now:  # it keeps its place
                self.now[new] = self.now.pop((operation.name, 0))
        return touched

    def _put(self, key: Key, opcode: str) -> int:
        place = len(self.names)
        self.names.append(key[0])
        self.opcodes.append(opcode)
        self.now[key] = place
        return place


def _keys_of(names: Iterable[str]) -> list[Key]:
    seen: dict[str, int] = {}
    keys: list[Key] = []
    for name in names:
        number = seen.get(name, 0)
        seen[name] = number + 1
        keys.append((name, number))
    return keys


def pass_states(timeline: Timeline, runs: Sequence[PassRun]) -> PassStatesForm:
    """What every pass changed, each operation in its place."""
    places, times = _Places(timeline.first.values), times_by_file(runs)
    first = len(places.names)
    passes = [_state_of(change, places, times) for change in timeline.passes]
    return {
        "names": places.names,
        "opcodes": places.opcodes,
        "first": first,
        "kinds": list(places.kinds),
        "passes": passes,
    }


def _state_of(change: PassChange, places: _Places, times: Mapping[str, float]) -> PassStateForm:
    came, went, touched = places.step(change)
    return {
        "name": change.pass_name,
        "pipeline": change.pipeline,
        "optimization": change.optimization,
        "operations": change.operations,
        "fusions": change.fusions,
        "microseconds": times.get(change.file),
        "counts": change.counts,
        "came": came,
        "went": went,
        "touched": touched,
        "changes": [_told(operation) for operation in change.changes[:_MOST_CHANGES]],
        "change_count": len(change.changes),
    }


def _told(change: OperationChange) -> list[str]:
    """The kind, the name, the opcode, what it is in now, and whether that is inferred."""
    return [change.kind, change.name, change.opcode, ", ".join(change.into), "inferred" if change.is_inferred else ""]
