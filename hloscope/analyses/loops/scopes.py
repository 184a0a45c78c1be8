"""Scopes: on whose behalf a computation runs, and what its parameters are given there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hloscope.ir import HloComputation, HloInstruction, HloModule

_CALLS = frozenset({"async-start", "call", "call-start", "fusion", "fusion-start"})


class Scope:
    """A caller that stands in a scope itself gives some values; `given` is None for any turn of a loop.

    Equal only to itself.
    """

    __slots__ = ("given", "outer")

    def __init__(self, given: Sequence[HloInstruction] | None, outer: Scope | None) -> None:
        self.given = given
        self.outer = outer


class Scopes:
    """The scopes of one module, each made once."""

    def __init__(self, module: HloModule) -> None:
        self.turn: Final = Scope(None, None)  # of every loop, for what is found there is told by the state alone
        self._made: dict[tuple[HloInstruction, int, Scope | None], Scope] = {}
        self._callers: dict[HloComputation, list[HloInstruction]] = {}
        for instruction in module.instructions():
            for callee in dict.fromkeys(instruction.called_computations):
                self._callers.setdefault(callee, []).append(instruction)

    def of_call(self, caller: HloInstruction, number: int, outer: Scope | None) -> Scope:
        """The scope of what a call, a fusion or (by its number) a branch runs, where the caller's is `outer`."""
        key = (caller, number, outer)
        return self._made.get(key) or self._made.setdefault(key, Scope(_operands_given(caller, number), outer))

    def all_given(self, computation: HloComputation) -> Iterator[tuple[HloInstruction, Sequence[HloInstruction]]]:
        """Who calls a computation, and what each gives it; a loop gives what its first turn has."""
        for caller in self._callers.get(computation, ()):
            called = branches_of(caller) if caller.opcode == "conditional" else caller.called_computations
            for number, callee in enumerate(called):
                if callee is computation:
                    yield caller, _operands_given(caller, number)


def branches_of(conditional: HloInstruction) -> tuple[HloComputation, ...]:
    """What a conditional runs for true and false, else for 0, 1, and so on; text may name the false one first."""
    names = [name for name in conditional.attributes if name in ("true_computation", "false_computation")]
    called = conditional.called_computations
    return called[::-1] if names == ["false_computation", "true_computation"] else called


def _operands_given(caller: HloInstruction, number: int) -> Sequence[HloInstruction]:
    """What the computation of that number among the called is given; nothing where that is not known."""
    if caller.opcode in _CALLS:
        return caller.operands
    if caller.opcode == "while":
        return caller.operands[:1]
    return caller.operands[number + 1 : number + 2] if caller.opcode == "conditional" else ()
