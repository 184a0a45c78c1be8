"""Documents: what every analysis says of one compilation, in the form of the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from hloscope.analyses.answers import STAGES, Answers
from hloscope.analyses.fusions.fusions import Fusions
from hloscope.analyses.kernels.count import KernelCount, unit_of
from hloscope.analyses.kernels.single_operations import shapes_of_entry
from hloscope.dump import Compilation
from hloscope.parsers import paused_collector
from hloscope.reports.each_compilation import add_problems, heading_of, readable_answers

if TYPE_CHECKING:
    from hloscope.parsers import ThunkList
    from hloscope.reports.schema import Error, Program

Explain = Callable[[Answers], Mapping[str, Any]]
"""What else is to be said of a compilation."""


@paused_collector()
def program_of(
    compilation: Compilation, stages: Collection[str] = STAGES, explain: Explain | None = None
) -> tuple[Program, list[Error]]:
    """The report of one compilation, and the files of it that could not be read.

    A stage that is missing, broken or not among `stages` is None in the report; the others are whole. `explain` adds
    the keys of schema 2.
    """
    errors: list[Error] = []
    answers = readable_answers(compilation, errors, stages)
    document = {
        **heading_of(compilation, compilation.path),
        "unit": unit_of(compilation.platform, compilation.suffixes),
        "entry": _entry_of(answers),
        "kernels": _kernels_of(answers),
        **_fusions_of(answers.fusions),
        "single_operations": [operation.to_dict() for operation in answers.single_operations],
        "broadcasts": _broadcasts_of(answers),
    }
    if explain:
        document |= explain(answers)
    add_problems(answers, errors)
    return cast("Program", document), errors


def _entry_of(answers: Answers) -> dict[str, list[str]] | None:
    """What the framework asked for; what runs is asked where that is missing, though XLA may have changed it."""
    module = answers.module("before") or answers.after
    return shapes_of_entry(module.entry) if module else None


def _kernels_of(answers: Answers) -> dict[str, Any]:
    counts = {stage: answers.count(stage) for stage in STAGES}
    forms: dict[str, Any] = {stage: count and count.to_dict() for stage, count in counts.items()}
    if counts["after"] and answers.thunks:
        _add_dimensions(forms["after"]["sites"], counts["after"], answers.thunks)
    return forms | {
        "change": answers.change and answers.change.to_dict(),
        "judge": "thunks" if answers.thunks else "rule",
        "disagreements": [disagreement.to_dict() for disagreement in answers.disagreements],
    }


def _add_dimensions(sites: Iterable[dict[str, Any]], count: KernelCount, thunks: ThunkList) -> None:
    """Says at each kernel how it is launched, where the thunk list tells."""
    from hloscope.analyses.kernels.dimensions import dimensions_of

    for site, dimensions in zip(sites, dimensions_of(count.sites, thunks), strict=True):
        if dimensions:
            site.update(dimensions.to_dict())


def _fusions_of(fusions: Fusions | None) -> dict[str, Any]:
    if fusions is None:
        return {"fusions": [], "compiled_loops": []}
    return {"fusions": fusions.to_dict(), "compiled_loops": [loop.to_dict() for loop in fusions.compiled_loops]}


def _broadcasts_of(answers: Answers) -> dict[str, Any]:
    found = {stage: answers.broadcasts(stage) for stage in STAGES}
    return {stage: broadcasts and broadcasts.to_dict() for stage, broadcasts in found.items()} | {
        "changes": [change.to_dict() for change in answers.broadcast_changes]
    }
