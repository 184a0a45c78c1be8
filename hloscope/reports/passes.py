"""What passes did, as documents: the timeline of each program, and the life of one operation."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from hloscope.analyses.blame import blame_of, names_of
from hloscope.analyses.pass_times import sums_of, times_by_file
from hloscope.analyses.passes import Timeline, timeline_of
from hloscope.dump import Compilation
from hloscope.dump_passes import steps_of
from hloscope.errors import HloscopeError
from hloscope.parsers import PassRun
from hloscope.reports.explained import ExplanationDocument, Form, explain

HOW_TO_DUMP = "dump them with `hloscope run --passes`, or XLA_FLAGS=--xla_dump_hlo_pass_re=.*"


def passes_report(paths: Sequence[str | Path], *, name: str | None = None) -> ExplanationDocument:
    """The timeline of every program with pass snapshots below some paths.

    Each has `by_optimization`, `passes` and `microseconds`, which is None where no times were dumped.
    """
    return explain(paths, _timeline_form, name=name)


def blame_report(paths: Sequence[str | Path], operation: str, *, name: str | None = None) -> ExplanationDocument:
    """The life of an operation in every program that has one of this name, which may begin with a percent sign.

    Raises:
        HloscopeError: no program has such an operation; the error names some that are alike.
    """
    wanted = operation.removeprefix("%")
    known: list[str] = []

    def life_of(compilation: Compilation, errors: list[HloscopeError]) -> Form | None:
        timeline = _timeline(compilation, errors)
        if timeline is None:
            return None
        found = blame_of(timeline, wanted)
        if found is None:
            known.extend(names_of(timeline))
        return found.to_dict() if found else None

    result = explain(paths, life_of, name=name)
    if not result.programs and known:
        raise HloscopeError(f"expected the name of an operation, found {wanted!r}{_alike(wanted, known)}")
    return result


def _alike(wanted: str, known: Sequence[str]) -> str:
    close = get_close_matches(wanted, known, n=3)
    return f"; did you mean {', '.join(close)}?" if close else ""


def _timeline(compilation: Compilation, errors: list[HloscopeError]) -> Timeline | None:
    return timeline_of(steps_of(compilation, errors)) if compilation.passes else None


def optimizations_form(compilation: Compilation, errors: list[HloscopeError]) -> Form | None:
    """What the passes of a program changed, by optimization; None if it has no snapshots of them."""
    timeline = _timeline(compilation, errors)
    return None if timeline is None else _sums_form(timeline, _runs_of(compilation, errors))


def _timeline_form(compilation: Compilation, errors: list[HloscopeError]) -> Form | None:
    timeline = _timeline(compilation, errors)
    if timeline is None:
        return None
    runs = _runs_of(compilation, errors)
    times = times_by_file(runs)
    passes = [change.to_dict() | {"microseconds": times.get(change.file)} for change in timeline.passes]
    return _sums_form(timeline, runs) | {"passes": passes}


def _sums_form(timeline: Timeline, runs: Sequence[PassRun]) -> Form:
    return {
        "microseconds": sum(run.microseconds for run in runs if not run.is_pipeline) if runs else None,
        "by_optimization": [total.to_dict() for total in sums_of(timeline.passes, runs)],
    }


def _runs_of(compilation: Compilation, errors: list[HloscopeError]) -> tuple[PassRun, ...]:
    try:
        return compilation.pass_runs
    except HloscopeError as error:
        errors.append(error)
        return ()
