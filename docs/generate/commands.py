"""Pages on the commands, made from what the command line declares to argparse: nothing of it is written twice."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from textwrap import fill
from typing import Final, cast
from unittest.mock import patch

from hloscope.cli import main

INDEX: Final = "reference/commands.md"
FOLDER: Final = "reference/commands"
DOCS: Final = Path(__file__).parents[1]
# Where a command is shown at work, if that page has another name than the command.
_SHOWN_IN: Final = {
    "blame": "passes",
    "env": "run",
    "retarget": "targets",
    "index": "fleet",
    "query": "fleet",
    "trend": "fleet",
}


class _DeclaredError(BaseException):
    """Ends the command line before it parses, once all is declared; no error, which the command line would tell."""


def command_line() -> argparse.ArgumentParser:
    """Return the parser of all commands, as `hloscope --help` declares it."""
    found: list[argparse.ArgumentParser] = []

    def keep(parser: argparse.ArgumentParser, *_: object) -> None:
        found.append(parser)
        raise _DeclaredError

    with patch.object(argparse.ArgumentParser, "parse_known_args", keep), suppress(_DeclaredError):
        main(["--help"])
    return found[0]


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, in the order of the help."""
    return {name: parser for action in _actions(command_line()) for name, parser in _choices(action).items()}


def command_pages() -> dict[str, str]:
    """Return the text of each page, by its path below docs/."""
    pages = {f"{FOLDER}/{name}.md": _page(name, parser) for name, parser in commands().items()}
    return {INDEX: _index(), **pages}


def _index() -> str:
    rows = [f"| [`{name}`](commands/{name}.md) | {_first_sentence(parser)} |" for name, parser in commands().items()]
    parser = command_line()
    options = _table("Options without a command", parser, [each for each in _actions(parser) if each.option_strings])
    table = "\n".join(rows)
    return f"""# Commands

Every command prints tables, or with `--json` one JSON document. Data goes to stdout, and what is said about it to
stderr. The exit status is 0 if all is well, 1 for a finding (a problem, a regression), and 2 if something could not be
read or was asked wrongly; what could be read is printed all the same.

| command | |
|---|---|
{table}

{"".join(options)}
"""


def _first_sentence(parser: argparse.ArgumentParser) -> str:
    return _cell(re.split(r"(?<=[.;]) ", parser.description or "", maxsplit=1)[0].rstrip(".;"))


def _page(name: str, parser: argparse.ArgumentParser) -> str:
    shown = _SHOWN_IN.get(name, name)
    how_to = DOCS / f"how-to/{shown}.md"
    see = f"\n\nHow to: [{_title_of(how_to)}](../../how-to/{shown}.md)." if how_to.exists() else ""
    named = [action for action in _actions(parser) if action.option_strings]
    places = [action for action in _actions(parser) if not action.option_strings]
    words = _plain(parser.format_usage()).removeprefix("usage: ").split()  # broken for whatever terminal this is
    usage = fill(" ".join(words), 90, subsequent_indent="    ", break_on_hyphens=False)
    parts = [
        f"# hloscope {name}\n\n{_text(parser.description)}{see}\n\n```text\n{usage}\n```",
        *_table("Arguments", parser, places),
        *_table("Options", parser, named),
        *([_text(parser.epilog)] if parser.epilog else []),
    ]
    return "\n\n".join(parts) + "\n"


def _title_of(page: Path) -> str:
    return page.read_text("utf-8").partition("\n")[0].removeprefix("# ")


def _table(title: str, parser: argparse.ArgumentParser, actions: Sequence[argparse.Action]) -> Iterator[str]:
    rows = [_row(parser, action) for action in actions if action.help != argparse.SUPPRESS]
    if rows:
        kind = "argument" if title == "Arguments" else "option"
        yield "\n".join([f"## {title}\n\n| {kind} | what it is |\n|---|---|", *rows])


def _row(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    formatter = parser._get_formatter()
    said = formatter._expand_help(action) if action.help else ""
    name = _plain(formatter._format_action_invocation(action)).replace("|", "\\|")
    return f"| `{name}` | {_cell(said)}{_default(action)} |"


def _default(action: argparse.Action) -> str:
    """Return the default of an option, where there is one to tell."""
    takes_value = action.option_strings and action.nargs != 0
    is_told = takes_value and action.default not in (None, False, [], (), argparse.SUPPRESS)
    return f" (default: {action.default})" if is_told and "default" not in (action.help or "") else ""


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return parser._actions


def _choices(action: argparse.Action) -> Mapping[str, argparse.ArgumentParser]:
    is_command = isinstance(action.choices, Mapping)
    return cast("Mapping[str, argparse.ArgumentParser]", action.choices) if is_command else {}


def _cell(text: str) -> str:
    return " ".join(_text(text).split()).replace("|", "\\|")


def _plain(text: str) -> str:
    """Return a text of argparse's without the colours that newer Pythons give it on a terminal."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def _text(text: str | None) -> str:
    """Return what a person wrote for a terminal, so that Markdown shows it as it is."""
    return (text or "").replace("<", "&lt;").replace("*", "\\*")
