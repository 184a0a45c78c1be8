"""Roofline: how long each instruction would take on a machine at its best, and what holds it back.

A model, not a measurement: an instruction takes as long as its bytes take to move, or as its work takes to do,
whichever is longer. Caches, launches, latency and how well a kernel is written are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.cost.cost import InstructionCost, ModuleCost
from hloscope.analyses.cost.library import is_known_library_call
from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.cost.sums import Cost
from hloscope.analyses.facts.execution import entered_callees, executed_computations
from hloscope.analyses.facts.operations import FUSIONS, operations_of
from hloscope.analyses.loops.trip_counts import TripCounts
from hloscope.ir import HloComputation, HloInstruction

Bound = Literal["memory", "compute", "unknown"]
_PRODUCTS = frozenset({"convolution", "dot", "ragged-dot"})


class ModelledForm(TypedDict):
    """The modelled seconds of all executions in a run, their share of the whole, and what holds the machine back.

    None where no time is modelled.
    """

    seconds: float | None
    share: float | None
    bound: Bound | None


@dataclass(frozen=True, slots=True)
class Modelled:
    """One instruction on a machine: seconds of all its executions in a run, its share of the whole, what holds it back.

    `bound` is unknown, and the time none, where the cost is.
    """

    item: InstructionCost
    seconds: float
    share: float
    bound: Bound

    def to_dict(self) -> ModelledForm:
        """The JSON form, beside that of the cost."""
        return {"seconds": self.seconds, "share": self.share, "bound": self.bound}


@dataclass(frozen=True, slots=True)
class Roofline:
    """A module on a machine: the modelled seconds of one run, and of each instruction that takes any, longest first.

    Instructions run one after the other; of a conditional the longest branch counts in `seconds`, while `items` and
    their shares are of every branch. A loop of unknown length counts once.
    """

    machine: Machine
    seconds: float
    items: tuple[Modelled, ...]

    @property
    def memory_share(self) -> float:
        """The share of the time in which memory holds the machine back."""
        return sum(item.share for item in self.items if item.bound == "memory")


def roofline_of(cost: ModuleCost, machine: Machine) -> Roofline:
    """The instructions of a module with their modelled times on a machine."""
    timed = [(item, *_seconds_of(item, cost.by_instruction, machine)) for item in cost.items if any(item.cost)]
    total = sum(seconds for _, seconds, _ in timed)
    modelled = [Modelled(item, seconds, seconds / total if total else 0.0, bound) for item, seconds, bound in timed]
    if any(item.least_runs < item.runs for item, _, _ in timed):
        total = _longest_run(cost, {item.instruction: seconds / item.runs for item, seconds, _ in timed if item.runs})
    return Roofline(machine, total, tuple(sorted(modelled, key=lambda item: -item.seconds)))


def _longest_run(cost: ModuleCost, once: Mapping[HloInstruction, float]) -> float:
    """The seconds of a run by those of one execution of each instruction: of a conditional those of one branch."""
    totals: dict[HloComputation, float] = {}
    for computation, steps in executed_computations(cost.module, entered_callees).items():  # callees before callers
        direct = sum(once.get(instruction, 0.0) for instruction in computation.instructions.values())
        called = (
            _step_seconds(step, [totals[c] for c in callees], cost.trip_counts) for step, callees in steps.items()
        )
        totals[computation] = direct + sum(called)
    return totals[cost.module.entry]


def _step_seconds(step: HloInstruction, called: Sequence[float], trip_counts: TripCounts) -> float:
    if step.opcode == "conditional":
        return max(called, default=0.0)
    trip_count = trip_counts.find(step) if step.opcode == "while" else None
    if trip_count is None or len(called) != 2:
        return sum(called)
    return called[0] * trip_count.tests + called[1] * trip_count.times


def _seconds_of(item: InstructionCost, costs: Mapping[HloInstruction, Cost], machine: Machine) -> tuple[float, Bound]:
    if item.cost.unknown:
        return 0.0, "unknown"
    moving = item.cost.bytes_accessed / machine.bytes_per_second
    computing = _computing_seconds(item.instruction, item.cost, costs, machine)
    return item.runs * max(moving, computing), "memory" if moving >= computing else "compute"


def _computing_seconds(
    instruction: HloInstruction, cost: Cost, costs: Mapping[HloInstruction, Cost], machine: Machine
) -> float:
    """Products at the rate of their type, everything else, a transcendental as one operation, at that of numbers."""
    products = [part for part in _parts_of(instruction) if part.opcode in _PRODUCTS or is_known_library_call(part)]
    seconds = sum(_product_seconds(product, costs[product].flops, machine) for product in products)
    others = cost.flops + cost.transcendentals - sum(costs[product].flops for product in products)
    return seconds + (max(0, others) / machine.vector_flops if machine.vector_flops else 0.0)


def _product_seconds(product: HloInstruction, flops: int, machine: Machine) -> float:
    rate = machine.matrix_rate(product.operands[0].shape.element_type) if product.operands else None
    return flops / rate if rate else 0.0


def _parts_of(instruction: HloInstruction) -> tuple[HloInstruction, ...]:
    """The operations in a fusion, else the instruction itself."""
    called = instruction.called_computations
    return operations_of(called[0]) if instruction.opcode in FUSIONS and called else (instruction,)
