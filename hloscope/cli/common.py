"""What commands share: how they declare themselves, and their exit status."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any, Protocol, TextIO

FINDING = 1
BAD_INPUT = 2


class Commands(Protocol):
    """Where a command declares itself: what `ArgumentParser.add_subparsers` gives."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
        """A parser for the arguments of the command."""
        ...


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


if TYPE_CHECKING:
    from hloscope.analyses.cost.machines import Machine


def machine_called(name: str) -> Machine:
    """The machine of that name.

    Raises:
        HloscopeError: none is called so.
    """
    from hloscope.analyses.cost.machines import MACHINES
    from hloscope.errors import HloscopeError

    if name not in MACHINES:
        raise HloscopeError(f"expected a machine, found {name!r}: hloscope knows {', '.join(MACHINES)}")
    return MACHINES[name]
