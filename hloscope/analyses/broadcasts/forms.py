"""Forms of broadcasts and their changes in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import Literal, TypedDict

Became = Literal["materialized", "virtual"]


class BroadcastForm(TypedDict):
    """A broadcast of one stage; `fusion` is the outermost fusion that holds it, None where it stands by itself.

    `times_written` is how often `bytes` are written each of the `runs` times that a run executes it, 0 if virtual.
    `source` is a line of the user's program, else the framework's name, which is `op_name`.
    """

    name: str
    shape: str
    operand_shape: str | None
    expansion: int
    bytes: int
    materialized: bool
    times_written: int
    runs: int
    source: str
    op_name: str
    fusion: str | None


class BroadcastsForm(TypedDict):
    """The broadcasts of one stage, the worst first; `materialized_bytes` are those of one execution of each."""

    count: int
    materialized: int
    materialized_bytes: int
    materialized_bytes_per_run: int
    items: list[BroadcastForm]


class BroadcastChangeForm(TypedDict):
    """A broadcast that became materialized or virtual; `before` is None where optimization brought it in."""

    became: Became
    before: BroadcastForm | None
    after: BroadcastForm
    inferred: bool
