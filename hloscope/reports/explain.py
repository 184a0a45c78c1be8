"""Explanations: what the analyses of cost, duplicated work, memory, missed fusions and passes say of a compilation."""

from __future__ import annotations

from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.duplicated_work import LedgerForm
from hloscope.analyses.cost.machines import Machine, find_machine
from hloscope.analyses.memory.padding import PaddingForm
from hloscope.analyses.memory.use import MemoryForm
from hloscope.reports.cost import ModuleCostForm, cost_form
from hloscope.reports.memory import memory_form, padding_form
from hloscope.reports.passes import PassesForm, optimizations_form
from hloscope.reports.schema import DocumentOf, Program
from hloscope.reports.why import MissedForm, missed_form


class ExplanationForm(TypedDict):
    """Why a program costs what it does: of the stage `after`; None where that is missing.

    `machine` names the one that times are modelled on, None where no time is. `memory` is None where the dump has no
    buffer assignment, `padding` where no layout has tiles, `passes` where it has no snapshots of passes.
    """

    machine: str | None
    cost: ModuleCostForm | None
    duplicated_work: list[LedgerForm] | None
    memory: MemoryForm | None
    padding: PaddingForm | None
    missed_fusions: MissedForm | None
    passes: PassesForm | None


class ExplainedProgram(Program, ExplanationForm):
    """A program of a report with `--explain`."""


ExplainedDocument = DocumentOf[ExplainedProgram]


def explanation_of(answers: Answers, *, machine: Machine | None = None) -> ExplanationForm:
    """The explanation of what runs.

    Times are modelled on `machine`, else on the one that it was compiled for, if that is known.
    """
    if answers.cost is None:
        return {**_NOTHING}
    machine = machine or find_machine(answers.compilation.arch)
    return {
        "machine": machine.name if machine else None,
        "cost": cost_form(answers.cost, machine, answers.launch_sources, answers.launch_times(machine)),
        "duplicated_work": [entry.to_dict() for entry in answers.duplicated_work],
        "memory": memory_form(answers),
        "padding": padding_form(answers),
        "missed_fusions": missed_form(answers),
        "passes": optimizations_form(answers),
    }


_NOTHING: ExplanationForm = {
    "machine": None,
    "cost": None,
    "duplicated_work": None,
    "memory": None,
    "padding": None,
    "missed_fusions": None,
    "passes": None,
}
