"""Successors: which operation of the module after a pass is which of the module before it, each once.

Names come first, then values, which a new name does not change. What is left on both sides is paired by opcode and
type, those first that were made for the same part of the program: a pass that makes an operation anew with other
operands neither eliminates nor adds one. Only that is inferred.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.kernels.fused_collectives import COLLECTIVE_OPCODES
from hloscope.analyses.passes.turns import turns_among
from hloscope.analyses.passes.views import View, behind_bitcasts
from hloscope.analyses.values.numbering import Numbering
from hloscope.ir import HloInstruction

Operations = Sequence[HloInstruction]
_Key = Callable[[HloInstruction], Hashable]
_Pair = tuple[HloInstruction, HloInstruction]

_LEAST_NAMED = 0.1
"""A module that keeps the names of fewer operations was made anew as a whole."""


class Successors:
    """What became of the operations of `old`, so far as they are in `new`.

    `of` has the successor of each, `guessed` those whose successor is told by opcode, type and origin, or by what reads
    both. `copies` are further operations that compute the same value, `turns` others that do what one in a loop does
    for other turns. `gone` have no successor and `added` no predecessor. By opcode and type no operation is in both:
    `balanced` has for what would be in the first another one of its opcode and type that would be in the second.
    """

    def __init__(self, old: View, new: View, numbering: Numbering) -> None:
        self._old, self._new, self._numbering = old, new, numbering
        self.of: dict[HloInstruction, HloInstruction] = {}
        self.guessed: set[HloInstruction] = set()
        self.balanced: dict[HloInstruction, HloInstruction] = {}
        self._reads: dict[_Pair, Mapping[HloInstruction, Operations]] = {}
        self.copies: defaultdict[HloInstruction, list[HloInstruction]] = defaultdict(list)
        self.turns: Mapping[HloInstruction, Operations] = {}
        self.added: Operations = ()
        fresh = self._pair_names()
        # As where a program is cut into shards.
        self._is_made_anew = _LEAST_NAMED * len(old.operations) > len(self.of)
        self.gone = [i for i in old.operations if i not in self.of]
        if self.gone or fresh:
            fresh = self._pair_values(fresh)
            fresh = self._pair_rest(fresh)
            self.turns = turns_among(fresh, old)
            known = {turn for turns in self.turns.values() for turn in turns}
            self.added = [i for i in fresh if i not in known]

    def read_instead_of(self, gone: HloInstruction) -> Iterator[HloInstruction]:
        """What the readers of an operation read in its place, so far as they are there still."""
        for user in gone.users:
            now = self.of.get(user) or self._new.find(user)
            if now is not None and len(now.operands) == len(user.operands):
                yield from self._reads_of(user, now).get(gone, ())

    def _reads_of(self, user: HloInstruction, now: HloInstruction) -> Mapping[HloInstruction, Operations]:
        """What a reader reads in the place of each operand; each reader is looked at once, however wide it is."""
        known = self._reads.get((user, now))
        if known is None:
            found: defaultdict[HloInstruction, list[HloInstruction]] = defaultdict(list)
            for was, read in zip(user.operands, now.operands, strict=True):
                found[was].append(behind_bitcasts(read))
            known = self._reads[user, now] = found
        return known

    def _pair_names(self) -> list[HloInstruction]:
        """Pairs operations of one name; gives those that are left of the new ones."""
        find, of = self._new.find, self.of
        for instruction in self._old.operations:
            now = find(instruction)
            if now is not None:
                of[instruction] = now
        taken = set(of.values())
        return [i for i in self._new.operations if i not in taken]

    def _pair_values(self, fresh: Operations) -> list[HloInstruction]:
        """Pairs operations of one value, and finds copies; gives those of the new ones whose values are new."""
        by_value: defaultdict[tuple[str, int], deque[HloInstruction]] = defaultdict(deque)
        for instruction in fresh:
            for value in self._new.values[instruction]:
                by_value[instruction.opcode, value].append(instruction)
        taken: set[HloInstruction] = set()
        for instruction in self.gone:
            found = self._next_of(instruction, by_value, taken)
            if found is not None:
                self.of[instruction] = found
                taken.add(found)
        self.gone = [i for i in self.gone if i not in self.of]
        return [i for i in fresh if i not in taken and not self._is_copy(i)]

    def _next_of(
        self,
        instruction: HloInstruction,
        by_value: Mapping[tuple[str, int], deque[HloInstruction]],
        taken: set[HloInstruction],
    ) -> HloInstruction | None:
        for value in self._old.values[instruction]:
            candidates = by_value.get((instruction.opcode, value))
            while candidates:
                found = candidates.popleft()
                if found not in taken:
                    return found
        return None

    def _is_copy(self, instruction: HloInstruction) -> bool:
        """Whether a new operation computes what an old one does, which is told of it then."""
        for value in self._new.values[instruction]:
            for holder in self._old.holders.get(value, ()):
                if holder.opcode == instruction.opcode:
                    self.copies[holder].append(instruction)
                    return True
        return False

    def _pair_rest(self, fresh: list[HloInstruction]) -> list[HloInstruction]:
        """Pairs by origin what nothing tells of otherwise; gives the new operations that are left."""
        keys = _Keys(self._old, self._new)
        lost = [i for i in self.gone if not self._new.find_computing(self._old.values[i], i.opcode)]
        lost, fresh = self._take(_in_order(lost, fresh, keys.loop), lost, fresh)
        lost, fresh = self._take(self._readings(lost, set(fresh), keys.kind), lost, fresh)
        for key in (keys.whole, keys.made_for, keys.talk):
            lost, fresh = self._take(_in_order(lost, fresh, key), lost, fresh)
        for key in (keys.kind, _opcode_of):
            lost, fresh = self._take(self._readings(lost[::-1], set(fresh), key), lost, fresh)
        if self._is_made_anew:
            lost, fresh = self._take(_of_equal_number(lost, fresh, keys.shaped_anew), lost, fresh)
        self._settle()
        lost, fresh = self._take(_in_order(lost, fresh, keys.kind), lost, fresh, self.balanced)
        self._take_copies(lost, keys)
        self.gone = [i for i in self.gone if i not in self.of and i not in self.balanced]
        return fresh

    def _readings(self, lost: Operations, fresh: set[HloInstruction], key: _Key) -> Iterator[_Pair]:
        """What readers read instead, if that is of the same kind. Lazily: a pair makes others possible."""
        for instruction in lost:
            for read in self.read_instead_of(instruction):
                if read in fresh and key(read) == key(instruction):
                    yield instruction, read

    def _take(
        self,
        pairs: Iterable[_Pair],
        lost: Operations,
        fresh: Operations,
        into: dict[HloInstruction, HloInstruction] | None = None,
    ) -> tuple[list[HloInstruction], list[HloInstruction]]:
        found, taken = self.of if into is None else into, set[HloInstruction]()
        for old, new in pairs:
            if old not in found and new not in taken:
                found[old] = new
                taken.add(new)
                self.guessed.update([old] if into is None else [])
        return [i for i in lost if i not in found], [i for i in fresh if i not in taken]

    def _settle(self) -> None:
        """What was paired is one operation from now on."""
        for old in self.guessed:
            values, others = self._old.values[old], self._new.values[self.of[old]]
            if len(values) == len(others):
                for value, other in zip(values, others, strict=True):
                    self._numbering.unite(value, other)

    def _take_copies(self, lost: Operations, keys: _Keys) -> None:
        """Makes none of an opcode and a type both gone and copied: what is read now is another's value."""
        owners = {copy: owner for owner, copies in self.copies.items() for copy in copies}
        pairs = dict(_in_order(lost, list(owners), keys.kind))
        self.balanced.update(pairs)
        taken = set(pairs.values())
        for owner in {owners[new] for new in taken}:
            self.copies[owner] = [copy for copy in self.copies[owner] if copy not in taken]


