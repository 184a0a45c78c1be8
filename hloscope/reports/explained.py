"""Explanations: what an analysis says of each program in some dumps, as one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import each_compilation, error_of, heading_of, read
from hloscope.reports.schema import Error
from hloscope.reports.versions import SCHEMA

Form = dict[str, Any]
Analyse = Callable[[Compilation, list[HloscopeError]], Form | None]
"""What is to be said of a compilation, None for nothing; what cannot be read is added to the errors."""


@dataclass(frozen=True, slots=True)
class ExplanationDocument:
    """A document with a form for each program that there is something to say of, and the files that are broken."""

    programs: tuple[Form, ...]
    errors: tuple[Error, ...]

    def to_dict(self) -> Form:
        """The JSON document."""
        return {"schema": SCHEMA, "compilations": list(self.programs), "errors": list(self.errors)}

    def to_json(self) -> str:
        """The same as text."""
        return json.dumps(self.to_dict()) + "\n"


def explain(paths: Sequence[str | Path], analyse: Analyse, *, name: str | None = None) -> ExplanationDocument:
    """What `analyse` says of every program below some paths; `name` keeps the modules of that name, or pattern.

    A path that cannot be read is an error among the others.
    """

    def form_of(compilation: Compilation, path: str) -> tuple[Form | None, list[Error]]:
        problems: list[HloscopeError] = []
        errors: list[Error] = []
        form = read(lambda: analyse(compilation, problems), compilation, errors)
        entries = [error_of(problem, compilation.name) for problem in problems]
        return None if form is None else {**heading_of(compilation, path), **form}, errors + [
            e for e in entries if e not in errors
        ]

    forms, errors = each_compilation(paths, form_of, name=name)
    return ExplanationDocument(tuple([form for form in forms if form is not None]), tuple(errors))
