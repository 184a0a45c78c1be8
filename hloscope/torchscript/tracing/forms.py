"""Forms of compared ways to compile in JSON."""

from __future__ import annotations

from typing import TypedDict


class RefusalForm(TypedDict):
    """Why a function is not compiled, in the framework's words, and the line that they are about, if they say."""

    error: str
    message: str
    file: str | None
    line: int | None


class OutcomeForm(TypedDict):
    """What the compiled function gives for other arguments: `same`, `differs`, `fails` or `not tried`."""

    state: str
    detail: str


class WayForm(TypedDict):
    """One way to compile, such as `trace`; `graphs` are the texts of what torch compiled."""

    name: str
    refusal: RefusalForm | None
    other_values: OutcomeForm
    other_shape: OutcomeForm
    graphs: dict[str, str]


class PathForm(TypedDict):
    """A branch or a loop that the example met, and what each way makes of it.

    `depends_on_data` is the framework's word that values of a tensor decide it, `times` are the turns of a loop, and
    `lost_lines` are pairs, the first and the last of lines that the example did not reach.
    """

    kind: str
    file: str
    line: int
    code: str
    depends_on_data: str | None
    times: int | None
    lost_lines: list[list[int]]
    ways: dict[str, str]


class EffectForm(TypedDict):
    """A side effect, and what each way makes of it."""

    file: str
    line: int
    what: str
    ways: dict[str, str]


class DecisionForm(TypedDict):
    """What each way is worth under one criterion, and the better one, if one is."""

    criterion: str
    ways: dict[str, str]
    better: str


class ComparisonForm(TypedDict):
    """The ways to compile one function, for one example."""

    name: str
    framework: str
    example: list[str]
    fixed_arguments: list[str]
    ways: list[WayForm]
    paths: list[PathForm]
    effects: list[EffectForm]
    decisions: list[DecisionForm]
