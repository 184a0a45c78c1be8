"""Explanations: what the analyses of cost, duplicated work, memory, missed fusions and passes say of a compilation."""

from __future__ import annotations

from typing import cast

from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.duplicated_work import ledger_of
from hloscope.analyses.cost.machines import Machine, find_machine
from hloscope.analyses.fusions.fusions import Fusions
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.reports.cost import cost_form
from hloscope.reports.each_compilation import error_of
from hloscope.reports.explanation_schema import ExplanationForm, LedgerForm, MissedForm, PassesForm
from hloscope.reports.memory import memory_form
from hloscope.reports.passes import optimizations_form
from hloscope.reports.schema import Error
from hloscope.reports.why import missed_form


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