def _opcode_of(instruction: HloInstruction) -> Hashable:
    return instruction.opcode


class _Keys:
    """What operations of both modules say of themselves."""

    def __init__(self, old: View, new: View) -> None:
        self._views = (old, new)
        self._clones = new.numbered.clones
        self._sources = (Sources(), Sources())  # each is of one module
        self._old_operations = old.values

    def _view_of(self, instruction: HloInstruction) -> View:
        return self._views[instruction not in self._old_operations]

    def _source_of(self, instruction: HloInstruction) -> Source:
        return self._sources[instruction not in self._old_operations].source_of(instruction)

    def kind(self, instruction: HloInstruction) -> Hashable:
        """Its opcode and its type."""
        return instruction.opcode, self._view_of(instruction).type_of(instruction)

    def made_for(self, instruction: HloInstruction) -> Hashable:
        """Its opcode, its type and what the framework said of it; None if it said nothing."""
        source = self._source_of(instruction)
        return (self.kind(instruction), source) if any(source) else None

    def whole(self, instruction: HloInstruction) -> Hashable:
        """All that, its attributes and where it is; None if the framework said nothing."""
        made_for = self.made_for(instruction)
        key = self._view_of(instruction).key_of(instruction)
        name = instruction.computation.name
        return None if made_for is None else (made_for, key and key[0], self._clones.get(name, name))

    def talk(self, instruction: HloInstruction) -> Hashable:
        """A collective's kind and groups; None of all else, and of a new one of which the framework said something.

        What is taken out of a loop that adds up gradients is made anew, and nothing is said of it.
        """
        groups = instruction.attributes.get("replica_groups") if instruction.opcode in COLLECTIVE_OPCODES else None
        is_told = instruction not in self._old_operations and any(self._source_of(instruction))
        return None if groups is None or is_told else (self.kind(instruction), str(groups))

    def loop(self, instruction: HloInstruction) -> Hashable:
        """What the body of a loop was made of; None of anything else."""
        if instruction.opcode != "while" or not instruction.called_computations:
            return None
        return [self._clones.get(c.name, c.name) for c in instruction.called_computations][-1]

    def shaped_anew(self, instruction: HloInstruction) -> Hashable:
        """What stays the same where a program is cut into shards; None if the framework did not say."""
        source = self._source_of(instruction)
        return (instruction.opcode, source) if source.op_name else None


def _in_order(lost: Operations, fresh: Operations, key: _Key) -> Iterator[_Pair]:
    """Pairs operations of one key, in order; not those without."""
    if not lost or not fresh:
        return
    waiting: defaultdict[Hashable, deque[HloInstruction]] = defaultdict(deque)
    for instruction in fresh:
        waiting[key(instruction)].append(instruction)
    for instruction in lost:
        shared = key(instruction)
        if shared is not None and waiting[shared]:
            yield instruction, waiting[shared].popleft()


def _of_equal_number(lost: Operations, fresh: Operations, key: _Key) -> Iterator[_Pair]:
    """Pairs operations of one key, in order, where both sides have as many of them."""
    numbers = Counter(map(key, lost)), Counter(map(key, fresh))

    def balanced_key(instruction: HloInstruction) -> Hashable:
        found = key(instruction)
        return found if numbers[0][found] == numbers[1][found] else None

    return _in_order(lost, fresh, balanced_key)
