"""Printing: documents and tables on stdout, or a document in a file; errors on stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from hloscope.cli.common.parts import made_of
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.errors import HloscopeError
from hloscope.regex import lazy_pattern
from hloscope.version import NEWER_HINT
from hloscope.words.safe_text import visible, visible_in, visible_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.dump import FileError
    from hloscope.reports.each_compilation import ExplanationDocument
    from hloscope.reports.schema import Error

P = TypeVar("P")
D = TypeVar("D")
_LINE = lazy_pattern(r"\bline \d{1,9}\b")


def print_tables(
    tables: Callable[[D], RenderableType], document: D, options: argparse.Namespace, stream: TextIO | None = None
) -> None:
    """Prints what `tables` makes of a document to `stream`, stdout if it is None.

    A program that it fails on is left out; `options.faults` say so, and the command ends with that.
    """
    from hloscope.tables.console import console_on, text_on

    console = console_on(stream)
    made = made_of(document, lambda part: text_on(console, tables(visible_in(part))))
    options.faults += made.faults
    (stream or sys.stdout).write(made.text)


def print_text(text: str) -> None:
    """Prints lines that may hold names of other people's."""
    sys.stdout.write(visible_lines(text))


def print_exactly(text: str) -> None:
    """Prints what another program is to read to the letter, and escapes in its own way: a shell, or Markdown."""
    sys.stdout.write(text)


def print_document(document: Mapping[str, Any], options: argparse.Namespace) -> None:
    """Prints a JSON document, or writes it to the file of `--json=FILE`.

    It is printed too if that file cannot be written, which `options.unwritten` then says: it may have taken long.
    """
    text = _json_of(document, options)
    if options.json_file is not None:
        try:
            write_text(text, options.json_file)
        except HloscopeError as error:
            options.unwritten = f"{error}; it goes to stdout"
        else:
            return
    print_exactly(text)


def _json_of(document: Mapping[str, Any], options: argparse.Namespace) -> str:
    """The document as text; what cannot be written of it is among its errors, and `options.faults` say so."""
    from hloscope.reports.each_compilation import error_of
    from hloscope.reports.layout import document_text

    made = made_of(document, document_text)
    options.faults += made.faults
    if not made.faults:
        return made.text
    errors = [*made.part.get("errors", ()), *(error_of(fault, "") for fault in made.faults)]
    return document_text({**made.part, "errors": errors}) if made.text else ""


def write_document(document: Mapping[str, Any], file: str) -> None:
    """Writes a JSON document to a file, in the same layout; raises as `write_text` does."""
    from hloscope.reports.layout import document_text

    write_text(document_text(document), file)


def write_text(text: str, file: str) -> None:
    """Writes a text to a file; a pipe whose reader has seen enough is no error.

    Raises:
        HloscopeError: it cannot be written.
    """
    from hloscope.dump.writing import write_whole

    try:
        write_whole(Path(file), text)
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
        from hloscope.dump.writing import check_writable

        try:
            check_writable(Path(file))
        except OSError as error:
            raise HloscopeError(f"cannot write {file}: {error.strerror or error}") from error


def show(
    result: ExplanationDocument[P],
    tables: Callable[[Sequence[P]], RenderableType],
    options: argparse.Namespace,
    *,
    nothing: str,
) -> int:
    """Prints a result as tables or JSON, and its errors; says `nothing` if it is empty. Gives the exit status."""
    if options.json:
        print_document(result.to_dict(), options)
    elif result.programs:
        print_tables(tables, result.programs, options)
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
        file = visible(first["file"])
        if message.startswith(file):  # file:line:column
            tell(message.replace("\n", f"{more}\n", 1) if others else message)
        else:
            tell(f"{file}{more}: {message}")
    if has_hint:
        tell(NEWER_HINT)


def _by_cause(errors: Iterable[Error]) -> Iterable[Sequence[Error]]:
    """The errors of each cause: those that say the same of other files, at whatever place in them."""
    found: dict[str, list[Error]] = {}
    for error in errors:
        said, file = error["message"], visible(error["file"])
        cause = said.partition("\n")[0].partition(": ")[2] if said.startswith(file) else said
        found.setdefault(_LINE.sub("line N", cause.replace(file, "")), []).append(error)
    return found.values()


def tell(message: str) -> None:
    """Says something on stderr, with who says it; red on a terminal that has colours."""
    text = visible_lines(message)  # names of files may be no text
    if not sys.stderr.isatty():
        print(f"hloscope: {text}", file=sys.stderr)
        return
    from rich.text import Text

    from hloscope.tables.console import console_on

    console_on(sys.stderr).print(Text.assemble(("hloscope:", "bold red"), f" {text}"), soft_wrap=True)


def tell_faults(options: argparse.Namespace) -> bool:
    """Says what was left out by faults of hloscope's own, once; whether there was any."""
    faults, options.faults = options.faults, []
    for fault in faults:
        tell(str(fault))
    return bool(faults)


def no_such_module(names: Sequence[str]) -> str:
    """What is said if no module is called so: `no module is called 'a' or 'b'`."""
    return f"no module is called {' or '.join(map(repr, names))}"
