"""Explanations: what the analyses of cost, duplicated work, memory, missed fusions and passes say of a compilation."""

from __future__ import annotations

from typing import Any, TypedDict, cast

from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.duplicated_work import ledger_of
from hloscope.analyses.cost.machines import Machine, find_machine
from hloscope.analyses.fusions.fusions import Fusions
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.reports.cost import ModuleCostForm, cost_form
from hloscope.reports.each_compilation import error_of
from hloscope.reports.memory import MemoryForm, memory_form
from hloscope.reports.passes import optimizations_form
from hloscope.reports.schema import Error, Program
from hloscope.reports.why import missed_form


class CopiedForm(TypedDict):
    """An operation that several clusters compute."""

    opcode: str
    name: str
    copies: int


class LedgerForm(TypedDict):
    """The duplicated operations of one source line, what the copies cost in a run, and what they save (inferred)."""

    source: str
    operations: list[CopiedForm]
    clusters: list[str]
    extra_flops: int
    extra_transcendentals: int
    saved_bytes: int


class MissedForm(TypedDict):
    """What is written to memory only to be read back, each value with its reason as `hloscope why --json` has it.

    `has_decisions` says whether XLA's own words were dumped. `bytes_per_run` weighs both bytes by trip counts.
    """

    has_decisions: bool
    bytes_written: int
    bytes_read: int
    bytes_per_run: int
    missed: list[dict[str, Any]]


class PassesForm(TypedDict):
    """What the passes changed, by optimization as `hloscope passes --json` has it; None in place of unknown times."""

    microseconds: float | None
    by_optimization: list[dict[str, Any]]


class ExplanationForm(TypedDict):
    """Why a program costs what it does: of the stage `after`; None where that is missing.

    `machine` names the one that times are modelled on, None where no time is. `memory` is None where the dump has no
    buffer assignment, `passes` where it has no snapshots of passes.
    """

    machine: str | None
    cost: ModuleCostForm | None
    duplicated_work: list[LedgerForm] | None
    memory: MemoryForm | None
    missed_fusions: MissedForm | None
    passes: PassesForm | None


class ExplainedProgram(Program, ExplanationForm):
    """A program of a report with `--explain`."""


def explanation_of(
    compilation: Compilation, fusions: Fusions | None, errors: list[Error], *, machine: Machine | None = None
) -> ExplanationForm:
    """The explanation of a compilation whose stage `after` has these fusions; what is broken is added to `errors`.

    Times are modelled on `machine`, else on the one that it was compiled for, if that is known.
    """
    after = compilation.after if fusions else None
    if after is None or fusions is None:
        return {**_NOTHING}
    machine = machine or find_machine(compilation.arch)
    cost = cost_of(after)
    problems: list[HloscopeError] = []
    explanation: ExplanationForm = {
        "machine": machine.name if machine else None,
        "cost": cost_form(cost, machine),
        "duplicated_work": [cast("LedgerForm", entry.to_dict()) for entry in ledger_of(fusions, cost)],
        "memory": memory_form(compilation, errors),
        "missed_fusions": cast("MissedForm | None", missed_form(compilation, problems)),
        "passes": cast("PassesForm | None", optimizations_form(compilation, problems)),
    }
    for problem in problems:
        error = error_of(problem, compilation.name)
        errors += [error] if error not in errors else []
    return explanation


_NOTHING: ExplanationForm = {
    "machine": None,
    "cost": None,
    "duplicated_work": None,
    "memory": None,
    "missed_fusions": None,
    "passes": None,
}
