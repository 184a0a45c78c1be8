"""Printing: documents and tables on stdout, or a document in a file; errors on stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.errors import HloscopeError
from hloscope.regex import lazy_pattern
from hloscope.version import NEWER_HINT
from hloscope.writing import check_writable, write_whole

if TYPE_CHECKING:
    from rich.console import Console

    from hloscope.dump import FileError
    from hloscope.reports.each_compilation import ExplanationDocument
    from hloscope.reports.schema import Error

P = TypeVar("P")
_LINE = lazy_pattern(r"\bline \d{1,9}\b")
_PIPE_WIDTH = 160  # columns of a table that is not printed on a terminal


def console_on(stream: TextIO | None = None) -> Console:
    """What prints tables to `stream`, stdout if it is None, as wide as the terminal; colours only on one."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console


def print_document(document: Mapping[str, Any], options: argparse.Namespace) -> None:
    """Prints a JSON document, or writes it to the file of `--json=FILE`.

    It is printed too if that file cannot be written, which `options.unwritten` then says: it may have taken long.
    """
    from hloscope.reports.layout import document_text

    if options.json_file is not None:
        try:
            write_document(document, options.json_file)
        except HloscopeError as error:
            options.unwritten = f"{error}; it goes to stdout"
        else:
            return
    sys.stdout.write(document_text(document))


def write_document(document: Mapping[str, Any], file: str) -> None:
    """Writes a JSON document to a file, in the same layout; a pipe whose reader has seen enough is no error.

    Raises:
        HloscopeError: it cannot be written.
    """
    from hloscope.reports.layout import document_text

    try:
        write_whole(Path(file), document_text(document))
    except BrokenPipeError:
        return
    except OSError as error:
        raise HloscopeError(f"cannot write {file}: {error.strerror or error}") from error


def check_json_file(file: str | None) -> None:
    """Looks whether the document can go to that file; before anything is done, which may take hours.

    Raises:
        HloscopeError: it has no name, its folder is not there, or it cannot be written.
    """
    if file == "":
        raise HloscopeError("expected a file after --json=, found nothing")
    if file and not Path(file).absolute().parent.is_dir():
        raise HloscopeError(f"no such folder for --json: {Path(file).absolute().parent}; make it first")
    if file:
        try:
            check_writable(Path(file))
        except OSError as error:
            raise HloscopeError(f"cannot write {file}: {error.strerror or error}") from error


def show(
    result: ExplanationDocument[P],
    tables: Callable[[Sequence[P]], object],
    options: argparse.Namespace,
    *,
    nothing: str,
) -> int:
    """Prints a result as tables or JSON, and its errors; says `nothing` if it is empty. Gives the exit status."""
    if options.json:
        print_document(result.to_dict(), options)
    elif result.programs:
        console_on().print(tables(result.programs))
    print_errors(result.errors)
    if not result.programs and not result.errors:
        tell(nothing)
    return 0 if result.programs and not result.errors else BAD_INPUT


def print_file_errors(errors: Iterable[FileError]) -> None:
    """Says on stderr which files could not be read, and why."""
    from hloscope.reports.each_compilation import errors_form

    print_errors(errors_form(errors))


def print_errors(errors: Iterable[Error]) -> None:
    """Says so of the errors of a document; the hint that many of them have, once."""
    has_hint = False
    for first, *others in _by_cause(errors):
        message = first["message"].removesuffix(f"\n{NEWER_HINT}")
        has_hint = has_hint or message != first["message"]
        more = f" (and {len(others)} more {'file' if len(others) == 1 else 'files'})" if others else ""
        if message.startswith(first["file"]):  # file:line:column
            tell(message.replace("\n", f"{more}\n", 1) if others else message)
        else:
            tell(f"{first['file']}{more}: {message}")
    if has_hint:
        tell(NEWER_HINT)


def _by_cause(errors: Iterable[Error]) -> Iterable[Sequence[Error]]:
    """The errors of each cause: those that say the same of other files, at whatever place in them."""
    found: dict[str, list[Error]] = {}
    for error in errors:
        said = error["message"]
        cause = said.partition("\n")[0].partition(": ")[2] if said.startswith(error["file"]) else said
        found.setdefault(_LINE.sub("line N", cause.replace(error["file"], "")), []).append(error)
    return found.values()


def tell(message: str) -> None:
    """Says something on stderr, with who says it; red on a terminal that has colours."""
    message = message.encode("utf-8", "backslashreplace").decode("utf-8")  # names of files may be no text
    if not sys.stderr.isatty():
        print(f"hloscope: {message}", file=sys.stderr)
        return
    from rich.text import Text

    console_on(sys.stderr).print(Text.assemble(("hloscope:", "bold red"), f" {message}"), soft_wrap=True)


def no_such_module(names: Sequence[str]) -> str:
    """What is said if no module is called so: `no module is called 'a' or 'b'`."""
    return f"no module is called {' or '.join(map(repr, names))}"
