"""Comparable: whatever holds programs, from a dump folder to a JSON report, as outlines that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from hloscope.comparisons.outline import Outline
from hloscope.comparisons.outlines_of_dumps import outline_of
from hloscope.comparisons.outlines_of_reports import outlines_of
from hloscope.dump import Compilation, Dump, FileError
from hloscope.reports.each_compilation import (
    Log,
    Names,
    Progress,
    add_problems,
    each_compilation,
    is_wanted,
    readable_answers,
)
from hloscope.reports.reader import is_report_file, read_report
from hloscope.reports.report import Report
from hloscope.reports.schema import Error

Source = str | Path | Dump | Compilation | Report
"""A dump folder, archive, log or file; a JSON report; what was loaded, captured or reported before."""


class Comparable(NamedTuple):
    """The programs of one source, each once, and the files of it that could not be read."""

    outlines: tuple[Outline, ...]
    errors: tuple[FileError, ...]


def comparable(
    source: Source, *, name: Names = None, progress: Progress = iter, profile: Log | None = None
) -> Comparable:
    """The programs of a source; `name` keeps those of modules of that name, pattern or list; `profile` measured them.

    Raises:
        DumpError: it is a JSON file, but no report. Other paths that cannot be read are in `errors`.
    """
    if isinstance(source, Compilation) and profile is None:
        outline, problems = outline_with_errors(source, source.path)
        return _comparable([outline], problems, name)
    if isinstance(source, Report) or (isinstance(source, str | Path) and is_report_file(source)):
        report = source if isinstance(source, Report) else read_report(source)
        without_times = [] if profile is None else [_has_times(source)]
        return _comparable(outlines_of(report.programs), [*report.errors, *without_times], name)
    whole = Dump(source.path, (source,)) if isinstance(source, Compilation) else source
    found = each_compilation([whole], _first_outline_of, name=name, progress=progress, profile=profile)
    return _comparable(*found, name)


def _has_times(source: Source) -> Error:
    """What is said of a profile beside a report."""
    file = "report" if isinstance(source, Report) else str(source)
    return {"file": file, "message": "expected a dump to take a profile for; a report has its times in it already"}


def errors_of(sides: Iterable[Comparable]) -> tuple[FileError, ...]:
    """The errors of all sides, each once."""
    return tuple(dict.fromkeys(error for side in sides for error in side.errors))


def _comparable(outlines: Iterable[Outline | None], errors: Iterable[Error], name: Names) -> Comparable:
    found = tuple(FileError(error["file"], error["message"]) for error in errors)
    return Comparable(tuple(outline for outline in outlines if outline and is_wanted(outline.name, name)), found)


def _first_outline_of(compilation: Compilation, path: str) -> tuple[Outline | None, list[Error]]:
    """The outline of a program that was not compiled before, and what could not be read of any."""
    outline, errors = outline_with_errors(compilation, path)
    return (outline if compilation.recompilation_of is None else None), errors


def outline_with_errors(compilation: Compilation, path: str) -> tuple[Outline, list[Error]]:
    """The outline of a program, and what could not be read of it."""
    errors: list[Error] = []
    answers = readable_answers(compilation, errors, only_whole=True)
    outline = outline_of(answers, path)
    add_problems(answers, errors)
    return outline, errors
