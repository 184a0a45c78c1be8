"""Explanations: what the analyses of cost, duplicated work, memory, missed fusions and passes say of a compilation."""

from __future__ import annotations

from typing import Any, TypedDict, cast

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.machines import Machine, find_machine
from hloscope.reports.cost import ModuleCostForm, cost_form
from hloscope.reports.memory import MemoryForm, memory_form
from hloscope.reports.passes import optimizations_form
from hloscope.reports.schema import Program
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


def explanation_of(answers: Answers, *, machine: Machine | None = None) -> ExplanationForm:
    """The explanation of what runs.

    Times are modelled on `machine`, else on the one that it was compiled for, if that is known.
    """
    if answers.cost is None:
        return {**_NOTHING}
    machine = machine or find_machine(answers.compilation.arch)
    return {
        "machine": machine.name if machine else None,
        "cost": cost_form(answers.cost, machine),
        "duplicated_work": [cast("LedgerForm", entry.to_dict()) for entry in answers.duplicated_work],
        "memory": memory_form(answers),
        "missed_fusions": cast("MissedForm | None", missed_form(answers)),
        "passes": cast("PassesForm | None", optimizations_form(answers)),
    }


_NOTHING: ExplanationForm = {
    "machine": None,
    "cost": None,
    "duplicated_work": None,
    "memory": None,
    "missed_fusions": None,
    "passes": None,
}
