"""Folding: which programs of the ranks are one program, and which contents it has on which ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from hloscope.comparisons.ranks.contents import Content
from hloscope.dump import Compilation

_COMPARED = 64
"""A content is matched with so many programs that lack its ranks: a name may be that of thousands of programs."""


class Member(NamedTuple):
    """A compilation on a rank, which is told by its place among the ranks; `content` is None if it cannot be read."""

    rank: int
    place: str
    function: str
    compilation: Compilation
    content: Content | None


@dataclass
class Variant:
    """One content of a program, and the ranks that have it, each with its compilations."""

    content: Content
    function: str
    by_rank: dict[int, list[Compilation]] = field(default_factory=dict[int, list[Compilation]])

    @property
    def compilation(self) -> Compilation:
        """One that stands for all."""
        return next(iter(self.by_rank.values()))[0]


@dataclass
class Folded:
    """One program: its contents, the most frequent first, and the ranks that lack it, or on which it cannot be read."""

    place: str
    function: str
    variants: list[Variant]
    missing: set[int]
    unreadable: set[int] = field(default_factory=set[int])

    @property
    def has_usual(self) -> bool:
        """Whether one content is on more ranks than any other."""
        sizes = [len(variant.by_rank) for variant in self.variants[:2]]
        return len(sizes) < 2 or sizes[0] > sizes[1]


def folded(members: Sequence[Member], ranks: int) -> list[Folded]:
    """The programs of so many ranks, in the order in which they come first.

    Equal contents are one program. Those of one function that differ are one too if they are on different ranks: where
    several fit, those with equal entry shapes, then in order.
    """
    variants = _variants_of(members)
    found: list[Folded] = []
    for (place, function), group in _by_function(_with_other_names(variants)).items():
        found += _matched(place, function, group, ranks)
    _mark_unreadable(found, members)
    order = {id(member.compilation): number for number, member in enumerate(members)}
    return sorted(found, key=lambda program: order[id(program.variants[0].compilation)])


def _variants_of(members: Iterable[Member]) -> list[tuple[str, Variant]]:
    found: dict[tuple[object, ...], tuple[str, Variant]] = {}
    for rank, place, function, compilation, content in members:
        if content is not None:
            key = (place, function, content.key)
            _, variant = found.setdefault(key, (place, Variant(content, function)))
            variant.by_rank.setdefault(rank, []).append(compilation)
    return [*found.values()]


def _with_other_names(variants: Sequence[tuple[str, Variant]]) -> list[tuple[str, Variant]]:
    """Takes those together that are called otherwise and say the same, on different ranks."""
    alike: defaultdict[tuple[object, ...], list[tuple[str, Variant]]] = defaultdict(list)
    for place, variant in variants:
        alike[place, variant.content.key].append((place, variant))
    return [each for group in alike.values() for each in _joined(group)]


def _joined(group: list[tuple[str, Variant]]) -> list[tuple[str, Variant]]:
    place, first = max(group, key=lambda each: len(each[1].by_rank))
    others: list[tuple[str, Variant]] = []
    for each in group:
        if each[1] is first or not first.by_rank.keys().isdisjoint(each[1].by_rank):
            others += [] if each[1] is first else [each]
        else:
            first.by_rank.update(each[1].by_rank)
    return [(place, first), *others]


def _by_function(variants: Iterable[tuple[str, Variant]]) -> dict[tuple[str, str], list[Variant]]:
    found: defaultdict[tuple[str, str], list[Variant]] = defaultdict(list)
    for place, variant in variants:
        found[place, variant.function].append(variant)
    return found


def _matched(place: str, function: str, variants: list[Variant], ranks: int) -> list[Folded]:
    everywhere = set(range(ranks))
    found: list[Folded] = []
    lacking: dict[int, Folded] = {}  # those that some ranks have not got yet
    for variant in sorted(variants, key=lambda each: (-len(each.by_rank), min(each.by_rank))):
        number = _find_program(variant, lacking)
        if number is None:
            program = Folded(place, function, [variant], everywhere - variant.by_rank.keys())
            number = len(found)
            found.append(program)
            lacking[number] = program
        else:
            lacking[number].variants.append(variant)
            lacking[number].missing -= variant.by_rank.keys()
        if not lacking[number].missing:
            del lacking[number]
    return found


def _find_program(variant: Variant, lacking: dict[int, Folded]) -> int | None:
    """The program that a content is of, if all of its ranks lack it: one with equal entry shapes before others."""
    fitting = [
        number
        for number, program in islice(lacking.items(), _COMPARED)
        if program.missing.issuperset(variant.by_rank.keys())
    ]
    headers = variant.compilation.headers if len(fitting) > 1 else None
    alike = (n for n in fitting if headers and lacking[n].variants[0].compilation.headers == headers)
    return next(alike, next(iter(fitting), None))


def _mark_unreadable(programs: Sequence[Folded], members: Iterable[Member]) -> None:
    """A rank whose file is broken may have the program: that it lacks one is not known."""
    waiting: defaultdict[tuple[str, str], list[Folded]] = defaultdict(list)
    for program in programs:
        waiting[program.place, program.function].append(program)
    for member in members:
        if member.content is None:
            alike = islice(waiting[member.place, member.function], _COMPARED)
            lacking = (each for each in alike if member.rank in each.missing)
            for program in islice(lacking, 1):
                program.missing.discard(member.rank)
                program.unreadable.add(member.rank)
