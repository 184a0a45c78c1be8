"""Fused collectives: those that a fusion holds, and what is launched for it then.

TPU fuses an all-reduce with the slice of its result, and spreads one collective over several fusions, so that others
run meanwhile: its first one starts it (`AsyncCollectiveStart` in it), its last one waits for it
(`AsyncCollectiveDone`), those between are kernels that carry it on. All of them hold the collective once more.
"""

from __future__ import annotations

from typing import Final, Literal

from hloscope.analyses.kernels.rules import COLLECTIVE_STARTS, COLLECTIVES, Launches, launch
from hloscope.ir import HloComputation, HloInstruction

COLLECTIVE_OPCODES: Final = frozenset(f"{COLLECTIVES} {COLLECTIVE_STARTS}".split())

_START, _DONE = "AsyncCollectiveStart", "AsyncCollectiveDone"
_CHAINED = "chain_id="  # an attribute of what is spread over several fusions


def _instructions_in(instruction: HloInstruction) -> list[HloInstruction]:
    """Those that may tell: collectives and custom calls, in text order."""
    found: list[HloInstruction] = []
    seen: set[HloComputation] = set()
    waiting = [*reversed(instruction.called_computations)]
    while waiting:
        body = waiting.pop()
        if body in seen:
            continue
        seen.add(body)
        nested: list[HloComputation] = []
        for inner in body.instructions.values():
            if inner.opcode in COLLECTIVE_OPCODES or inner.opcode == "custom-call":
                found.append(inner)
            elif inner.called_computations:
                nested += inner.called_computations
        waiting += reversed(nested)
    return found


Role = Literal["holds", "starts", "carries", "waits"]
"""What a fusion does with the collectives in it: launches them, starts one, runs while one does, or waits for it."""


class FusedCollectives:
    """Tells what fusions that hold collectives launch; each body is looked through once."""

    def __init__(self) -> None:
        self._known: dict[tuple[HloComputation, ...], tuple[Role | None, tuple[HloInstruction, ...]]] = {}

    def role_of(self, fusion: HloInstruction) -> Role | None:
        """What it does with collectives, None if it holds none."""
        return self._look(fusion)[0]

    def collectives_in(self, fusion: HloInstruction) -> tuple[HloInstruction, ...]:
        """The collectives in it, each once."""
        return self._look(fusion)[1]

    def launches_of(self, fusion: HloInstruction) -> Launches | None:
        """The collectives that a fusion launches, nothing of one that waits; None if it is a kernel like others."""
        role, collectives = self._look(fusion)
        if role is None or role == "carries":
            return None
        return () if role == "waits" else launch(fusion, "collective", len(collectives))

    def _look(self, fusion: HloInstruction) -> tuple[Role | None, tuple[HloInstruction, ...]]:
        bodies = fusion.called_computations
        if bodies not in self._known:
            self._known[bodies] = _look_into(fusion)
        return self._known[bodies]


def _look_into(fusion: HloInstruction) -> tuple[Role | None, tuple[HloInstruction, ...]]:
    inside = _instructions_in(fusion)
    collectives = [i for i in inside if i.opcode in COLLECTIVE_OPCODES]
    if not collectives:
        return None, ()
    targets = {i.custom_call_target for i in inside if i.opcode == "custom-call"}
    if _START in targets or _DONE in targets:
        return "starts" if _START in targets else "waits", tuple(collectives)
    unchained = [i for i in collectives if _CHAINED not in str(i.attributes.get("frontend_attributes", ""))]
    return ("holds", tuple(unchained)) if unchained else ("carries", tuple(collectives))
