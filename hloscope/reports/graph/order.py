"""Order: the instructions of a scheduled module as a run meets them, the bodies of loops once."""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.analyses.facts.execution import callees
from hloscope.ir import HloComputation, HloInstruction, HloModule


def in_order(module: HloModule) -> Iterator[tuple[HloInstruction, HloInstruction | None]]:
    """Yields each instruction that runs with the loop, branch or call that it is in, None in the entry.

    A computation that several call is where the first of them stands.
    """
    seen: set[HloComputation] = {module.entry}
    open_bodies: list[tuple[HloInstruction | None, Iterator[HloInstruction]]] = []
    open_bodies.append((None, iter(module.entry.instructions.values())))
    while open_bodies:
        caller, body = open_bodies[-1]
        for instruction in body:
            yield instruction, caller
            called = [callee for callee in callees(instruction) if callee not in seen]
            if called:
                seen.update(called)
                open_bodies += [(instruction, iter(callee.instructions.values())) for callee in reversed(called)]
                break
        else:
            open_bodies.pop()
