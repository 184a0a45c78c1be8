"""What optimization did to the broadcasts of a program: which became virtual, and which became materialized."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from hloscope.analyses.broadcasts import Broadcast, Broadcasts

_Key = Callable[[Broadcast], Hashable]


@dataclass(frozen=True, slots=True)
class BroadcastChange:
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
    matches = _matches(before.items, after.items)
    still_written = {earlier for later, earlier in matches.items() if later.is_materialized}
    found: dict[Broadcast, BroadcastChange] = {}
    for later in after.items:
        earlier = matches.get(later)
        if later.is_materialized and (earlier is None or not earlier.is_materialized):
            found[later] = BroadcastChange(earlier, later)
        elif not later.is_materialized and earlier and earlier.is_materialized and earlier not in still_written:
            found.setdefault(earlier, BroadcastChange(earlier, later))
    return tuple(found.values())


def _matches(before: Iterable[Broadcast], after: Iterable[Broadcast]) -> dict[Broadcast, Broadcast]:
    """From the broadcasts of `after` to those of `before`; copies of one go to the same."""
    matches: dict[Broadcast, Broadcast] = {}
    for key in (_type_key, _size_key, _local_key):
        taken = set(matches.values())
        free = (b for b in before if b not in taken and not (key is _local_key and b.source.place))
        earlier = _grouped(free, key)
        for wanted, copies in _grouped((b for b in after if b not in matches), key).items():
            originals = earlier.get(wanted, [])
            pairs = zip(copies, originals + originals[-1:] * len(copies), strict=False)
            matches.update(pairs)
    return matches


def _grouped(broadcasts: Iterable[Broadcast], key: _Key) -> dict[Hashable, list[Broadcast]]:
    """By key, in order; those without any metadata are in no group."""
    groups: dict[Hashable, list[Broadcast]] = {}
    for broadcast in broadcasts:
        if str(broadcast.source):
            groups.setdefault(key(broadcast), []).append(broadcast)
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
