"""Completion: what makes a shell complete the arguments of hloscope, written by shtab from the parsers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import cast

from hloscope.errors import HloscopeError

SHELLS = ("bash", "zsh", "fish")
_NAMED: Mapping[object, str] = {
    **dict.fromkeys(("PATH", "FILE", "FILE.toml", "OLD", "NEW", "FUNCTION"), "files"),
    "DIR": "folders",
}


def completion_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """What the shell is to source.

    Raises:
        HloscopeError: shtab is not installed, or too old for this shell.
    """
    try:
        import shtab
    except ImportError as error:
        how = "pip install 'hloscope[completion]'"
        raise HloscopeError(f"shtab, which writes completions, is not installed: {how}") from error
    if shell not in shtab.SUPPORTED_SHELLS:
        how = "pip install --upgrade 'hloscope[completion]'"
        raise HloscopeError(f"this version of shtab does not write completions for {shell}: {how}")
    _mark(parser, {"files": shtab.FILE, "folders": shtab.DIRECTORY})
    return shtab.complete(parser, shell)


def _mark(parser: argparse.ArgumentParser, completions: Mapping[str, object]) -> None:
    """Marks what names a file or a folder: shtab reads `complete`."""
    *_, commands = actions_of(parser)
    for command in cast("Mapping[str, argparse.ArgumentParser]", commands.choices).values():
        for action in actions_of(command):
            if action.metavar in _NAMED:
                vars(action)["complete"] = completions[_NAMED[action.metavar]]


def actions_of(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    """What a parser takes, in order; argparse has no public word for it."""
    actions: list[argparse.Action] = vars(parser)["_actions"]
    return actions
