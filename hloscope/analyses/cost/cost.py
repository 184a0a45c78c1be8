"""Cost: floating point operations, transcendentals and bytes of instructions, clusters and whole modules.

The rules are those of XLA's own cost analysis (xla/service/hlo_cost_analysis.cc): a fusion computes what its operations
compute, and touches memory only at its edges; of a conditional the costliest branch counts; every loop counts once.
Beside that stands the cost of a run, where loops count as often as they run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypedDict

from hloscope.analyses.cost.rules import CostRules
from hloscope.analyses.cost.sums import Cost, CostForm, add_costs, most_of
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.execution import CONTROL_FLOW, entered_callees, executed_computations
from hloscope.analyses.loops.run_counts import run_counts_of
from hloscope.analyses.loops.trip_counts import TripCounts
from hloscope.ir import HloComputation, HloInstruction, HloModule


class InstructionCost(NamedTuple):
    """One instruction of an executed computation: the cost of one execution, and how often a run executes it.

    A loop of unknown length counts as one iteration, and every branch of a conditional as taken: if a run takes others
    instead, it executes the instruction `least_runs` times.
    """

    instruction: HloInstruction
    cost: Cost
    runs: int
    least_runs: int

    @property
    def per_run(self) -> Cost:
        """The cost of all its executions in one run."""
        return self.cost.times(self.runs)


class ModuleTotalsForm(TypedDict):
    """What a module costs with every loop counted once, and in a run; `unknown_loops` are counted once in both.

    The trip counts of `inferred_loops` are not XLA's. Each member of a tuple is a pointer of `pointer_bytes`, which are
    inferred if there are such, and no file tells which version of XLA counts.
    """

    once: CostForm
    per_run: CostForm
    unknown_loops: list[str]
    inferred_loops: list[str]
    pointer_bytes: int
    pointer_bytes_inferred: bool


@dataclass(frozen=True)
class ModuleCost:
    """The cost of one module.

    `once` counts every loop once, as XLA does; `per_run` weighs bodies by trip counts. `unknown_loops` are those whose
    trip count is not known: they count once in both, so that `per_run` is a lower bound; those of `inferred_loops` are
    inferred. `items` are the instructions that run, fusions among them; `by_instruction` has those inside fusions too.
    `trip_counts` are those of its `module`.
    """

    once: Cost
    per_run: Cost
    items: tuple[InstructionCost, ...]
    unknown_loops: tuple[HloInstruction, ...]
    inferred_loops: tuple[HloInstruction, ...]
    by_instruction: Mapping[HloInstruction, Cost] = field(repr=False)
    module: HloModule = field(repr=False)
    trip_counts: TripCounts = field(repr=False)
    pointer_bytes: int
    is_pointer_inferred: bool

    def to_dict(self) -> ModuleTotalsForm:
        """The JSON form, without the single instructions."""
        return {
            "once": self.once.to_dict(),
            "per_run": self.per_run.to_dict(),
            "unknown_loops": [loop.name for loop in self.unknown_loops],
            "inferred_loops": [loop.name for loop in self.inferred_loops],
            "pointer_bytes": self.pointer_bytes,
            "pointer_bytes_inferred": self.is_pointer_inferred,
        }


def cost_of(
    module: HloModule, *, knows_libraries: bool = True, pointer_bytes: int | None = None, is_new: bool | None = None
) -> ModuleCost:
    """The cost of a module of any stage.

    `knows_libraries` tells the work of matrix products and convolutions that are calls of cuBLAS, cuDNN and oneDNN;
    without it they are unknown, as they are to XLA's `cost_analysis()`, which adds -1 for each custom call, and counts
    the result of an asynchronous operation again where it ends. An
    instruction whose attributes do not fit its operands has an unknown cost too.
    Bytes are those of the data: since jaxlib 0.11 XLA also counts the padding of tiled layouts, which TPU has.
    `pointer_bytes` and `is_new` are as of `ModuleTraffic`.
    """
    traffic = ModuleTraffic(module, pointer_bytes, is_new=is_new)
    rules = partial(CostRules, traffic=traffic, knows_libraries=knows_libraries)
    costs, once = _costs_of(module, rules)
    executed = executed_computations(module, entered_callees)
    trip_counts = TripCounts(module)
    runs = run_counts_of(module, executed, trip_counts)
    loops = [step for steps in executed.values() for step in steps if step.opcode == "while"]
    return ModuleCost(
        once=once[module.entry],
        per_run=_per_run(module, costs, trip_counts),
        items=tuple(
            InstructionCost(instruction, costs[instruction], runs[computation].times, runs[computation].least)
            for computation in executed
            for instruction in computation.instructions.values()
            if instruction.opcode not in CONTROL_FLOW
        ),
        unknown_loops=tuple(loop for loop in loops if trip_counts.find(loop) is None),
        inferred_loops=tuple(loop for loop in loops if (found := trip_counts.find(loop)) and found.is_inferred),
        by_instruction=costs,
        module=module,
        trip_counts=trip_counts,
        pointer_bytes=traffic.pointer_bytes,
        is_pointer_inferred=traffic.is_inferred,
    )


Totals = dict[HloComputation, Cost]


def _costs_of(
    module: HloModule, rules_with: Callable[[Totals], CostRules]
) -> tuple[dict[HloInstruction, Cost], Totals]:
    """The cost of one execution of each instruction, and of each computation with every loop counted once."""
    costs: dict[HloInstruction, Cost] = {}
    totals: Totals = {}
    rules = rules_with(totals)
    for computation in module.computations.values():  # callees stand before their callers
        for instruction in computation.instructions.values():
            costs[instruction] = rules.cost_of(instruction)
        totals[computation] = _total(computation, costs, totals, _cost_once)
    return costs, totals


def _per_run(module: HloModule, costs: Mapping[HloInstruction, Cost], trip_counts: TripCounts) -> Cost:
    totals: Totals = {}
    cost_of_step = partial(_cost_per_run, trip_counts)
    for computation in module.computations.values():
        totals[computation] = _total(computation, costs, totals, cost_of_step)
    return totals[module.entry]


def _total(
    computation: HloComputation,
    costs: Mapping[HloInstruction, Cost],
    totals: Totals,
    cost_of_step: Callable[[HloInstruction, Sequence[Cost]], Cost],
) -> Cost:
    """The cost of a computation with all that it calls."""
    instructions = computation.instructions.values()
    steps = [i for i in instructions if i.opcode in CONTROL_FLOW]
    called = [cost_of_step(step, [totals[callee] for callee in entered_callees(step)]) for step in steps]
    return add_costs([*[costs[instruction] for instruction in instructions], *called])


def _cost_once(step: HloInstruction, called: Sequence[Cost]) -> Cost:
    return most_of(called) if step.opcode == "conditional" else add_costs(called)


def _cost_per_run(trip_counts: TripCounts, step: HloInstruction, called: Sequence[Cost]) -> Cost:
    """The cost in a run: a loop of known length as often as its body runs and its condition is tested."""
    trip_count = trip_counts.find(step) if step.opcode == "while" else None
    if trip_count is None or len(called) != 2:
        return _cost_once(step, called)
    condition, body = called
    return add_costs([condition.times(trip_count.tests), body.times(trip_count.times)])
