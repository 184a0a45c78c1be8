"""Pairing: two sequences put side by side by a key, in linear time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import TypeVar

_T = TypeVar("_T")


def paired(
    old: Sequence[_T],
    new: Sequence[_T],
    key: Callable[[_T], Hashable | None],
    known: Mapping[int, int],
    *,
    only_unique: bool = False,
) -> dict[int, int]:
    """From places in `new` to places in `old`: those that are not `known` yet and have equal keys, in order.

    What has the key None is paired with nothing; with `only_unique`, neither is what shares its key on its own side.
    """
    taken = set(known.values())
    earlier = grouped(old, key, taken)
    later = grouped(new, key, known.keys())
    found: dict[int, int] = {}
    for wanted, places in later.items():
        origins = earlier.get(wanted, [])
        if not only_unique or len(places) == len(origins) == 1:
            found.update(zip(places, origins, strict=False))
    return found


def grouped(
    items: Sequence[_T], key: Callable[[_T], Hashable | None], taken: Collection[int] = frozenset()
) -> dict[Hashable, list[int]]:
    """The places by key, in order, without those that are taken and those whose key is None."""
    groups: dict[Hashable, list[int]] = {}
    for place, item in enumerate(items):
        if place not in taken and (wanted := key(item)) is not None:
            groups.setdefault(wanted, []).append(place)
    return groups
