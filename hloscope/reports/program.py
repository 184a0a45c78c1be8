"""Documents: what every analysis says of one compilation, in the form of the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from hloscope.analyses.answers import STAGES, Answers
from hloscope.analyses.facts.groups import Group
from hloscope.analyses.kernels.count import KernelCount
from hloscope.analyses.kernels.single_operations import shapes_of_entry
from hloscope.analyses.kernels.unit import is_unit_inferred, unit_of
from hloscope.dump import Compilation
from hloscope.parsers import paused_collector
from hloscope.reports.collective_stages import collectives_form
from hloscope.reports.each_compilation import add_problems, heading_of, readable_answers

if TYPE_CHECKING:
    from hloscope.analyses.cost.machines import Machine
    from hloscope.analyses.kernels.forms import EntryForm, SiteForm
    from hloscope.parsers import ThunkList
    from hloscope.reports.explain import ExplainedProgram, ExplanationForm
    from hloscope.reports.schema import BroadcastStages, Error, Kernels, Launches, LaunchForm, Program

Explain = Callable[[Answers], "ExplanationForm"]
"""What else is to be said of a compilation."""


@paused_collector()
def program_of(
    compilation: Compilation,
    stages: Collection[str] = STAGES,
    explain: Explain | None = None,
    *,
    totals: bool = False,
    machine: Machine | None = None,
) -> tuple[Program, list[Error]]:
    """The report of one compilation, and the files of it that could not be read.

    A stage that is missing, broken or not among `stages` is None in the report; the others are whole. `explain` adds
    the keys of schema 2. With `totals` those of memory and cost are in it, which take as long again. Measured times, if
    a profile has any, are held against `machine`.
    """
    errors: list[Error] = []
    answers = readable_answers(compilation, errors, stages)
    document: Program = {
        **heading_of(compilation, compilation.path),
        "unit": unit_of(compilation.platform, compilation.suffixes),
        "unit_inferred": answers.after is not None and is_unit_inferred(compilation),
        "entry": _entry_of(answers),
        "kernels": _kernels_of(answers),
        **_launches_of(answers, machine),
        "broadcasts": _broadcasts_of(answers),
        "memory_totals": None,
        "cost_totals": None,
        "collectives": {
            "before": collectives_form(answers, "before"),
            "after": collectives_form(answers, "after"),
        },
        "measured": answers.measured.to_dict() if answers.measured else None,
    }
    if totals:
        _add_totals(document, answers)
    if explain:
        explained: ExplainedProgram = {**document, **explain(answers)}
        document = explained
    add_problems(answers, errors)
    return document, errors


def _launches_of(answers: Answers, machine: Machine | None) -> Launches:
    fusions, traffic = answers.fusions, answers.traffic
    times = answers.launch_times(machine) if answers.measured else None
    if fusions is None or traffic is None:
        return {"fusions": [], "compiled_loops": [], "single_operations": []}

    def launched(group: Group) -> LaunchForm:
        read, written = traffic.of(group.instruction)
        runs = traffic.runs_of(group.instruction.computation)
        source, is_inferred = answers.launch_sources.of(group.instruction)
        return {
            "source": str(source),
            "source_inferred": is_inferred,
            "bytes_read": read,
            "bytes_written": written,
            "runs": runs.times,
            "least_runs": runs.least,
            "runs_exact": runs.is_exact,
            "runs_inferred": runs.is_inferred,
            "measured": times.find(group.instruction.name) if times else None,
        }

    pairs = zip(fusions.items, fusions.to_dict(), strict=True)
    return {
        "fusions": [{**form, **launched(fusion)} for fusion, form in pairs],
        "compiled_loops": [{**loop.to_dict(), **launched(loop)} for loop in fusions.compiled_loops],
        "single_operations": [
            {**operation.to_dict(), **launched(operation)} for operation in answers.single_operations
        ],
    }


def _add_totals(document: Program, answers: Answers) -> None:
    from hloscope.reports.totals import cost_totals, memory_totals

    document["memory_totals"], document["cost_totals"] = memory_totals(answers), cost_totals(answers)


def _entry_of(answers: Answers) -> EntryForm | None:
    """What the framework asked for; what runs is asked where that is missing, though XLA may have changed it."""
    module = answers.module("before") or answers.after
    return shapes_of_entry(module.entry) if module else None


def _kernels_of(answers: Answers) -> Kernels:
    count = answers.count("after")
    before, unfused, after = (found.to_dict() if found else None for found in map(answers.count, STAGES))
    if count and after and answers.thunks:
        _add_dimensions(after["sites"], count, answers.thunks)
    return {
        "before": before,
        "unfused": unfused,
        "after": after,
        "change": answers.change and answers.change.to_dict(),
        "judge": "thunks" if answers.thunks else "rule",
        "disagreements": [disagreement.to_dict() for disagreement in answers.disagreements],
    }


def _add_dimensions(sites: Iterable[SiteForm], count: KernelCount, thunks: ThunkList) -> None:
    """Says at each kernel how it is launched, where the thunk list tells."""
    from hloscope.analyses.kernels.dimensions import dimensions_of

    for site, dimensions in zip(sites, dimensions_of(count.sites, thunks), strict=True):
        if dimensions:
            site["grid"], site["threads"] = [*dimensions.grid], [*dimensions.threads]
            site["shared_memory"] = dimensions.shared_memory


def _broadcasts_of(answers: Answers) -> BroadcastStages:
    before, unfused, after = (found.to_dict() if found else None for found in map(answers.broadcasts, STAGES))
    return {
        "before": before,
        "unfused": unfused,
        "after": after,
        "changes": [change.to_dict() for change in answers.broadcast_changes],
    }
