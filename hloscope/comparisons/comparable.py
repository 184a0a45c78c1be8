"""Comparable: whatever holds programs, from a dump folder to a JSON report, as outlines that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from hloscope.comparisons.outline import Outline
from hloscope.comparisons.outlines import outlines_of
from hloscope.dump import Compilation, Dump, FileError
from hloscope.reports.each_compilation import Progress
from hloscope.reports.reader import is_report_file, read_report
from hloscope.reports.report import Report, report, reports_of

Source = str | Path | Dump | Compilation | Report
"""A dump folder, archive, log or file; a JSON report; what was loaded, captured or reported before."""


class Comparable(NamedTuple):
    """The programs of one source, each once, and the files of it that could not be read."""

    outlines: tuple[Outline, ...]
    errors: tuple[FileError, ...]


def comparable(source: Source, *, progress: Progress = iter) -> Comparable:
    """The programs of a source.

    Raises:
        DumpError: it is a JSON file, but no report. Other paths that cannot be read are in `errors`.
    """
    found = _report_of(source, progress)
    errors = (FileError(error["file"], error["message"]) for error in found.errors)
    return Comparable(outlines_of(found.programs), tuple(errors))


def errors_of(sides: Iterable[Comparable]) -> tuple[FileError, ...]:
    """The errors of all sides, each once."""
    return tuple(dict.fromkeys(error for side in sides for error in side.errors))


def _report_of(source: Source, progress: Progress) -> Report:
    if isinstance(source, Report):
        return source
    if isinstance(source, Compilation):
        return report(source)
    if not isinstance(source, Dump) and is_report_file(Path(source)):
        return read_report(Path(source))
    return reports_of([source], progress=progress)
