"""What passes did, as a document: the timeline of each program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hloscope.analyses.answers import Answers
from hloscope.analyses.passes.timeline import Timeline
from hloscope.analyses.passes.times import sums_of, times_by_file
from hloscope.parsers import PassRun
from hloscope.reports.each_compilation import ExplanationDocument, Form, Names, Progress, explain

HOW_TO_DUMP = "dump them with `hloscope run --passes`, or XLA_FLAGS=--xla_dump_hlo_pass_re=.*"


def passes_report(paths: Sequence[str | Path], *, name: Names = None, progress: Progress = iter) -> ExplanationDocument:
    """The timeline of every program with pass snapshots below some paths.

    Each has `by_optimization`, `passes` and `microseconds`, which is None where no times were dumped.
    """
    return explain(paths, _timeline_form, name=name, progress=progress)


def optimizations_form(answers: Answers) -> Form | None:
    """What the passes of a program changed, by optimization; None if it has no snapshots of them."""
    return None if answers.timeline is None else _sums_form(answers.timeline, answers.pass_runs)


def _timeline_form(answers: Answers) -> Form | None:
    timeline = answers.timeline
    if timeline is None:
        return None
    times = times_by_file(answers.pass_runs)
    passes = [change.to_dict() | {"microseconds": times.get(change.file)} for change in timeline.passes]
    return _sums_form(timeline, answers.pass_runs) | {"passes": passes}


def _sums_form(timeline: Timeline, runs: Sequence[PassRun]) -> Form:
    return {
        "microseconds": sum(run.microseconds for run in runs if not run.is_pipeline) if runs else None,
        "by_optimization": [total.to_dict() for total in sums_of(timeline.passes, runs)],
    }
