"""Explanations: what an analysis says of each program in some dumps, as one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from hloscope.collector import paused_collector
from hloscope.dump import Compilation, load
from hloscope.errors import HloscopeError
from hloscope.reports.each import error_of
from hloscope.reports.schema import SCHEMA, Error

Form = dict[str, Any]
Analyse = Callable[[Compilation, list[HloscopeError]], Form | None]
"""What is to be said of a compilation, None for nothing; what cannot be read is added to the errors."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document with a form for each program that there is something to say of, and the files that are broken."""

    programs: tuple[Form, ...]
    errors: tuple[Error, ...]

    def to_dict(self) -> Form:
        """The JSON document."""
        return {"schema": SCHEMA, "compilations": list(self.programs), "errors": list(self.errors)}

    def to_json(self) -> str:
        """The same as text."""
        return json.dumps(self.to_dict()) + "\n"


def explain(paths: Sequence[str | Path], analyse: Analyse, *, name: str | None = None) -> Explanation:
    """What `analyse` says of every program below some paths; `name` keeps the modules of that name, or pattern.

    A path that cannot be read is an error among the others.
    """
    programs: list[Form] = []
    errors: list[Error] = []
    for compilation, prefix in _compilations_in(paths, errors):
        if name is not None and not fnmatchcase(compilation.name, name):
            continue
        problems: list[HloscopeError] = []
        with paused_collector():
            form = _analysed(analyse, compilation, problems)
        if form is not None:
            programs.append(_header_of(compilation, prefix) | form)
        errors += [entry for e in problems if (entry := error_of(e, compilation.name)) not in errors]
        compilation.release()
    return Explanation(tuple(programs), tuple(errors))


def _compilations_in(paths: Sequence[str | Path], errors: list[Error]) -> Iterator[tuple[Compilation, str]]:
    for path in paths:
        try:
            dump = load(path)
        except HloscopeError as error:
            errors.append(error_of(error, str(path)))
            continue
        prefix = f"{dump.path}/" if len(paths) > 1 else ""
        yield from ((compilation, prefix) for compilation in dump.compilations)
        listed: list[Error] = [{"file": error.file, "message": error.message} for error in dump.errors]
        errors += [entry for entry in listed if entry not in errors]


def _analysed(analyse: Analyse, compilation: Compilation, errors: list[HloscopeError]) -> Form | None:
    try:
        return analyse(compilation, errors)
    except HloscopeError as error:
        errors.append(error)
        return None


def _header_of(compilation: Compilation, prefix: str) -> Form:
    return {
        "name": compilation.name,
        "id": compilation.id,
        "path": (prefix + compilation.path).rstrip("/"),
        "framework": compilation.framework,
        "platform": compilation.platform,
        "arch": compilation.arch,
    }
