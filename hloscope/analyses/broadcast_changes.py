"""What optimization did to the broadcasts of a program: which became virtual, and which became materialized."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from hloscope.analyses.broadcasts import Broadcast, Broadcasts
from hloscope.analyses.sources import Source

_Key = Callable[[Broadcast], Hashable]


class BroadcastChange(NamedTuple):
    """One broadcast in two stages; `before` is None where optimization brought it in."""

    before: Broadcast | None
    after: Broadcast

    @property
    def became(self) -> str:
        """`materialized` or `virtual`: what it is now."""
        return "materialized" if self.after.is_materialized else "virtual"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; which broadcast became which is inferred, what each of them is, is not."""
        return {
            "became": self.became,
            "before": self.before and self.before.to_dict(),
            "after": self.after.to_dict(),
            "inferred": True,
        }


def changes(before: Broadcasts, after: Broadcasts) -> tuple[BroadcastChange, ...]:
    """The broadcasts that became materialized or virtual between two stages of one program, the worst first.

    Inferred: two broadcasts are taken for the same if operation, source line, element type and dimensions agree; or
    failing that the number of elements, as layouts are rearranged; or failing that the last part of the operation's
    name where `before` has no more, as in the body of a call. One whose copies went into several fusions became virtual
    only if all copies did. A materialized one that `before` has no match for became materialized.
    """
    origins = _origins_of(after.items, before.items)
    settled = {origins[place] for place in origins if after.items[place].is_materialized}
    found: list[BroadcastChange] = []
    for place, later in enumerate(after.items):
        origin = origins.get(place)
        earlier = None if origin is None else before.items[origin]
        if later.is_materialized == (earlier is not None and earlier.is_materialized):
            continue
        if not later.is_materialized and origin is not None:
            if origin in settled:  # a copy of it is written still, or was told of
                continue
            settled.add(origin)
        found.append(BroadcastChange(earlier, later))
    return tuple(found)


def _origins_of(after: Sequence[Broadcast], before: Sequence[Broadcast]) -> dict[int, int]:
    """From places in `after` to places in `before`; copies of one go to the same."""
    origins: dict[int, int] = {}
    for key in (_type_key, _size_key, _local_key):
        taken = set(origins.values())
        free = [
            (place, broadcast)
            for place, broadcast in enumerate(before)
            if place not in taken and not (key is _local_key and broadcast.source.place)
        ]
        earlier = _grouped(free, key)
        later = _grouped([(place, copy) for place, copy in enumerate(after) if place not in origins], key)
        for wanted, copies in later.items():
            originals = earlier.get(wanted, [])
            origins.update(zip(copies, originals + originals[-1:] * len(copies), strict=False))
    return origins


def _grouped(broadcasts: Iterable[tuple[int, Broadcast]], key: _Key) -> dict[Hashable, list[int]]:
    """The places by key, in order; broadcasts without any metadata are in no group."""
    groups: dict[Hashable, list[int]] = {}
    for place, broadcast in broadcasts:
        if broadcast.source != _NOWHERE:
            groups.setdefault(key(broadcast), []).append(place)
    return groups


def _type_key(broadcast: Broadcast) -> Hashable:
    shape = broadcast.instruction.shape
    return broadcast.source, shape.element_type, shape.dimensions


def _size_key(broadcast: Broadcast) -> Hashable:
    shape = broadcast.instruction.shape
    return broadcast.source, shape.element_type, shape.num_elements


def _local_key(broadcast: Broadcast) -> Hashable:
    """XLA inlines a call and puts the caller's name in front of the operation's (xla/service/call_inliner.cc)."""
    shape = broadcast.instruction.shape
    return broadcast.source.op_name.rpartition("/")[2], shape.element_type, shape.dimensions


_NOWHERE = Source()
