"""What commands share: how they declare themselves, and their exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from hloscope.version import NEWER_HINT

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from hloscope.analyses.cost.machines import Machine
    from hloscope.dump import Compilation
    from hloscope.reports import Report
    from hloscope.reports.each_compilation import ExplanationDocument
    from hloscope.reports.schema import Error


def add_common(command: argparse.ArgumentParser) -> None:
    """Adds the paths and the options of a command that explains dumps."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="dump folder, .zip or .tar.gz of one, or log")
    add_options(command)


def add_options(command: argparse.ArgumentParser) -> None:
    """Adds the options alone."""
    command.add_argument("--json", action="store_true", help="print everything as one JSON document")
    command.add_argument("--module", metavar="NAME", help="only modules of this name; * and ? match any characters")


def show(
    result: ExplanationDocument,
    tables: Callable[[Sequence[dict[str, Any]]], object],
    options: argparse.Namespace,
    *,
    nothing: str,
) -> int:
    """Prints a result as tables or JSON, and its errors; says `nothing` if it is empty. Gives the exit status."""
    if options.json:
        sys.stdout.write(result.to_json())
    elif result.programs:
        console_on().print(tables(result.programs))
    print_error_list(result.errors)
    if not result.programs and not result.errors:
        print(f"hloscope: {nothing}", file=sys.stderr)
    return 0 if result.programs and not result.errors else BAD_INPUT


def print_errors(result: Report) -> None:
    """Says on stderr which files could not be read, and why."""
    print_error_list(result.errors)


def print_error_list(errors: Iterable[Error]) -> None:
    """Says so of the errors of a document; the hint that many of them have, once."""
    has_hint = False
    for error in errors:
        message = error["message"].removesuffix(f"\n{NEWER_HINT}")
        has_hint = has_hint or message != error["message"]
        place = "" if message.startswith(error["file"]) else f"{error['file']}: "  # file:line:column
        print(f"hloscope: {place}{message}", file=sys.stderr)
    if has_hint:
        print(f"hloscope: {NEWER_HINT}", file=sys.stderr)


def with_progress(compilations: Sequence[Compilation]) -> Iterator[Compilation]:
    """Goes through the compilations; shows a bar on a terminal once that has taken a second."""
    start, bar = monotonic(), None
    try:
        for number, compilation in enumerate(compilations):
            if bar is None and monotonic() - start > 1 and sys.stderr.isatty():
                bar = _start_bar(len(compilations))
            if bar:
                bar.update(bar.task_ids[0], completed=number)
            yield compilation
    finally:
        if bar:
            bar.stop()


def _start_bar(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("Reading", total=total)
    bar.start()
    return bar


FINDING = 1
BAD_INPUT = 2


class Commands(Protocol):
    """Where a command declares itself: what `ArgumentParser.add_subparsers` gives."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
        """A parser for the arguments of the command."""
        ...


_PIPE_WIDTH = 160  # columns of a table that is not printed on a terminal


def console_on(stream: TextIO | None = None) -> Console:
    """What prints tables to `stream`, stdout if it is None, as wide as the terminal."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console


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
