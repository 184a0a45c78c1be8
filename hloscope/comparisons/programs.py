"""Program matching: which program of one dump is which of another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from hloscope.comparisons.outline import Outline

_T = TypeVar("_T")


def paired(
    old: Sequence[_T],
    new: Sequence[_T],
    key: Callable[[_T], Hashable | None],
    known: Mapping[int, int],
    *,
    only_unique: bool = False,
) -> dict[int, int]:
    """The places in `old` of those in `new` that are not `known` yet and have equal keys, in order.

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


_Key = Callable[[Outline], Hashable]


class Matched(NamedTuple):
    """The programs that both have, in the order of the new ones, and those that only one has."""

    pairs: tuple[tuple[Outline, Outline], ...]
    only_old: tuple[Outline, ...]
    only_new: tuple[Outline, ...]


def match_programs(old: Sequence[Outline], new: Sequence[Outline]) -> Matched:
    """Pairs programs by name, entry shapes, backend and folder; what is left over by fewer and fewer of these.

    Several programs that are alike in all of them are paired in order. Programs of other names are paired only if they
    alone have these entry shapes, and as many operations before optimization.
    """
    found: dict[int, int] = {}
    for key in (_everything, _program_and_backend, _program, _folder_and_name, _name):
        found |= paired(old, new, key, found)
    found |= paired(old, new, _shapes, found, only_unique=True)
    taken = set(found.values())
    return Matched(
        pairs=tuple(
            (old[origin], outline) for place, outline in enumerate(new) if (origin := found.get(place)) is not None
        ),
        only_old=tuple(outline for place, outline in enumerate(old) if place not in taken),
        only_new=tuple(outline for place, outline in enumerate(new) if place not in found),
    )


def _everything(outline: Outline) -> Hashable:
    return outline.path, _program_and_backend(outline)


def _program_and_backend(outline: Outline) -> Hashable:
    return _program(outline), outline.platform, outline.arch


def _program(outline: Outline) -> Hashable:
    return outline.function, outline.parameters, outline.results


def _folder_and_name(outline: Outline) -> Hashable:
    return outline.path, outline.function


def _name(outline: Outline) -> Hashable:
    return outline.function


def _shapes(outline: Outline) -> Hashable | None:
    asked_for = outline.numbers["before"]
    if outline.parameters is None or asked_for is None:
        return None
    return outline.parameters, outline.results, outline.platform, asked_for
