"""Parsing: the parser of one command; no other is declared, which takes 16 ms of 41."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module
from typing import NoReturn

from hloscope.cli.common.options import Commands
from hloscope.words.safe_text import visible_lines

# In the order of the help. The module of that name declares the command with `add_<command>`.
GROUPS: Mapping[str, str] = {
    "read a dump": "report html show export passes blame why source cost memory collectives profile",
    "get a dump": "run env doctor",
    "compare": "diff compare sweep recompiles ranks",
    "a fleet of dumps": "index query trend",
    "other targets": "targets retarget",
    "PyTorch, and what compiling buys": "torchscript bench",
}
COMMANDS = tuple(" ".join(GROUPS.values()).split())


class Parser(argparse.ArgumentParser):
    """As of argparse, whose errors repeat what was typed, or what a shell made of `*`."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Ends with a message that no terminal acts on."""
        super().exit(status, message and visible_lines(message))


def command_parser(name: str) -> argparse.ArgumentParser:
    """Returns the parser of one command."""
    commands = Parser(prog="hloscope").add_subparsers()
    declare(commands, name)
    return commands.choices[name]


def declare(commands: Commands, name: str) -> None:
    """Adds a command to others."""
    getattr(import_module(f"hloscope.cli.{name}"), f"add_{name}")(commands)
