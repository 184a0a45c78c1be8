"""The form of loops in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import TypedDict


class LoopForm(TypedDict):
    """A `while` that runs: its trip count each time, None if that is not known; `inferred` if XLA does not say it."""

    name: str
    computation: str
    trip_count: int | None
    inferred: bool
