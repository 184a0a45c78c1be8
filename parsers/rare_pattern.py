"""Patterns that few texts need, each compiled when it is first used: thirty of them take 5 ms of every start."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast


class _RarePattern:
    """Stands for a pattern: has its methods, the first of which compiles it."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)

    def __getattr__(self, name: str) -> object:
        """A method of the pattern, kept as an attribute: from then on it is called as fast as the pattern's own."""
        method: object = getattr(self._compiled, name)
        setattr(self, name, method)
        return method


def rare(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but nothing is compiled yet, and a mistake in the pattern not found."""
    return cast("re.Pattern[str]", _RarePattern(text, flags))
