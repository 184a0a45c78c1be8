"""What commands share: how they declare themselves, and their exit status."""

from __future__ import annotations

import argparse
from typing import Any, Protocol

FINDING = 1
BAD_INPUT = 2


class Commands(Protocol):
    """Where a command declares itself: what `ArgumentParser.add_subparsers` gives."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
        """A parser for the arguments of the command."""
        ...
