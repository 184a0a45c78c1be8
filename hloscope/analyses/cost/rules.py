"""The costs of single instructions: which rule of work and of bytes holds for which."""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.analyses.cost.bytes_moved import Sizes, Traffic, traffic_of
from hloscope.analyses.cost.fused import FusionTraffic, find_indexed
from hloscope.analyses.cost.library import find_library_work, library_traffic
from hloscope.analyses.cost.sums import NOTHING, Cost
from hloscope.analyses.cost.work import Work, work_of
from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.ir import HloComputation, HloInstruction, Shape

# Opcodes that end so by themselves; any other is printed for an `async-start` of what stands in front.
_OWN_STARTS = frozenset({"all-gather-start", "all-reduce-start", "collective-permute-start", "copy-start"})
_UNKNOWN = Cost(unknown=1)


class CostRules:
    """Tells the costs of a module's instructions; `totals` has those of the computations that they call."""

    def __init__(self, totals: Mapping[HloComputation, Cost], *, knows_libraries: bool, pointer_bytes: int) -> None:
        self._totals = totals
        self._knows_libraries = knows_libraries
        self._sizes = Sizes(pointer_bytes)
        self._fusions = FusionTraffic(self._sizes)

    def cost_of(self, instruction: HloInstruction) -> Cost:
        """What one execution takes, without the computations that it hands control to."""
        if instruction.opcode in CONTROL_FLOW:
            return NOTHING
        opcode, shape = _behind_start(instruction)
        try:
            work, traffic = self._work_and_traffic(instruction, opcode, shape)
        except (IndexError, ValueError):  # its attributes do not fit its operands
            return _UNKNOWN
        return Cost(*work, *traffic).times(1) if work else _UNKNOWN

    def _work_and_traffic(self, instruction: HloInstruction, opcode: str, shape: Shape) -> tuple[Work | None, Traffic]:
        if opcode == "custom-call":
            work = find_library_work(instruction, shape) if self._knows_libraries else None
            return work, library_traffic(instruction, shape, self._sizes)
        regions = [Work(*self._totals[called][:2]) for called in instruction.called_computations]
        work = work_of(instruction, opcode, shape, regions)
        if opcode == "fusion" and regions:
            indexed = find_indexed(instruction)
            if indexed:
                return self._work_and_traffic(indexed, indexed.opcode, indexed.shape)
            return work, self._fusions.of(instruction, shape)
        return work, traffic_of(instruction, opcode, shape, self._sizes)


def _behind_start(instruction: HloInstruction) -> tuple[str, Shape]:
    """The opcode and the result of an instruction; of one that starts asynchronously those that it will have."""
    opcode, shape = instruction.opcode, instruction.shape
    if not opcode.endswith("-start") or opcode in _OWN_STARTS or len(shape.tuple_shapes) < 2:
        return opcode, shape
    return opcode.removesuffix("-start"), shape.tuple_shapes[1]
