"""The costs of single instructions: which rule of work holds for which, beside their traffic."""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.analyses.cost.fused import find_indexed
from hloscope.analyses.cost.library import find_library_work
from hloscope.analyses.cost.sums import NOTHING, Cost
from hloscope.analyses.cost.traffic import ModuleTraffic, behind_start, is_counted_at_start
from hloscope.analyses.cost.work import Work, work_of
from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.ir import HloComputation, HloInstruction, Shape

_UNKNOWN = Cost(unknown=1)


class CostRules:
    """Tells the costs of a module's instructions; `totals` has those of the computations that they call."""

    def __init__(self, totals: Mapping[HloComputation, Cost], traffic: ModuleTraffic, *, knows_libraries: bool) -> None:
        self._totals = totals
        self._traffic = traffic
        self._knows_libraries = knows_libraries

    def cost_of(self, instruction: HloInstruction) -> Cost:
        """What one execution takes, without the computations that it hands control to."""
        if instruction.opcode in CONTROL_FLOW or (self._knows_libraries and is_counted_at_start(instruction)):
            return NOTHING
        try:
            work = self._work_of(instruction, *behind_start(instruction))
            traffic = self._traffic.known_parts_of(instruction).total
        except (IndexError, ValueError):  # its attributes do not fit its operands
            return _UNKNOWN
        if work:
            return Cost(*work, *traffic).times(1)
        return Cost(0, 0, *traffic, unknown=1).times(1) if self._knows_libraries else _UNKNOWN

    def _work_of(self, instruction: HloInstruction, opcode: str, shape: Shape) -> Work | None:
        if opcode == "custom-call":
            return find_library_work(instruction, shape) if self._knows_libraries else None
        indexed = find_indexed(instruction) if opcode == "fusion" and instruction.called_computations else None
        if indexed:
            instruction, opcode, shape = indexed, indexed.opcode, indexed.shape
        regions = [Work(*self._totals[called][:2]) for called in instruction.called_computations]
        return work_of(instruction, opcode, shape, regions)
