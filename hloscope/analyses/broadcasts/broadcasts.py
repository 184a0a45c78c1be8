"""Broadcasts: what is copied out to a larger shape, what that costs, and whether memory is written for it.

A broadcast is materialized where it stands in an executed computation by itself, or where a fusion hands it out (its
root, or an element of the root's tuple, seen through bitcast, convert and copy): its whole shape is written to memory.
Inside a larger fusion it is virtual: each element is read where it is needed, and nothing is written.

The same rule reads every stage. In `before` and `unfused` there are no fusions, so there all are materialized: this is
what the program would write if each of its operations ran alone, not what anything writes. Only `after` is run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hloscope.analyses.facts.execution import LARGEST, entered_callees, executed_computations
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.shape_texts import ShapeTexts
from hloscope.analyses.facts.sources import Source
from hloscope.analyses.facts.structures import Structures
from hloscope.analyses.loops.run_counts import run_counts_of
from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape

if TYPE_CHECKING:
    from hloscope.analyses.broadcasts.forms import BroadcastForm, BroadcastsForm

_Place = tuple[HloInstruction, HloInstruction | None, int]
_MOST_STEPS = 100_000  # tuples of tuples multiply; no program that was seen has as many results
_LOOKED_THROUGH = frozenset({"bitcast", "convert", "copy"})


class Extent(NamedTuple):
    """From which shape to which; broadcasts of equal shapes share one. `operand_shape` is None without an operand.

    `expansion` is how many elements of the result one element of the operand becomes; 1 where either has none.
    """

    shape: str
    operand_shape: str | None
    expansion: int
    bytes: int


class Broadcast(NamedTuple):
    """One broadcast; `fusion` is the outermost fusion that holds it, None where it stands by itself.

    `times_written` is how often its shape is written each of the `runs` times that a run executes it: 0 if it is
    virtual, several times where a fusion hands it out as several results. A loop of unknown length counts as one turn.
    A named tuple and no dataclass: there are thousands, and this is made three times as fast.
    """

    instruction: HloInstruction
    fusion: HloInstruction | None
    times_written: int
    source: Source
    extent: Extent
    runs: int

    @property
    def is_materialized(self) -> bool:
        """Whether it is written to memory."""
        return self.times_written > 0

    @property
    def bytes_written(self) -> int:
        """What one execution writes."""
        return self.extent.bytes * self.times_written

    @property
    def bytes_per_run(self) -> int:
        """What a run writes."""
        return min(LARGEST, self.bytes_written * self.runs)

    @property
    def name(self) -> str:
        """The name of the instruction."""
        return self.instruction.name

    @property
    def bytes(self) -> int:
        """The size of its result."""
        return self.extent.bytes

    @property
    def expansion(self) -> int:
        """How many times larger the result is, as its `extent` has it."""
        return self.extent.expansion

    def to_dict(self) -> BroadcastForm:
        """The form that one of the `items` has in the JSON form `B`."""
        instruction, fusion, times, (op_name, place), (shape, operand_shape, expansion, size), runs = self
        return {
            "name": instruction.name,
            "shape": shape,
            "operand_shape": operand_shape,
            "expansion": expansion,
            "bytes": size,
            "materialized": times > 0,
            "times_written": times,
            "runs": runs,
            "source": place or op_name,
            "op_name": op_name,
            "fusion": fusion.name if fusion else None,
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
        """What they write, each executed once."""
        return sum(broadcast.bytes_written for broadcast in self.materialized)

    @cached_property
    def bytes_per_run(self) -> int:
        """What they write in a run."""
        return min(LARGEST, sum(broadcast.bytes_per_run for broadcast in self.materialized))

    def to_dict(self) -> BroadcastsForm:
        """The JSON form `B`."""
        return {
            "count": self.count,
            "materialized": len(self.materialized),
            "materialized_bytes": self.materialized_bytes,
            "materialized_bytes_per_run": self.bytes_per_run,
            "items": [broadcast.to_dict() for broadcast in self.items],
        }


def broadcasts_of(module: HloModule, memo: Memo | None = None) -> Broadcasts:
    """Every broadcast that a run of `module` may reach, scalar ones too; those in regions of a reduce are not.

    The inside of a compiled loop counts as an executed computation: its operations write buffers as any other's do.
    """
    memo = memo or Memo()
    executed = executed_computations(module, entered_callees)
    places = _found_in(executed, memo.structures)
    runs = {computation: count.times for computation, count in run_counts_of(module, executed).items()}
    sources = memo.sources.of([broadcast for broadcast, _, _ in places])
    extents = _Extents(memo.shapes)
    found = [
        Broadcast(broadcast, fusion, times, source, extents.of(broadcast), runs[(fusion or broadcast).computation])
        for (broadcast, fusion, times), source in zip(places, sources, strict=True)
    ]
    return Broadcasts(tuple(sorted(found, key=_rank_of)))


def _rank_of(broadcast: Broadcast) -> tuple[bool, int, int, int]:
    """What writes most comes first; of the virtual ones the largest."""
    times, (_, _, expansion, size), runs = broadcast[2], broadcast[4], broadcast[5]
    return times == 0, -size * times * runs, -size, -expansion


class _Extents:
    """Works out each extent once."""

    def __init__(self, shapes: ShapeTexts) -> None:
        self._shapes = shapes
        self._known: dict[tuple[int, int], Extent] = {}

    def of(self, broadcast: HloInstruction) -> Extent:
        shape = broadcast.shape
        source = broadcast.operands[0].shape if broadcast.operands else None
        key = (id(shape), id(source))
        extent = self._known.get(key)
        if extent is None:
            shapes = self._shapes
            operand_text = None if source is None else shapes.text_of(source)
            extent = Extent(shapes.text_of(shape), operand_text, _expansion(source, shape), shapes.bytes_of(shape))
            self._known[key] = extent
        return extent


def _expansion(source: Shape | None, shape: Shape) -> int:
    size = source.num_elements if source else 0
    return max(1, shape.num_elements // size) if size else 1


def _found_in(executed: Iterable[HloComputation], structures: Structures) -> list[_Place]:
    """Each broadcast, the fusion that holds it, and how often it is written."""
    places: list[_Place] = []
    seen: set[HloComputation] = set()
    for computation in executed:
        for instruction in computation.instructions.values():
            opcode = instruction.opcode
            if opcode == "broadcast":
                places.append((instruction, None, 1))
            elif opcode in FUSIONS and instruction.called_computations:
                places += _fused_broadcasts(instruction, structures, seen)
    return places


def _fused_broadcasts(fusion: HloInstruction, structures: Structures, seen: set[HloComputation]) -> Iterator[_Place]:
    """The broadcasts in a fusion's body and the fusions nested in it; a body that several share is `seen` once."""
    outermost = structures.of(fusion.called_computations[0])
    waiting = [outermost]
    while waiting:
        body = waiting.pop()
        if body.computation in seen:
            continue
        seen.add(body.computation)
        broadcasts = body.find(_broadcasts_in)
        handed_out = Counter(outermost.find(_handed_out) if broadcasts else ())
        yield from [(broadcast, fusion, handed_out[broadcast]) for broadcast in broadcasts]
        waiting += [structures.of(c) for nested in body.find(_fusions_in) for c in nested.called_computations]


def _broadcasts_in(body: HloComputation) -> tuple[HloInstruction, ...]:
    return tuple([instruction for instruction in body.instructions.values() if instruction.opcode == "broadcast"])


def _fusions_in(body: HloComputation) -> tuple[HloInstruction, ...]:
    return tuple([instruction for instruction in body.instructions.values() if instruction.opcode in FUSIONS])


def _handed_out(body: HloComputation) -> tuple[HloInstruction, ...]:
    """The broadcasts that are results of a fusion, each as often as it is one."""
    found: list[HloInstruction] = []
    waiting = [body.root]
    for _ in range(_MOST_STEPS):
        if not waiting:
            break
        instruction = waiting.pop()
        if instruction.opcode == "broadcast":
            found.append(instruction)
        elif instruction.opcode == "tuple" or instruction.opcode in _LOOKED_THROUGH:
            waiting.extend(instruction.operands)
        elif instruction.opcode in FUSIONS:
            waiting.extend(callee.root for callee in instruction.called_computations)
    return tuple(found)
