"""Broadcasts: what is copied out to a larger shape, what that costs, and whether memory is written for it.

A broadcast is materialized where it stands in an executed computation by itself, or where a fusion hands it out (its
root, or an element of the root's tuple, seen through bitcast, convert and copy): its whole shape is written to memory.
Inside a larger fusion it is virtual: each element is read where it is needed, and nothing is written.

The same rule reads every stage. In `before` and `unfused` there are no fusions, so there all are materialized: this is
what the program would write if each of its operations ran alone, not what anything writes. Only `after` is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hloscope.analyses.execution import entered_callees, executed_computations
from hloscope.analyses.operations import FUSIONS
from hloscope.analyses.sources import Source, Sources
from hloscope.ir import HloComputation, HloInstruction, HloModule

_LOOKED_THROUGH = frozenset({"bitcast", "convert", "copy"})


@dataclass(frozen=True)
class Broadcast:
    """One broadcast; `fusion` is the outermost fusion that holds it, None where it stands by itself."""

    instruction: HloInstruction
    fusion: HloInstruction | None
    is_materialized: bool
    source: Source

    @property
    def name(self) -> str:
        """The name of the instruction."""
        return self.instruction.name

    @property
    def bytes(self) -> int:
        """The size of its result: what is written if it is materialized."""
        return self.instruction.shape.byte_size

    @property
    def expansion(self) -> int:
        """How many elements of the result one element of the operand becomes; 1 where either has none."""
        operands = self.instruction.operands
        size = operands[0].shape.num_elements if operands else 0
        return max(1, self.instruction.shape.num_elements // size) if size else 1

    def to_dict(self) -> dict[str, Any]:
        """One of the `items` in the JSON form `B`."""
        operands = self.instruction.operands
        return {
            "name": self.name,
            "shape": str(self.instruction.shape),
            "operand_shape": str(operands[0].shape) if operands else None,
            "expansion": self.expansion,
            "bytes": self.bytes,
            "materialized": self.is_materialized,
            "source": str(self.source),
            "op_name": self.source.op_name,
            "fusion": self.fusion and self.fusion.name,
        }


@dataclass(frozen=True)
class Broadcasts:
    """The broadcasts of one stage, the worst first: materialized before virtual, then by bytes and expansion."""

    items: tuple[Broadcast, ...]

    @property
    def count(self) -> int:
        """How many there are; one in the body of a loop counts once."""
        return len(self.items)

    @cached_property
    def materialized(self) -> tuple[Broadcast, ...]:
        """Those that are written to memory."""
        return tuple(broadcast for broadcast in self.items if broadcast.is_materialized)

    @cached_property
    def materialized_bytes(self) -> int:
        """What they write, once each."""
        return sum(broadcast.bytes for broadcast in self.materialized)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form `B`."""
        return {
            "count": self.count,
            "materialized": len(self.materialized),
            "materialized_bytes": self.materialized_bytes,
            "items": [broadcast.to_dict() for broadcast in self.items],
        }


def broadcasts_of(module: HloModule) -> Broadcasts:
    """Every broadcast that a run of `module` may reach, scalar ones too; those in regions of a reduce are not.

    The inside of a compiled loop counts as an executed computation: its operations write buffers as any other's do.
    """
    sources = Sources()
    found = [
        Broadcast(broadcast, fusion, is_materialized, sources.source_of(broadcast))
        for broadcast, fusion, is_materialized in _found_in(module)
    ]
    return Broadcasts(tuple(sorted(found, key=lambda b: (not b.is_materialized, -b.bytes, -b.expansion))))


def _found_in(module: HloModule) -> Iterator[tuple[HloInstruction, HloInstruction | None, bool]]:
    """Each broadcast, the fusion that holds it, and whether it is materialized."""
    seen: set[HloComputation] = set()
    for computation in executed_computations(module, entered_callees):
        for instruction in computation.instructions.values():
            if instruction.opcode == "broadcast":
                yield instruction, None, True
            elif instruction.opcode in FUSIONS and instruction.called_computations:
                body = instruction.called_computations[0]
                handed_out = _handed_out(body)
                for broadcast in _fused_broadcasts(body, seen):
                    yield broadcast, instruction, broadcast in handed_out


def _fused_broadcasts(body: HloComputation, seen: set[HloComputation]) -> Iterator[HloInstruction]:
    """The broadcasts in a fusion's body and the fusions nested in it; a body that several share is `seen` once."""
    waiting = [body]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for instruction in current.instructions.values():
            if instruction.opcode == "broadcast":
                yield instruction
            elif instruction.opcode in FUSIONS:
                waiting.extend(instruction.called_computations)


def _handed_out(body: HloComputation) -> set[HloInstruction]:
    """The broadcasts that are results of a fusion."""
    seen: set[HloInstruction] = set()
    waiting = [body.root]
    while waiting:
        instruction = waiting.pop()
        if instruction in seen:
            continue
        seen.add(instruction)
        if instruction.opcode == "tuple" or instruction.opcode in _LOOKED_THROUGH:
            waiting.extend(instruction.operands)
        elif instruction.opcode in FUSIONS:
            waiting.extend(callee.root for callee in instruction.called_computations)
    return {instruction for instruction in seen if instruction.opcode == "broadcast"}
