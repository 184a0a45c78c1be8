"""Cursor: a place in a text, what may stand there, and the error that says what should have."""

from __future__ import annotations

import re

from hloscope.errors import ParseError
from hloscope.regex import compiled, lazy_pattern

STRING_TEXT = r'"(?:[^"\\]++|\\.)*+"'
QUOTED_TEXT = STRING_TEXT + r"|'(?:[^'\\]++|\\.)*+'"
QUOTED = lazy_pattern(QUOTED_TEXT, re.DOTALL)
# Between tokens: white space, /* comments */ and // comments, which a newline or a lone carriage return ends.
SPACE_TEXT = r"(?:[ \t\r\n\f\v]++|/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+)*+"
SPACE = compiled(SPACE_TEXT)
FOUND = lazy_pattern(r"%?[\w.\-]++=?|->|\"[^\"\\]*+\"|[^\w\s]")  # what an error message quotes

_LONGEST = 120  # characters of what was expected or found


class Cursor:
    """Moves over one text. What is asked for may stand behind `spaces`, by default HLO's; a miss moves nothing."""

    __slots__ = ("_spaces", "filename", "position", "text")

    def __init__(
        self, text: str, position: int = 0, filename: str | None = None, *, spaces: re.Pattern[str] = SPACE
    ) -> None:
        self.text = text
        self.position = position
        self.filename = filename
        self._spaces = spaces

    def skip(self) -> None:
        """Moves over white space and comments."""
        self.position = self._find_next()

    def at_end(self) -> bool:
        """Whether nothing but white space and comments is left."""
        return self._find_next() >= len(self.text)

    def accept(self, token: str) -> bool:
        """Takes `token` if it is next."""
        start = self._find_next()
        if not self.text.startswith(token, start):
            return False
        self.position = start + len(token)
        return True

    def expect(self, token: str, expected: str | None = None) -> None:
        """Takes `token`, or raises; `expected` says what else might stand there."""
        if not self.accept(token):
            raise self.error(expected or f"{token!r}")

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Takes what matches `pattern` if it is next."""
        found = pattern.match(self.text, self._find_next())
        if found:
            self.position = found.end()
        return found

    def starts_with(self, pattern: re.Pattern[str]) -> bool:
        """Whether what matches `pattern` is next."""
        return pattern.match(self.text, self._find_next()) is not None

    def take(self, pattern: re.Pattern[str], expected: str) -> re.Match[str]:
        """Takes what matches `pattern`, or raises."""
        found = self.find(pattern)
        if found is None:
            raise self.error(expected)
        return found

    def error(self, expected: str, *, at: int | None = None, found: str | None = None) -> ParseError:
        """The error to raise at what is next, or at the position `at`."""
        position = self._find_next() if at is None else at
        return ParseError(
            _shortened(expected),
            _shortened(found or self.found_at(position)),
            text=self.text,
            position=position,
            filename=self.filename,
            is_syntax=found is None,
        )

    def _find_next(self) -> int:
        space = self._spaces.match(self.text, self.position)
        return space.end() if space else self.position

    def found_at(self, position: int) -> str:
        """What stands at a position, as an error message quotes it."""
        if position >= len(self.text):
            return "the end of the text"
        if self.text.startswith("/*", position):  # it would have been skipped
            return "a comment that does not end"
        if self.text[position] in "\"'" and not QUOTED.match(self.text, position):
            return "a string that does not end"
        if self.text.startswith("\ufeff", position):
            return "a byte-order mark"
        word = FOUND.match(self.text, position)
        return repr(word[0] if word else self.text[position])


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
