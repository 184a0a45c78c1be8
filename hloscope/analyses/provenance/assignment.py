"""Assignment: which of several values of one kind stands for which, told by the neighbours that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import eq

from hloscope.analyses.provenance.graph import Named, ValueGraph

Pair = tuple[int, int]


def best_pairs(
    old: ValueGraph, new: ValueGraph, mates: Mapping[int, int], taken: Collection[int], many: int
) -> list[Pair]:
    """Pairs of values that share neighbours with mates, best first; only those in no doubt, where there are any.

    A neighbour that both share counts 1, an equal name of the operation 1 and an equal line of the program 0.5 (which
    gains 0.1). In no doubt are those that share more than either shares with any other (0.9). All in all it gains 2.4.
    """
    shared = _shared_neighbours(old, new, mates, taken, many)
    if not shared:
        return []
    likeness = _Likeness(old, new)
    scores = {pair: count + likeness.of(pair) for pair, count in shared.items()}
    ranked = sorted(scores, key=lambda pair: -scores[pair])
    best: dict[tuple[int, int], list[float]] = defaultdict(list)
    for pair in ranked:
        for side in enumerate(pair):
            best[side].append(scores[pair])
    sure = [pair for pair in ranked if all(_is_clear(best[side], scores[pair]) for side in enumerate(pair))]
    return sure or _best_pairs(ranked)


def pairs_in_order(
    old: ValueGraph, new: ValueGraph, mates: Mapping[int, int], taken: Collection[int]
) -> Iterator[Pair]:
    """Values of one kind, name and line that are as many in both programs, in order of execution. Gains 0.3."""
    likeness = _Likeness(old, new)
    groups = likeness.groups(new, taken)
    for key, values in likeness.groups(old, mates).items():
        others = groups.get(key, ())
        if len(values) == len(others):
            yield from zip(values, others, strict=True)


def pairs_by_name(old: ValueGraph, new: ValueGraph, mates: Mapping[int, int], taken: Collection[int]) -> Iterator[Pair]:
    """Values of one kind, whole name and line, in order of execution, though they be more on one side."""
    for key, values in old.named.items():
        others = [value for value in new.named.get(key, ()) if value not in taken]
        if others:
            yield from zip([value for value in values if value not in mates], others, strict=False)


def pairs_by_line(old: ValueGraph, new: ValueGraph, mates: Mapping[int, int], taken: Collection[int]) -> Iterator[Pair]:
    """Values of one kind and line, whose operations took the names of what they were merged with, in order."""
    places: defaultdict[object, list[int]] = defaultdict(list)
    for key, others in new.named.items():
        if key not in old.named:
            places[key[0], key[2]] += [value for value in others if value not in taken]
    for key, values in old.named.items():
        missing = [value for value in values if value not in mates]
        others = places.get((key[0], key[2]), []) if missing else []
        if len(missing) == len(others):
            yield from zip(missing, others, strict=True)


def parts_by_name(
    old: ValueGraph, new: ValueGraph, mates: Mapping[int, int], taken: Collection[int], many: int
) -> Iterator[Pair]:
    """What is left of a name, as partitioning computes one value in several parts: each with what reads the same."""
    origins: defaultdict[int, list[int]] = defaultdict(list)
    for value, mate in mates.items():
        origins[mate].append(value)
    for key, others in new.named.items():
        values = old.named.get(key, ())
        for part in others if values else ():
            if part not in taken:
                found = values[:1] if len(values) == 1 else _reading_alike(old, new.operands[part], key, origins, many)
                yield from ((value, part) for value in found)


def _reading_alike(
    old: ValueGraph, operands: Sequence[int], key: Named, origins: Mapping[int, Sequence[int]], many: int
) -> Sequence[int]:
    """The value of a name that reads most of what some operands stand for."""
    shared: Counter[int] = Counter()
    for operand in dict.fromkeys(operands):
        users = [user for origin in origins.get(operand, ())[:many] for user in old.users.get(origin, ())[:many]]
        shared.update({user for user in users if old.name_of(user) == key})
    return [value for value, _ in shared.most_common(1)]


def _shared_neighbours(
    old: ValueGraph, new: ValueGraph, mates: Mapping[int, int], taken: Collection[int], many: int
) -> Counter[Pair]:
    shared: Counter[Pair] = Counter()
    for value, kind in old.kinds.items():
        if value in mates:
            continue
        for operand in dict.fromkeys(old.operands[value]):
            readers = new.users_of_kind.get((mates[operand], kind), ()) if operand in mates else ()
            if len(readers) <= many:
                free = [reader for reader in readers if reader not in taken and old.fits(value, new, reader)]
                shared.update([(value, reader) for reader in free])
        users = old.users.get(value, ())
        for user in users if len(users) <= many else ():
            read = new.operands[mates[user]] if user in mates else ()
            if len(read) <= many:
                free = [other for other in dict.fromkeys(read) if other not in taken and new.kinds[other] == kind]
                shared.update([(value, other) for other in free if old.fits(value, new, other)])
    return shared


class _Likeness:
    """What the framework said of the operations behind values."""

    def __init__(self, old: ValueGraph, new: ValueGraph) -> None:
        self._old, self._new = old, new

    def of(self, pair: Pair) -> float:
        """How alike both are said to be: 0 to 2, of which half a point is for sizes, where shards differ."""
        one, other = self._old.origin_of(pair[0]), self._new.origin_of(pair[1])
        alike = (one.last == other.last) + 0.5 * (one.place == other.place)
        return alike + 0.5 * self._shared_sizes(pair) if self._new.is_spread else alike

    def _shared_sizes(self, pair: Pair) -> float:
        """The share of the dimensions that have one size: those over which nothing was spread."""
        sizes = self._old.dimensions(pair[0])
        equal = sum(map(eq, sizes, self._new.dimensions(pair[1])))
        return equal / len(sizes) if sizes else 1.0

    def groups(self, graph: ValueGraph, known: Collection[int]) -> Mapping[object, Sequence[int]]:
        """The values outside of `known`, by kind, name and line; without those that are given."""
        found: defaultdict[object, list[int]] = defaultdict(list)
        for value, kind in graph.kinds.items():
            if value not in known and graph.operands[value]:
                origin = graph.origin_of(value)
                found[kind, origin.last, origin.place].append(value)
        return found


def _is_clear(scores: Sequence[float], score: float) -> bool:
    """Whether a score is the first of some in falling order, and the only one so high."""
    return scores[0] == score and (len(scores) == 1 or scores[1] < score)


def _best_pairs(ranked: Sequence[Pair]) -> list[Pair]:
    """The best pair of each value. Gains 0.3, where there is no better."""
    olds: dict[int, int] = {}
    news: set[int] = set()
    for old, new in ranked:
        if old not in olds and new not in news:
            olds[old] = new
            news.add(new)
    return list(olds.items())
