"""What optimization did to the broadcasts of a program: which became virtual, and which became materialized."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hloscope.analyses.broadcasts.broadcasts import Broadcast, Broadcasts
from hloscope.analyses.facts.sources import Source

if TYPE_CHECKING:
    from hloscope.analyses.broadcasts.forms import Became, BroadcastChangeForm

_Key = Callable[[Broadcast], Hashable]


class BroadcastChange(NamedTuple):
    """One broadcast in two stages; `before` is None where optimization brought it in."""

    before: Broadcast | None
    after: Broadcast

    @property
    def became(self) -> Became:
        """`materialized` or `virtual`: what it is now."""
        return "materialized" if self.after.is_materialized else "virtual"

    def to_dict(self) -> BroadcastChangeForm:
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
    settled = {origins[place] for place in range(len(after.materialized)) if place in origins}  # which come first
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
    """The places in `before` of those in `after`, by these; copies of one have the same."""
    origins: dict[int, int] = {}
    waiting = _alike(after)
    for key in (_type_key, _size_key, _local_key):
        taken = set(origins.values())
        free = [place for place in range(len(before)) if place not in taken]
        if key is _local_key:
            free = [place for place in free if not before[place].source.place]
        originals = _grouped((key(before[place]), [place]) for place in free if _has_source(before[place]))
        wanted = [(key(after[places[0]]), places) for places in waiting]
        for same, copies in _grouped((same, places) for same, places in wanted if same in originals).items():
            found = originals[same]
            origins.update(zip(sorted(copies), found + found[-1:] * len(copies), strict=False))
        waiting = [places for same, places in wanted if same not in originals]
    return origins


def _alike(broadcasts: Sequence[Broadcast]) -> Sequence[list[int]]:
    """The places of those that share source and extent, as thousands do; those without any metadata are left out."""
    groups: dict[tuple[int, int], list[int]] = {}
    for place, (_, _, _, source, extent, _) in enumerate(broadcasts):
        groups.setdefault((id(source), id(extent)), []).append(place)
    return [places for places in groups.values() if _has_source(broadcasts[places[0]])]


def _grouped(pairs: Iterable[tuple[Hashable, list[int]]]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for key, places in pairs:
        groups.setdefault(key, []).extend(places)
    return groups


def _has_source(broadcast: Broadcast) -> bool:
    return broadcast.source != _NOWHERE


def _type_key(broadcast: Broadcast) -> Hashable:
    shape = broadcast.instruction.shape
    return broadcast.source, shape.element_type, shape.dimensions


def _size_key(broadcast: Broadcast) -> Hashable:
    shape = broadcast.instruction.shape
    return broadcast.source, shape.element_type, shape.num_elements


def _local_key(broadcast: Broadcast) -> Hashable:
    """The key without callers: XLA inlines a call and puts the caller's name in front (xla/service/call_inliner.cc)."""
    shape = broadcast.instruction.shape
    return broadcast.source.op_name.rpartition("/")[2], shape.element_type, shape.dimensions


_NOWHERE = Source()
