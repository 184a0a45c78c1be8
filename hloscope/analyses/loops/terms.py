"""Terms: integers that a loop computes, as formulas over what it carries from turn to turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hloscope.analyses.loops.integers import OPERATIONS, IntegerType

Path = tuple[int, ...]
"""Where in a nested tuple a value stands; empty for what is no tuple."""


class Term:
    """A constant `value`, an operation on terms, or (without a name) the part of a loop's state at a `path`.

    `name` is the opcode, of a comparison its direction. Equal only to itself: terms are shared, and may be many.
    """

    __slots__ = ("integer", "name", "operands", "path", "value")

    def __init__(
        self,
        integer: IntegerType,
        *,
        value: int | None = None,
        path: Path = (),
        name: str = "",
        operands: tuple[Term, ...] = (),
    ) -> None:
        self.integer = integer
        self.value = value
        self.path = path
        self.name = name
        self.operands = operands

    @property
    def is_state(self) -> bool:
        """Whether it is a part of the state itself."""
        return self.value is None and not self.name


def applied(name: str, integer: IntegerType, operands: tuple[Term, ...]) -> Term:
    """The operation of that name on some terms; a constant where all of them are.

    Whatever adds or subtracts a constant becomes one addition, the constant behind: so chains of them stay short.
    """
    values = [operand.value for operand in operands if operand.value is not None]
    if len(values) == len(operands):
        return Term(integer, value=OPERATIONS[name](integer, values))
    if name == "add" and operands[0].value is not None:
        operands = operands[::-1]
    if name in ("add", "subtract") and operands[1].value is not None:
        added = operands[1].value if name == "add" else -operands[1].value
        base, before = split_sum(operands[0])
        return Term(integer, name="add", operands=(base, Term(integer, value=integer.wrapped(before + added))))
    return Term(integer, name=name, operands=operands)


def advanced(term: Term, added: int) -> Term:
    """The term and a constant more."""
    if added == 0:
        return term
    return applied("add", term.integer, (term, Term(term.integer, value=term.integer.wrapped(added))))


def split_sum(term: Term) -> tuple[Term, int]:
    """The term that a constant is added to, and the constant."""
    if term.name == "add" and (added := term.operands[1].value) is not None:
        return term.operands[0], added
    return term, 0


def ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    """All terms that some are made of, each behind its operands."""
    found: dict[Term, None] = {}
    waiting = [*terms]
    while waiting:
        term = waiting[-1]
        missing = [operand for operand in term.operands if operand not in found]
        if missing:
            waiting += missing
        else:
            found[waiting.pop()] = None
    return tuple(found)


class Step(NamedTuple):
    """What a turn does to the state, as far as it matters, and whether there is one: `goes_on` is tested first.

    `terms` are all that this takes, each behind its operands.
    """

    goes_on: Term
    updates: Mapping[Path, Term]
    terms: tuple[Term, ...]
