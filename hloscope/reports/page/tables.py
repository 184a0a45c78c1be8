"""Interning: columns of texts that repeat, as numbers and a list of the different ones."""

from __future__ import annotations

from typing import TypedDict


class TextColumn(TypedDict):
    """A column of texts: `at` has for each row its place in `texts`."""

    texts: list[str]
    at: list[int]


class Interned:
    """Collects a column of texts."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._at: list[int] = []

    def add(self, text: str) -> None:
        """Adds a row."""
        self._at.append(self._places.setdefault(text, len(self._places)))

    def column(self) -> TextColumn:
        """The column."""
        return {"texts": list(self._places), "at": self._at}


def text_column(texts: list[str]) -> TextColumn:
    """The column of some texts."""
    interned = Interned()
    for text in texts:
        interned.add(text)
    return interned.column()
