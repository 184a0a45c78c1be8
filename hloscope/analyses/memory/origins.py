"""Origins: the value that a value comes from, back through copies, conversions, fusions of only such, and calls.

What is asked once is kept, so that long chains cost no more than their length; calls in calls are entered so deep and
no deeper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.memory.moves import UPDATED, Place, find_move
from hloscope.ir import HloComputation, HloInstruction

CALLS = FUSIONS | {"async-start", "call", "call-start"}
"""What stands for the computation that it calls, its operands for the parameters."""
_CALLERS = CALLS | {"conditional", "while"}
_DEEPEST = 32


class Origin(NamedTuple):
    """An instruction that makes a value, or a parameter; which member of it; and what was done to it since, in order.

    `fusion` is the outermost one that it is in, None if it runs by itself; `update` is what last wrote a part of it.
    """

    instruction: HloInstruction
    member: tuple[int, ...]
    words: tuple[str, ...] = ()
    fusion: HloInstruction | None = None
    update: HloInstruction | None = None

    @property
    def place(self) -> Place:
        """The instruction and the member of it."""
        return self.instruction, self.member

    def then(self, words: Iterable[str], update: HloInstruction | None = None) -> Origin:
        """The same with more done to it; each is told once."""
        all_words = tuple(dict.fromkeys([*self.words, *filter(None, words)]))
        return self._replace(words=all_words, update=update or self.update)


class _Step(NamedTuple):
    """One step back; with `is_end` there is none further."""

    origin: Origin
    is_end: bool


class Origins:
    """Finds the origins in one module; inside of one computation, whose parameters are where it ends."""

    def __init__(self) -> None:
        self._known: dict[Place, Origin] = {}

    def of(self, place: Place, depth: int = 0) -> Origin:
        """Where a value comes from, in the computation that it is in."""
        path: list[tuple[Place, Origin]] = []
        here = place
        while here not in self._known:
            step = self._step_from(here, depth)
            if step.is_end:
                self._known[here] = step.origin
                break
            path.append((here, step.origin))
            here = step.origin.place
        origin = self._known[here]
        for passed, step_back in reversed(path):
            origin = self._known[passed] = origin.then(step_back.words, step_back.update)
        return origin

    def _step_from(self, place: Place, depth: int) -> _Step:
        """The step back, or the end: what makes the value."""
        instruction, index = place
        if instruction.opcode in CALLS and instruction.called_computations and depth < _DEEPEST:
            return self._through(instruction, index, depth)
        move = find_move(instruction, index)
        if move is None:
            return _Step(Origin(instruction, index), is_end=True)
        update = instruction if move.word == UPDATED else None
        return _Step(Origin(*move.place, words=(move.word,), update=update), is_end=False)

    def _through(self, caller: HloInstruction, index: tuple[int, ...], depth: int) -> _Step:
        """The step to the operand of a fusion or a call that only moves it, or to what in it makes the value."""
        is_begun = caller.opcode.endswith("-start")  # its members: what it reads, its result, and tokens
        if is_begun and index[:1] != (1,):
            number = next(iter(index[1:]), len(caller.operands))
            is_operand = index[:1] == (0,) and number < len(caller.operands)
            read = Origin(caller.operands[number], index[2:]) if is_operand else Origin(caller, index)
            return _Step(read, is_end=not is_operand)
        inner = self.of((caller.called_computations[0].root, index[is_begun:]), depth + 1)
        operand = operand_of(caller, inner.instruction)
        if operand is not None:
            return _Step(Origin(operand, inner.member, inner.words, update=inner.update), is_end=False)
        return _Step(inner if caller.opcode == "call" else inner._replace(fusion=caller), is_end=True)


def operand_of(caller: HloInstruction, parameter: HloInstruction) -> HloInstruction | None:
    """What a caller gives a parameter of what it calls; None if it is no parameter, or there is no such operand."""
    number = parameter.parameter_number
    return caller.operands[number] if number is not None and number < len(caller.operands) else None


def callers_of(computations: Iterable[HloComputation]) -> dict[HloComputation, HloInstruction]:
    """The first caller of each computation that is called."""
    callers: dict[HloComputation, HloInstruction] = {}
    for computation in computations:
        for instruction in computation.instructions.values():
            if instruction.opcode in _CALLERS:
                for callee in instruction.called_computations:
                    callers.setdefault(callee, instruction)
    return callers
