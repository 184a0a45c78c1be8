"""Program matching: which program of one dump is which of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from hloscope.comparisons.outline import Outline
from hloscope.comparisons.pairing import paired

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
