"""The command line: arguments in, tables or JSON on stdout, talk on stderr, and an exit status.

0 is fine, 1 a finding (a problem, a regression), 2 bad input or usage. Results are printed in full even where some
files could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from hloscope import __version__
from hloscope.cli.common import BAD_INPUT
from hloscope.errors import HloscopeError, report_of
from hloscope.version import versions_in_words

# In the order of the help. The module of that name declares the command with `add_<command>`.
_COMMANDS = (
    "report passes blame why source diff cost compare memory sweep run env torchscript bench targets doctor retarget"
).split()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit status."""
    own, command = _split_command(sys.argv[1:] if arguments is None else arguments)
    options = _parser(own[:1]).parse_args(own, argparse.Namespace(command=command))
    try:
        return int(options.run(options))
    except HloscopeError as error:
        print(f"hloscope: {report_of(error)}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _split_command(arguments: Sequence[str]) -> tuple[list[str], list[str] | None]:
    """The arguments of `hloscope doctor`, and the command behind `--`, which argparse would take for a DIR."""
    if [*arguments[:1]] != ["doctor"] or "--" not in arguments:
        return [*arguments], None
    place = arguments.index("--")
    return [*arguments[:place]], [*arguments[place + 1 :]]


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all arguments; if the first one is a command, only that one is declared, in 16 ms of 41."""
    parser = argparse.ArgumentParser(prog="hloscope", description="Shows what XLA fused, and how many kernels run.")
    parser.add_argument(
        "--version", action="version", version=f"hloscope {__version__} (tested with {versions_in_words()})"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in [name for name in first if name in _COMMANDS] or _COMMANDS:
        getattr(import_module(f"hloscope.cli.{name}"), f"add_{name}")(commands)
    return parser
