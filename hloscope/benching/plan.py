"""Plan: one way to run a function, and what is looked at in its calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hloscope.benching.profile_shares import Shares

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to run: `build` makes the call, which waits for its result; `count` and `profile` look at that call."""

    name: str
    build: Callable[[], Call]
    count: Callable[[Call], tuple[int | None, str]]
    profile: Callable[[Call], Shares] | None = None
