"""Cursor: a place in a text, what may stand there, and the error that says what should have."""

from __future__ import annotations

import re

from hloscope.errors import ParseError

from .patterns import FOUND, SPACE


class Cursor:
    """Moves over one text. What is asked for may stand behind white space and comments; a miss moves nothing."""

    __slots__ = ("filename", "position", "text")

    def __init__(self, text: str, position: int = 0, filename: str | None = None) -> None:
        self.text = text
        self.position = position
        self.filename = filename

    def skip(self) -> None:
        """Moves over white space and comments."""
        self.position = self._next()

    def at_end(self) -> bool:
        """Whether nothing but white space and comments is left."""
        return self._next() >= len(self.text)

    def accept(self, token: str) -> bool:
        """Takes `token` if it is next."""
        start = self._next()
        if not self.text.startswith(token, start):
            return False
        self.position = start + len(token)
        return True

    def expect(self, token: str) -> None:
        """Takes `token`, or raises."""
        if not self.accept(token):
            raise self.error(f"{token!r}")

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Takes what matches `pattern` if it is next."""
        found = pattern.match(self.text, self._next())
        if found:
            self.position = found.end()
        return found

    def starts_with(self, pattern: re.Pattern[str]) -> bool:
        """Whether what matches `pattern` is next."""
        return pattern.match(self.text, self._next()) is not None

    def take(self, pattern: re.Pattern[str], expected: str) -> re.Match[str]:
        """Takes what matches `pattern`, or raises."""
        found = self.find(pattern)
        if found is None:
            raise self.error(expected)
        return found

    def error(self, expected: str, *, at: int | None = None, found: str | None = None) -> ParseError:
        """The error to raise at what is next, or at the position `at`."""
        position = self._next() if at is None else at
        return ParseError(
            expected, found or self._found(position), text=self.text, position=position, filename=self.filename
        )

    def _next(self) -> int:
        space = SPACE.match(self.text, self.position)
        return space.end() if space else self.position

    def _found(self, position: int) -> str:
        if position >= len(self.text):
            return "the end of the text"
        word = FOUND.match(self.text, position)
        return repr(word[0][:60] if word else self.text[position])
