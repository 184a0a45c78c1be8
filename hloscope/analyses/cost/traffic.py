"""Traffic: the one place that tells what the instructions of a module read and write, whole and part by part.

Reports, source lines, missed fusions, differences and costs all ask here, so no two of them disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import add

from hloscope.analyses.cost.bytes_moved import Parts, Sizes, Traffic, parts_of
from hloscope.analyses.cost.fused import FusionTraffic, find_indexed
from hloscope.analyses.cost.library import library_parts
from hloscope.analyses.facts.era import is_new_module
from hloscope.analyses.facts.execution import (
    CONTROL_FLOW,
    LARGEST,
    entered_callees,
    executed_computations,
    is_small_call,
)
from hloscope.analyses.facts.structures import Structures
from hloscope.analyses.loops.run_counts import RunCount, run_counts_of
from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape

# Opcodes that end so by themselves; any other is printed for an `async-start` of what stands in front.
_START_OPCODES = frozenset({"all-gather-start", "all-reduce-start", "collective-permute-start", "copy-start"})
_NEVER = RunCount(0)


class ModuleTraffic:
    """Tells what instructions of a module read and write; each is worked out once, when it is asked for.

    A tuple is a table of pointers: XLA's cost analysis counts 8 bytes for each, and 4 since jaxlib 0.11 (measured).
    `is_new` says which, None what the module tells, and 8 if it does not; `pointer_bytes` sets them. `structures` are
    those of the module, where other analyses ask for them anyway: bodies that read alike are worked out once then.
    """

    def __init__(
        self,
        module: HloModule,
        pointer_bytes: int | None = None,
        *,
        is_new: bool | None = None,
        structures: Structures | None = None,
    ) -> None:
        self._module = module
        is_new = is_new_module(module) if is_new is None and pointer_bytes is None else is_new
        self._is_told = pointer_bytes is not None or is_new is not None
        self._sizes = Sizes(pointer_bytes or (4 if is_new else 8))
        self._fusions = FusionTraffic(self._sizes, structures)
        self._known: dict[HloInstruction, Parts] = {}
        self._runs: Mapping[HloComputation, RunCount] | None = None

    @property
    def pointer_bytes(self) -> int:
        """How many bytes each pointer to a member of a tuple counts."""
        return self._sizes.pointer_bytes

    @property
    def is_inferred(self) -> bool:
        """Whether pointers were counted, and nothing tells how many bytes XLA counts for them."""
        return self._sizes.has_pointers and not self._is_told

    def of(self, instruction: HloInstruction) -> Traffic:
        """What one execution reads and writes; of what hands control to others, nothing.

        A call that the CPU compiler makes one kernel of moves what is moved inside.
        """
        is_kernel = instruction.opcode == "call" and is_small_call(instruction)
        return self._traffic_inside(instruction) if is_kernel else self.parts_of(instruction).total

    def _traffic_inside(self, call: HloInstruction) -> Traffic:
        """What all computations below a call move each time that it runs."""
        waiting, seen, total = [*call.called_computations], set[HloComputation](), Traffic()
        runs = sum(self.runs_of(callee).times for callee in waiting)
        while waiting:
            computation = waiting.pop()
            if computation not in seen:
                seen.add(computation)
                for instruction in computation.instructions.values():
                    waiting += entered_callees(instruction)
                    total = Traffic(*map(add, total, self.per_run(instruction)))
        return Traffic(*[size // max(1, runs) for size in total])

    def parts_of(self, instruction: HloInstruction) -> Parts:
        """The same by operand and by result; nothing where its attributes do not fit its operands."""
        parts = self._known.get(instruction)
        if parts is None:
            try:
                parts = self.known_parts_of(instruction)
            except (IndexError, ValueError):
                parts = Parts()
            self._known[instruction] = parts
        return parts

    def known_parts_of(self, instruction: HloInstruction) -> Parts:
        """The same.

        Raises:
            IndexError, ValueError: its attributes do not fit its operands.
        """
        if instruction.opcode in CONTROL_FLOW:
            return Parts()
        opcode, shape = behind_start(instruction)
        if opcode == "custom-call":
            return library_parts(instruction, shape, self._sizes)
        if opcode == "fusion" and instruction.called_computations:
            indexed = find_indexed(instruction)
            return self._indexed(instruction, indexed) if indexed else self._fusions.of(instruction, shape)
        return parts_of(instruction, opcode, shape, self._sizes)

    def _indexed(self, fusion: HloInstruction, indexed: HloInstruction) -> Parts:
        """What a gather or scatter in a fusion takes, by the operands of the fusion that it comes from."""
        parts = parts_of(indexed, indexed.opcode, indexed.shape, self._sizes)
        places = {parameter: place for place, parameter in enumerate(fusion.called_computations[0].parameters)}
        reads = [0] * len(fusion.operands)
        for operand, size in zip(indexed.operands, parts.reads, strict=False):
            place = places.get(_start_of(operand), len(reads))
            if place < len(reads):
                reads[place] += size
        return Parts(tuple(reads), parts.writes, sum(parts.reads) - sum(reads))

    def runs_of(self, computation: HloComputation) -> RunCount:
        """How often a run executes a computation, and so each instruction in it."""
        if self._runs is None:
            self._runs = run_counts_of(self._module, executed_computations(self._module, entered_callees))
        return self._runs.get(computation, _NEVER)

    def per_run(self, instruction: HloInstruction) -> Traffic:
        """What all executions in one run read and write, of what is no call; an unknown loop counts as one turn."""
        times = self.runs_of(instruction.computation).times
        return Traffic(*[min(LARGEST, size * times) for size in self.parts_of(instruction).total])


def behind_start(instruction: HloInstruction) -> tuple[str, Shape]:
    """The opcode and the result of an instruction; of one that starts asynchronously those that it will have."""
    opcode, shape = instruction.opcode, instruction.shape
    if not opcode.endswith("-start") or opcode in _START_OPCODES or len(shape.tuple_shapes) < 2:
        return opcode, shape
    return opcode.removesuffix("-start"), shape.tuple_shapes[1]


def is_counted_at_start(instruction: HloInstruction) -> bool:
    """Whether it ends, or goes on with, what was counted whole where it started; XLA counts the result again."""
    start = instruction
    while start.opcode.endswith(("-done", "-update")) and start.operands:
        start = start.operands[0]
    return start is not instruction and (start.opcode == "all-reduce-start" or behind_start(start)[0] != start.opcode)


def _start_of(value: HloInstruction) -> HloInstruction:
    """What a value is made of, through operations of a single operand."""
    while len(value.operands) == 1:
        value = value.operands[0]
    return value
