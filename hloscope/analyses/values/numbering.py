"""Values: which instructions of successive modules compute the same value, whatever became of their names.

XLA keeps an instruction's name, unique in its module, from pass to pass, and gives a copy a new one. So an instruction
has the value that the one of its name had in the module before; failing that, the value of whatever does the same to
the same values. Fusions, calls and tuples are seen through: what is in them is numbered where it is computed; so is
what no turn of a loop changes, and a loop that was cloned is followed (`hloscope.analyses.values.loops`).
"""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.analyses.facts.structures import Structures
from hloscope.analyses.values.loops import FollowedLoops, Loops, state_index
from hloscope.analyses.values.numbers import Anchors, Key, Leaf, Numbered, ValueNumbers
from hloscope.analyses.values.walk import Simplify, Walk
from hloscope.ir import HloComputation, HloInstruction, HloModule

__all__ = ["Key", "Numbered", "Numbering", "Simplify"]


class Numbering:
    """Numbers the values of one program's modules, in the order of its compilation.

    `simplify` may give an instruction another key than what it says, or the value that it only passes on.
    """

    def __init__(self, simplify: Simplify | None = None) -> None:
        self.simplify = simplify
        self._numbers = ValueNumbers()
        self._structures = Structures()  # of all modules, for most of what they say is the same
        self._before: tuple[HloModule, Numbered] | None = None
        self._loops: Loops | None = None  # of the module before

    def number(self, module: HloModule) -> Numbered:
        """The values of the next module; linear in what it executes, each computation once for each caller.

        Fusions that it shares with the module before, and that are given the same values, are not looked into.
        """
        anchors: Anchors = {}
        leaves: Mapping[HloComputation, Leaf] = {}
        if self._before:
            self._numbers.follow_unions(self._before[1])
            anchors, leaves = _renamed(*self._before, module), self._before[1].leaves
        loops = Loops(module)
        followed = (
            FollowedLoops(self._loops, self._before[1], loops, self._numbers) if self._before and self._loops else None
        )
        walk = Walk(module, self._numbers, self._structures, self.simplify, anchors, leaves, loops, followed)
        numbered = walk.run()
        self._before, self._loops = (module, numbered), loops
        return numbered

    @property
    def unions(self) -> int:
        """How many values turned out to be others so far."""
        return self._numbers.unions

    def settled(self, value: int) -> int:
        """The value under which this one is known by now."""
        return self._numbers.settled(value)

    def unite(self, value: int, other: int) -> None:
        """Makes one of two values, which are known from elsewhere to be the same."""
        self._numbers.unite(value, other)


def _renamed(before: HloModule, numbered: Numbered, module: HloModule) -> Anchors:
    """Follows passes that rename: where a computation has the same opcodes in the same order, place for place."""
    known, found = numbered.anchors, dict[str, tuple[str, int]]()
    for name, computation in module.computations.items():
        old = before.computations.get(name)
        if old is None or old is computation or len(old.instructions) != len(computation.instructions):
            continue
        pairs = list(zip(old.instructions.values(), computation.instructions.values(), strict=True))
        renamed = [(was, now) for was, now in pairs if was.name != now.name]
        if renamed and all(was.opcode == now.opcode for was, now in pairs):
            for was, now in renamed:
                if was.name in known and now.name not in old.instructions and _is_same_element(was, now):
                    found[now.name] = known[was.name]
    return {**known, **found} if found else known


def _is_same_element(was: HloInstruction, now: HloInstruction) -> bool:
    """Whether nothing else is taken out of a tuple than before, so far as its size and the index tell."""
    if was.opcode != "get-tuple-element":
        return True
    sizes = [len(operand.shape.tuple_shapes) for each in (was, now) for operand in each.operands]
    return state_index(was) == state_index(now) and len(set(sizes)) == 1
