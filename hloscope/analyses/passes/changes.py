"""What one pass did: which operations of the module before it are where in the module after it.

An operation is followed by its value (`hloscope.analyses.values`), so a new name is no change, and one that fusion
copied into three clusters is three times there. By opcode and type what is added less what is gone is what the module
after the pass has more (`OperationChange.growth`). What is inferred says so: above all what stands in for an operation
that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hloscope.analyses.passes.change import RENAMING, ChangeKind, OperationChange, OperationChangeForm
from hloscope.analyses.passes.moves import Move, Moves
from hloscope.analyses.passes.stand_ins import StandIns
from hloscope.analyses.passes.successors import Successors
from hloscope.analyses.passes.views import View, is_operation
from hloscope.analyses.values.numbering import Numbering
from hloscope.ir import HloComputation, HloInstruction

__all__ = ["RENAMING", "OperationChange", "OperationChangeForm", "changes_between", "is_operation"]

_STAND_INS = frozenset({"replaced", "folded"})

Fate = tuple[ChangeKind, tuple[str, ...]]


def changes_between(old: View, new: View, numbering: Numbering) -> tuple[OperationChange, ...]:
    """What became of each operation of `old` that is no longer what and where it was; then what `new` has more."""
    return tuple(_Comparison(old, new, numbering).changes())


class _Comparison:
    def __init__(self, old: View, new: View, numbering: Numbering) -> None:
        self.old, self.new, self.numbering = old, new, numbering
        self.successors = Successors(old, new, numbering)
        self.moves = Moves(old, new, self.successors)
        self.stand_ins = StandIns(old, new, self.successors)

    def changes(self) -> Iterator[OperationChange]:
        unchanged = self._unchanged()
        of, copies, turns = self.successors.of, self.successors.copies, self.successors.turns
        for was in self.old.operations:
            now = of.get(was)
            if now is None:
                yield self._end_of(was)
            elif was.computation not in unchanged:
                yield from self._changes_of(was, now)
            if copies.get(was):
                yield self._copied(was, copies[was])
            if was in turns:
                yield from self._turned(was, now, turns[was])
        yield from [self._change_of_new(new, "made") for new in self.successors.balanced.values()]
        yield from [self._change_of_new(new, "added") for new in self.successors.added]

    def _change_of_new(self, new: HloInstruction, kind: ChangeKind) -> OperationChange:
        values, into = self.new.values[new], self._clusters([new])
        return OperationChange(kind, new.name, new.opcode, into, values, shape=self.new.type_of(new))

    def _unchanged(self) -> set[HloComputation]:
        """The computations that both modules share, with the same values in the same places."""
        old, new = self.old, self.new
        shared = [c for c, leaf in new.numbered.leaves.items() if old.numbered.leaves.get(c) is leaf]
        return {c for c in shared if old.place_of(c.root) == new.place_of(c.root)}

    def _end_of(self, gone: HloInstruction) -> OperationChange:
        if gone in self.successors.balanced:
            into = tuple([i.label for i in self.stand_ins.of(gone)])
            return self._change(gone, "rewired", into, is_inferred=not self.stand_ins.is_dead(gone))
        kind, into = self._fate_of(gone)
        is_inferred = kind in _STAND_INS or (kind == "removed" and not self.stand_ins.is_dead(gone))
        return self._change(gone, kind, into, is_inferred=is_inferred)

    def _fate_of(self, gone: HloInstruction) -> Fate:
        """What became of an operation that has no successor."""
        holder = self.new.find_computing(self.old.values[gone], gone.opcode)
        readers = tuple([user.label for user in gone.users])
        if holder:
            is_read = gone.is_root or any(map(self.stand_ins.is_there_still, gone.users))
            return ("merged", (holder.name,)) if is_read or self._is_balanced(gone) else ("removed", readers)
        found = self.stand_ins.of(gone)
        if not found:
            return "removed", readers
        is_folded = all(i.opcode == "constant" for i in found)
        return "folded" if is_folded else "replaced", tuple([i.label for i in found])

    def _is_balanced(self, gone: HloInstruction) -> bool:
        """Whether there are as many operations of its opcode and type as before: then it was not eliminated."""
        kind = (gone.opcode, self.old.type_of(gone))
        return self.old.census[kind] == self.new.census[kind]

    def _changes_of(self, was: HloInstruction, now: HloInstruction) -> Iterator[OperationChange]:
        if self._is_untouched(was, now):
            return
        is_inferred = was in self.successors.guessed
        moved = self._move_of(was, now)
        if moved:
            yield self._change(was, *moved, is_inferred=is_inferred)
        elif was in self.successors.turns:
            pass  # which tells of its name too
        elif was.name != now.name:
            yield self._change(was, "renamed", (now.name,), is_inferred=is_inferred)
        if not self._is_alike(was, now):
            shape, new_shape = self.old.type_of(was), self.new.type_of(now)
            new_shape = "" if shape == new_shape else new_shape
            yield self._change(
                was, "rewritten", (self._difference(was, now),), is_inferred=is_inferred, new_shape=new_shape
            )

    def _is_untouched(self, was: HloInstruction, now: HloInstruction) -> bool:
        """Whether it is there as it was, outside of clusters: told of most in 0.3 us, by the other questions in 1.5."""
        if was.name != now.name or was.computation in self.old.runners or now.computation in self.new.runners:
            return False
        is_here = was.computation.name == now.computation.name
        return is_here and self.old.key_of(was) == self.new.key_of(now) is not None

    def _move_of(self, was: HloInstruction, now: HloInstruction) -> tuple[ChangeKind, tuple[str, ...], str] | None:
        """The move into or out of a cluster, else of a loop, a branch or a call; None if it stays where it is."""
        if not self._is_same_place(was, now):
            return *self._fused([now, *self.successors.copies.get(was, ())]), ""
        if was in self.successors.turns:
            return None
        move = self.moves.of(was, now)
        is_guess = was in self.successors.guessed and move is not None and not move.caller
        return (move.kind, (now.name,), move.caller) if move and not is_guess else None

    def _is_same_place(self, was: HloInstruction, now: HloInstruction) -> bool:
        """Whether it is in a cluster of the same value, or in one of the same name that has another by now."""
        old, new = self.old.place_of(was), self.new.place_of(now)
        if old is None or new is None:
            return old is new
        settled = self.numbering.settled
        names = [cluster and cluster.name for cluster in (self.old.cluster_of(was), self.new.cluster_of(now))]
        return settled(old) == settled(new) or names[0] == names[1]

    def _fused(self, now: Sequence[HloInstruction]) -> Fate:
        clusters = self._clusters(now)
        if not clusters:
            return "unfused", tuple([i.name for i in now])
        is_alone = all(self.new.sizes[c] == 1 for c in map(self.new.cluster_of, now) if c)
        return "wrapped" if is_alone else "fused", clusters

    def _clusters(self, instructions: Sequence[HloInstruction]) -> tuple[str, ...]:
        found = map(self.new.cluster_of, instructions)
        return tuple(dict.fromkeys([cluster.name for cluster in found if cluster]))

    def _copied(self, was: HloInstruction, copies: Sequence[HloInstruction]) -> OperationChange:
        into = self._clusters(copies) or tuple([i.name for i in copies])
        return self._change(was, "copied", into, count=len(copies))

    def _turned(
        self, was: HloInstruction, now: HloInstruction | None, turns: Sequence[HloInstruction]
    ) -> Iterator[OperationChange]:
        """An operation of a loop of which other turns stand beside it, or outside of the loop."""
        moves: dict[Move | None, list[str]] = {}
        for turn in turns:
            moves.setdefault(self.moves.of_turn(was, turn), []).append(turn.name)
        values = (*self.old.values[was], *[value for i in turns for value in self.new.values[i]])
        for move, names in moves.items():
            if move:
                into = (*([now.name] if now and move.kind == "unrolled" else ()), *names)
                yield self._change(was, move.kind, into, move.caller, is_inferred=True, values=values)
        yield self._change(was, "copied", tuple([i.name for i in turns]), is_inferred=True, count=len(turns))

    def _change(
        self,
        was: HloInstruction,
        kind: ChangeKind,
        into: tuple[str, ...],
        caller: str = "",
        *,
        is_inferred: bool = False,
        new_shape: str = "",
        count: int = 1,
        values: tuple[int, ...] = (),
    ) -> OperationChange:
        values = values or self.old.values[was]
        shape = self.old.type_of(was)
        return OperationChange(kind, was.name, was.opcode, into, values, is_inferred, shape, new_shape, caller, count)

    def _is_alike(self, was: HloInstruction, now: HloInstruction) -> bool:
        old, new = self.old.key_of(was), self.new.key_of(now)
        if old == new or old is None or new is None:
            return self.old.type_of(was) == self.new.type_of(now)
        if old[0] == new[0] and len(self.old.values[was]) != len(self.new.values[now]):
            return True  # it is told of one of several callers what the operands are
        settled = self.numbering.settled
        return old[0] == new[0] and list(map(settled, old[1])) == list(map(settled, new[1]))

    def _difference(self, was: HloInstruction, now: HloInstruction) -> str:
        if self.old.type_of(was) != self.new.type_of(now):
            return "shape"
        if was.shape.layout != now.shape.layout:
            return "layout"
        old, new = self.old.key_of(was), self.new.key_of(now)
        return "operands" if old and new and old[0] == new[0] else "attributes"
