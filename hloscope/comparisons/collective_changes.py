"""Collective changes: of which kind and over which axes a program now has more or fewer, or moves other bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from hloscope.comparisons.outline import CollectiveTotal


class CollectiveChangeForm(TypedDict):
    """Collectives of one kind over the same axes: how many, and their payload in a run, each old and new."""

    kind: str
    over: str
    count: list[int]
    bytes: list[int]


class CollectiveChange(NamedTuple):
    """Collectives of one kind over the same axes, which are more or fewer, or move other bytes."""

    old: CollectiveTotal
    new: CollectiveTotal

    def to_dict(self) -> CollectiveChangeForm:
        """The JSON form."""
        return {
            "kind": self.new.kind,
            "over": self.new.over,
            "count": [self.old.number, self.new.number],
            "bytes": [self.old.bytes, self.new.bytes],
        }


def collective_changes(
    old: Iterable[CollectiveTotal] | None, new: Iterable[CollectiveTotal] | None
) -> tuple[CollectiveChange, ...]:
    """What changed, the largest difference in bytes first; nothing where either side does not tell."""
    if old is None or new is None:
        return ()
    before, after = ({(total.kind, total.over): total for total in side} for side in (old, new))
    changes = [
        CollectiveChange(before.get(key, CollectiveTotal(*key, 0, 0)), after.get(key, CollectiveTotal(*key, 0, 0)))
        for key in dict.fromkeys([*before, *after])
    ]
    changed = [change for change in changes if change.old != change.new]
    return tuple(sorted(changed, key=lambda change: -abs(change.new.bytes - change.old.bytes)))
