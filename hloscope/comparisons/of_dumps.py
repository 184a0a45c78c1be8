"""Diff of two sources: `hloscope.diff`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hloscope.comparisons.comparable import Source, comparable, errors_of
from hloscope.comparisons.diff import Diff, diff_outlines
from hloscope.comparisons.regressions import DEFAULT_RULES, checked_rules
from hloscope.reports.each_compilation import Log, Names, Progress


def diff(
    old: Source,
    new: Source,
    *,
    fail_on: Iterable[str] = DEFAULT_RULES,
    name: Names = None,
    progress: Progress = iter,
    profile: tuple[Log, Log] | None = None,
) -> Diff:
    """What changed between two dumps, JSON reports or compilations; `fail_on` names the rules that make a regression.

    Programs are matched by name and entry shapes, their launches by signature, then by the operations in them (this is
    inferred). `name` keeps the modules of that name, pattern or list. Files that could not be read are in `errors`; the
    programs beside them are compared. `profile` are profiles of the old and the new programs, whose measured times are
    told; sources that are profiles themselves need none. Times are never a regression.

    Raises:
        HloscopeError: there is no such rule, or a JSON file is no report of hloscope's.
    """
    rules = checked_rules(fail_on)
    logs = profile or (None, None)
    sides = [
        comparable(source, name=name, progress=progress, profile=log)
        for source, log in zip((old, new), logs, strict=True)
    ]
    found = diff_outlines(sides[0].outlines, sides[1].outlines, rules=rules, errors=errors_of(sides))
    return replace(found, sources=(old, new), profile=profile)
