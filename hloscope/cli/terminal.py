"""Terminals: where tables are printed, and how wide."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_PIPE_WIDTH = 160  # columns of a table that is not printed on a terminal


def console_on(stream: TextIO | None = None) -> Console:
    """What prints tables to `stream`, stdout if it is None, as wide as the terminal."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console
