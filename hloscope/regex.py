"""Regular expressions that mean the same in every Python, compiled at once or when first used.

Before CPython 3.11.5 a possessive repeat of a group keeps what the group took of a last round that then failed:
`(?:ab)*+` takes `aba` whole (https://github.com/python/cpython/issues/106052). Debian 12 has such a Python. There the
group is made atomic as well, which gives that back.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import cast

_KEEPS_TOO_MUCH = sys.version_info < (3, 11, 5)
# What counts: escapes and sets, which hide brackets, and where groups start and end.
_BRACKET = r"""\\. | \[\^?\]?(?:\\.|[^\]\\])*\]
    | (?P<start>\((?:\?(?:[:>=!]|<[=!]|P<\w+>))?)
    | (?P<end>\))(?P<possessive>(?:[*+?]|\{[\d,]+\})\+)?"""


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, which must not be used for what repeats a group possessively."""
    return re.compile(with_atomic_groups(text) if _KEEPS_TOO_MUCH else text, flags)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `compiled`, but only when it is first used: thirty that few texts need would take 5 ms of every start."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags))


def with_atomic_groups(text: str) -> str:
    """The same with `(?:(?>...))*+` for `(?:...)*+`."""
    inserted: dict[int, str] = {}
    starts: list[int] = []
    for token in re.finditer(_BRACKET, text, re.DOTALL | re.VERBOSE):
        if token["start"]:
            starts.append(token.end())
        elif token["end"]:
            start = starts.pop()
            if token["possessive"]:
                inserted[start] = "(?>" + inserted.get(start, "")
                inserted[token.start()] = ")"
    return "".join([inserted.get(place, "") + char for place, char in enumerate(text)])


class _LazyPattern:
    """Stands for a pattern: has its methods, the first of which compiles it."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return compiled(self._text, self._flags)

    def __getattr__(self, name: str) -> object:
        """A method of the pattern, kept as an attribute: from then on it is called as fast as the pattern's own."""
        method: object = getattr(self._compiled, name)
        setattr(self, name, method)
        return method
