"""The document of `hloscope collectives`: what devices tell each other, in one stage of each program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hloscope.analyses.answers import STAGES
from hloscope.analyses.collectives.forms import CollectivesForm
from hloscope.analyses.profile.forms import MeasuredRunsForm
from hloscope.dump import Compilation, Dump
from hloscope.reports.collective_stages import collectives_form
from hloscope.reports.each_compilation import (
    Log,
    Names,
    Progress,
    add_problems,
    each_compilation,
    heading_of,
    read,
    readable_answers,
)
from hloscope.reports.schema import DocumentOf, Error, ProgramName
from hloscope.version import EXPLAINED_SCHEMA


class CollectivesProgram(ProgramName):
    """One compilation, and the stage that is told of; `collectives` is None where no such stage could be read.

    `measured` is None without a profile in which it ran.
    """

    stage: str
    measured: MeasuredRunsForm | None
    collectives: CollectivesForm | None


CollectivesDocument = DocumentOf[CollectivesProgram]


def collectives_document(
    sources: Sequence[str | Path | Dump],
    *,
    stage: str | None = None,
    name: Names = None,
    progress: Progress = iter,
    profile: Log | None = None,
) -> CollectivesDocument:
    """The collectives of each program: of `stage`, else of what runs, or failing that of what was asked for.

    `name` keeps the modules of that name, which may be a pattern. Measured times are those of the sources that are
    profiles, or of `profile`.
    """

    def analyse(compilation: Compilation, path: str) -> tuple[CollectivesProgram, list[Error]]:
        errors: list[Error] = []
        answers = readable_answers(compilation, errors, [stage] if stage else STAGES)
        shown = stage or ("after" if answers.after else "before")
        form = read(lambda: collectives_form(answers, shown), compilation, errors)
        measured = answers.measured
        add_problems(answers, errors)
        runs = measured.to_dict() if measured else None
        return {**heading_of(compilation, path), "stage": shown, "collectives": form, "measured": runs}, errors

    programs, errors = each_compilation(sources, analyse, name=name, progress=progress, profile=profile)
    return {"schema": EXPLAINED_SCHEMA, "compilations": programs, "errors": errors}
