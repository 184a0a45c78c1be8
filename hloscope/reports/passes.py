"""What passes did, as a document: the timeline of each program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.passes.timeline import PassChangeForm, Timeline
from hloscope.analyses.passes.times import OptimizationForm, sums_of, times_by_file
from hloscope.dump import Dump
from hloscope.parsers import PassRun
from hloscope.reports.each_compilation import ExplanationDocument, Names, Progress, explain
from hloscope.reports.schema import DocumentOf, ProgramName

HOW_TO_DUMP = "dump them with `hloscope run --passes`, or XLA_FLAGS=--xla_dump_hlo_pass_re=.*"


class PassesForm(TypedDict):
    """What the passes changed, by optimization; `microseconds` is None where no times were dumped."""

    microseconds: float | None
    by_optimization: list[OptimizationForm]


class TimedPassForm(PassChangeForm):
    """What one pass changed; `microseconds` is None where its time was not dumped."""

    microseconds: float | None


class PassesProgram(ProgramName, PassesForm):
    """What the passes of one compilation changed, by optimization, and pass by pass."""

    passes: list[TimedPassForm]


PassesDocument = DocumentOf[PassesProgram]


def passes_report(
    paths: Sequence[str | Path | Dump], *, name: Names = None, progress: Progress = iter
) -> ExplanationDocument[PassesProgram]:
    """The timeline of every program with pass snapshots below some paths.

    Each has `by_optimization`, `passes` and `microseconds`, which is None where no times were dumped.
    """
    return explain(paths, _program_form, name=name, progress=progress)


def optimizations_form(answers: Answers) -> PassesForm | None:
    """What the passes of a program changed, by optimization; None if it has no snapshots of them."""
    return None if answers.timeline is None else _sums_form(answers.timeline, answers.pass_runs)


def _program_form(answers: Answers, heading: ProgramName) -> PassesProgram | None:
    timeline = answers.timeline
    if timeline is None:
        return None
    times = times_by_file(answers.pass_runs)
    passes: list[TimedPassForm] = [
        {**change.to_dict(), "microseconds": times.get(change.file)} for change in timeline.passes
    ]
    return {**heading, **_sums_form(timeline, answers.pass_runs), "passes": passes}


def _sums_form(timeline: Timeline, runs: Sequence[PassRun]) -> PassesForm:
    return {
        "microseconds": sum(run.microseconds for run in runs if not run.is_pipeline) if runs else None,
        "by_optimization": [total.to_dict() for total in sums_of(timeline.passes, runs)],
    }
