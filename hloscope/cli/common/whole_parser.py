"""The parser of all commands: help by what one wants to do, and what shells complete."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hloscope.cli.common.completion import SHELLS, completion_script
from hloscope.cli.common.options import Commands
from hloscope.cli.common.parsing import COMMANDS, GROUPS, Parser, declare
from hloscope.cli.common.printing import print_exactly
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.errors import HloscopeError
from hloscope.version import __version__, versions_in_words

_WHAT = "Shows what XLA fused, and how many kernels run."


class _PrintCompletion(argparse.Action):
    """Prints what a shell is to source, and ends."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 (argparse gives it)
        values: str | Sequence[Any] | None,
        option_string: str | None = None,  # noqa: ARG002 (argparse gives it)
    ) -> None:
        try:
            script = completion_script(parser_to_complete(), str(values))
        except HloscopeError as error:
            parser.exit(BAD_INPUT, f"hloscope: {error}\n")
        print_exactly(f"{script}\n")
        parser.exit()


class _Recorded:
    """Subcommands of which argparse lists none: the help has them in groups."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.lines: dict[str, str] = {}
        self._added = parser.add_subparsers(prog="hloscope", required=True, metavar="COMMAND", help=argparse.SUPPRESS)

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
        """Adds a parser as argparse does, which is not given the line of help."""
        self.lines[name] = options.pop("help")
        return self._added.add_parser(name, **options)


class _Brief:
    """Subcommands that are described in a line each: shells show it beside the name."""

    def __init__(self, added: Commands) -> None:
        self._added = added

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
        """Adds a parser as argparse does, with the line of help as the description."""
        return self._added.add_parser(name, **{**options, "description": options["help"]})


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all commands, with a help that lists them in groups."""
    parser = _without_commands(description="", usage="hloscope [-h] [--version] [--print-completion SHELL] COMMAND ...")
    recorded = _Recorded(parser)
    for name in COMMANDS:
        declare(recorded, name)
    groups = [f"{group}:\n{_lines(names.split(), recorded.lines)}" for group, names in GROUPS.items()]
    parser.description = "\n\n".join([_WHAT, *groups, "`hloscope COMMAND --help` has the options of each."])
    return parser


def parser_to_complete() -> argparse.ArgumentParser:
    """The same as argparse would have it, which is what other programs read of it."""
    parser = _without_commands(description=_WHAT)
    commands = _Brief(parser.add_subparsers(title="commands", required=True, metavar="COMMAND"))
    for name in COMMANDS:
        declare(commands, name)
    return parser


def _without_commands(**options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
    parser = Parser(prog="hloscope", formatter_class=argparse.RawDescriptionHelpFormatter, **options)
    version = f"hloscope {__version__} (tested with {versions_in_words()})"
    parser.add_argument("--version", action="version", version=version, help="print the version, and those tested with")
    parser.add_argument(
        "--print-completion",
        action=_PrintCompletion,
        choices=SHELLS,
        metavar="SHELL",
        help="print what makes a shell complete arguments: bash, zsh or fish",
    )
    return parser


def _lines(names: Collection[str], helps: Mapping[str, str]) -> str:
    return "\n".join(f"    {name:<12} {helps[name]}" for name in names)
