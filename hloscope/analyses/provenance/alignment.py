"""Alignment: which values of two modules stand for one another, though what they are made of was rewritten.

It begins with equal values and goes along the edges of both graphs: downwards to what does the same to them, upwards
to what is read in the same place. Where several come into question, it takes those that share most neighbours
(`hloscope.analyses.provenance.assignment`). The gains in the comments are in percent of the operations of 81
compilations of 33 programs (`benchmarks/provenance.py`): how much agreement with what snapshots show is lost without
the step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from hloscope.analyses.provenance.assignment import (
    best_pairs,
    pairs_by_line,
    pairs_by_name,
    pairs_in_order,
    parts_by_name,
)
from hloscope.analyses.provenance.graph import ValueGraph
from hloscope.analyses.values.canonical import COMMUTATIVE

MANY = 16
"""Readers of one kind that a value may have and still tell something by; bounds the work for each edge."""

_SWEEPS = 60  # those programs take 21 at most, 12 layers of a transformer 8

Pair = tuple[int, int]


class Alignment:
    """`mates` has the value of `new` that stands for each value of `old`, so far as one was found; `taken` are those.

    Linear in the edges of both graphs, but for sorting candidates.
    """

    def __init__(self, old: ValueGraph, new: ValueGraph) -> None:
        self.old, self.new = old, new
        self.mates = {value: value for value in old.makers if value in new.makers}
        self.taken = set(self.mates)
        self._order: Sequence[int] = list(old.makers)
        self._align()

    def stand_ins(self) -> Mapping[int, Sequence[int]]:
        """What the readers of values without a mate read in their place, by value, where that is new."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for value, mate in self.mates.items():
            for old, new in self._operands_of(value, mate):
                if old not in self.mates and new not in self.taken:
                    found[old].append(new)
        return found

    def parts(self) -> Mapping[int, Sequence[int]]:
        """What computes more of a value than its mate does."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for value, part in parts_by_name(self.old, self.new, self.mates, self.taken, MANY):
            found[value].append(part)
        return found

    def bypassed(self) -> Collection[int]:
        """The values without a mate that nothing reads any more: all their readers are gone or read what was there.

        So a product with one is gone, and what a constant was computed from. It is not known of what a loop holds.
        """
        found: set[int] = set()
        passed = self._passed_by()
        for value in reversed(self._order):
            users = self.old.users.get(value, ())
            if value not in self.mates and users and all(user in found or (user, value) in passed for user in users):
                found.add(value)
        return found

    def _passed_by(self) -> Collection[Pair]:
        """Readers, each with a value in whose place the same reader reads what stands for another, or a constant."""
        passed: dict[Pair, bool] = {}
        for user, mate in self.mates.items():
            if mate != user and self.old.kinds[user][0] == self.new.kinds[mate][0]:
                for old, new in self._operands_of(user, mate):
                    is_other = new in self.taken or self.new.makers[new].opcode == "constant"
                    passed[user, old] = passed.get((user, old), True) and is_other
        return {pair for pair, is_passed in passed.items() if is_passed}

    def _align(self) -> None:
        old, new = self.old.result, self.new.result
        self._take([] if old is None or new is None else [(old, new)])
        self._take(self._parameters())
        self._take(self._named_once())
        for _ in range(_SWEEPS):
            if not self._take_sure() and not self._take_likely():
                break

    def _parameters(self) -> Iterator[Pair]:
        """What the program is given, shards of it too."""
        others = self.new.parameters
        if len(others) == len(self.old.parameters):
            yield from ((value, others[n]) for n, value in self.old.parameters.items() if n in others)

    def _named_once(self) -> Iterator[Pair]:
        """What alone bears its name, does the same and comes from the same line."""
        for key, values in self.old.named.items():
            others = self.new.named.get(key, ())
            if len(values) == len(others) == 1 and others[0] not in self.taken:
                yield values[0], others[0]

    def _take_sure(self) -> bool:
        found = self._take(self._downwards())
        return self._take(self._upwards()) or found

    def _take_likely(self) -> bool:
        return (
            self._take(best_pairs(self.old, self.new, self.mates, self.taken, MANY))
            or self._take(pairs_in_order(self.old, self.new, self.mates, self.taken))
            or self._take(self._shared())
            or self._take(pairs_by_name(self.old, self.new, self.mates, self.taken))
            or self._take(pairs_by_line(self.old, self.new, self.mates, self.taken))
        )

    def _take(self, pairs: Iterable[Pair]) -> bool:
        """Pairs what has no mate yet; whether there was any. Lazily: a pair makes others possible."""
        size = len(self.mates)
        for old, new in pairs:
            if old not in self.mates:
                self.mates[old] = new
                self.taken.add(new)
        return len(self.mates) > size

    def _downwards(self) -> Iterator[Pair]:
        """What does the same to values that have mates. Gains 0.1, for most are found by shared neighbours too."""
        for value in self._order:
            operands = self.old.operands[value]
            if value in self.mates or not operands or not all(operand in self.mates for operand in operands):
                continue
            found = self._reader_of([self.mates[operand] for operand in operands], value)
            if found is not None:
                yield value, found

    def _reader_of(self, operands: list[int], value: int) -> int | None:
        kind = self.old.kinds[value]
        readers = min((self.new.users_of_kind.get((operand, kind), ()) for operand in operands), key=len)
        if len(readers) > MANY:
            return None
        is_ordered = kind[0] not in COMMUTATIVE
        wanted = tuple(operands) if is_ordered else sorted(operands)
        found = [r for r in readers if (self.new.operands[r] if is_ordered else sorted(self.new.operands[r])) == wanted]
        found = [reader for reader in found if self.old.fits(value, self.new, reader)]
        free = [reader for reader in found if reader not in self.taken]
        same = [reader for reader in found if self.new.canonical_text(reader) == self.old.canonical_text(value)]
        if same:
            return next((reader for reader in same if reader not in self.taken), same[0])
        return free[0] if len(free) == 1 else None

    def _upwards(self) -> Iterator[Pair]:
        """What nothing else stands for and is read in the same place by values that have mates. Gains 2.6."""
        for old, new in self._operand_pairs():
            if new not in self.taken:
                yield old, new

    def _shared(self) -> Iterator[Pair]:
        """The same, though it stands for something else as well: XLA merged both. Gains 0.9."""
        return self._operand_pairs()

    def _operand_pairs(self) -> Iterator[Pair]:
        for value in reversed(self._order):
            mate = self.mates.get(value)
            if mate is not None and mate != value and self.old.kinds[value][0] == self.new.kinds[mate][0]:
                pairs = list(self._operands_of(value, mate))
                if self.old.kinds[value][0] == "tuple" and not all(map(self._are_alike, pairs)):
                    continue  # what a loop holds may be in another order
                yield from [pair for pair in pairs if pair[0] not in self.mates and self._are_alike(pair)]

    def _are_alike(self, pair: Pair) -> bool:
        old, new = pair
        return self.old.kinds[old] == self.new.kinds[new] and self.old.fits(old, self.new, new, turned=True)

    def _operands_of(self, value: int, mate: int) -> Iterator[Pair]:
        """Operands place for place; XLA seldom changes the order of those of a sum."""
        left, right = self.old.operands[value], self.new.operands[mate]
        return zip(left, right, strict=True) if len(left) == len(right) else iter(())
