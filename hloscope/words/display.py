"""Display: results show themselves in a console and in a notebook, by what floors above have registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Face = Literal["text", "html"]
Draw = Callable[[object, Face], str]
MakePage = Callable[[object, float, "str | Path | None"], str]

_DRAWN_BY: list[Draw] = []
_PAGES_BY: list[MakePage] = []


def register_drawing(draw: Draw) -> None:
    """Says what draws results, once, when `hloscope` is imported."""
    _DRAWN_BY[:] = [draw]


def register_page(make: MakePage) -> None:
    """Says what makes the page of a report, once, when `hloscope` is imported."""
    _PAGES_BY[:] = [make]


def page_of(value: object, max_mb: float, source_root: str | Path | None) -> str:
    """The page of a report, by what was registered."""
    return _PAGES_BY[0](value, max_mb, source_root)


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
