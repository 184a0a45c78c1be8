"""Display: results show themselves in a console and in a notebook, by what floors above have registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Face = Literal["text", "html"]
Draw = Callable[[object, Face], str]

_DRAWN_BY: list[Draw] = []


def register_drawing(draw: Draw) -> None:
    """Says what draws results, once, when `hloscope` is imported."""
    _DRAWN_BY[:] = [draw]


class Displayed:
    """A result that prints as its tables, and is drawn by notebooks; its `repr` is one line."""

    __slots__ = ()

    def __str__(self) -> str:
        """The tables, as wide as the terminal."""
        return _draw(self, "text")

    def _repr_html_(self) -> str:
        """The same for Jupyter, Colab and others; each text of a dump is text there, and no markup."""
        return _draw(self, "html")


def _draw(value: object, face: Face) -> str:
    return _DRAWN_BY[0](value, face) if _DRAWN_BY else repr(value)
