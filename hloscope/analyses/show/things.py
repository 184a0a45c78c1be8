"""Things: what was found, each launch once, with what it reads, what reads it, and the bodies that it calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hloscope.analyses.show.found import Found
from hloscope.ir import HloComputation, HloInstruction


@dataclass(frozen=True, slots=True)
class Thing:
    """One launch, or a computation, and the `asked` instructions in it, which are those that were meant.

    `bodies` are the computations that it calls, and these call, nearest first; without those that an earlier thing
    has. `instruction` is None of a computation.
    """

    instruction: HloInstruction | None
    computation: HloComputation
    asked: frozenset[HloInstruction]
    bodies: tuple[HloComputation, ...]

    @property
    def operands(self) -> Sequence[HloInstruction]:
        """What it reads, each once."""
        return list(dict.fromkeys(self.instruction.operands)) if self.instruction else []

    @property
    def users(self) -> Sequence[HloInstruction]:
        """What reads it."""
        return self.instruction.users if self.instruction else []


def things_of(found: Found) -> Iterator[Thing]:
    """Yields what was found, in the order of the text; each body once."""
    seen: set[HloComputation] = set()
    if found.whole:
        seen.add(found.whole)
        called = (c for i in found.whole.instructions.values() for c in i.called_computations)
        yield Thing(None, found.whole, frozenset(), (found.whole, *_bodies_from(called, seen)))
    for launch, operations in found.instructions.items():
        bodies = _bodies_from(launch.called_computations, seen)
        yield Thing(launch, launch.computation, frozenset(operations), tuple(bodies))


def _bodies_from(called: Iterable[HloComputation], seen: set[HloComputation]) -> Iterator[HloComputation]:
    waiting = [*called][::-1]
    while waiting:
        body = waiting.pop()
        if body not in seen:
            seen.add(body)
            yield body
            inner = [c for i in body.instructions.values() for c in i.called_computations]
            waiting += [c for c in reversed(inner) if c not in seen]
