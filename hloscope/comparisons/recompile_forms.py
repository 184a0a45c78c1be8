"""Forms of what was compiled again in JSON, which only checkers and the generator of schemas load."""

from __future__ import annotations

from typing import Literal, TypedDict

from hloscope.reports.schema import Error

Kind = Literal[
    "function", "argument", "name", "shape", "type", "weak type", "layout", "sharding", "donation", "result", "setting",
    "constant", "attribute", "operations", "wiring", "nothing", "unknown",
]  # fmt: skip
"""What differs; `argument` is one more or one less, `wiring` the order of the same operations."""


class ChangeForm(TypedDict):
    """One thing that differs; `argument` is its number now, `name` what the framework calls it, null where unknown."""

    kind: Kind
    argument: int | None
    name: str | None
    before: str | None
    after: str | None
    source: str
    text: str


class RecompileForm(TypedDict):
    """One program of a function: `compared_with` is the id of the nearest one before it, null of the first.

    `said` is what jax's log says of it, line by line; `weak` the arguments whose type is weak, null without a log.
    """

    id: int | None
    name: str
    compared_with: int | None
    changes: list[ChangeForm]
    said: list[str]
    weak: list[int] | None


class RecompiledForm(TypedDict):
    """A function that was compiled more than once, and its programs in order."""

    function: str
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    programs: list[RecompileForm]


class RecompilesDocument(TypedDict):
    """Every function that was compiled more than once, those with most programs first."""

    schema: int
    functions: list[RecompiledForm]
    errors: list[Error]
