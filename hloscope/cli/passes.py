"""The commands `hloscope passes` and `hloscope blame`: what XLA's passes did to a program, and to one operation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hloscope.cli.common import BAD_INPUT, Commands, console_on
from hloscope.cli.report import print_error_list

if TYPE_CHECKING:
    from hloscope.reports.each_compilation import ExplanationDocument


def add_passes(commands: Commands) -> None:
    """Declares `passes`."""
    command = commands.add_parser(
        "passes",
        help="what each compiler pass changed",
        description="Reads a dump with a snapshot after every pass, and shows what each pass changed, grouped by the "
        "classical optimizations, with its time where XLA wrote that. Exit status 2 if a file could not be read.",
        epilog="Make such a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_common(command)
    command.set_defaults(run=_passes)


def add_blame(commands: Commands) -> None:
    """Declares `blame`."""
    command = commands.add_parser(
        "blame",
        help="which compiler pass removed, fused or copied an operation, and what a kernel was made of",
        description="Reads a dump with a snapshot after every pass, and shows what each pass did to one operation, and "
        "where that is in the module that runs; of a kernel, which operations of the program ended in it. Without "
        "snapshots it infers where things are.",
        epilog="Make such a dump with `hloscope run --passes -- COMMAND`.",
    )
    command.add_argument("path", metavar="PATH", help="dump folder, .zip or .tar.gz of one, or log")
    command.add_argument("operation", metavar="OP", help="name of an instruction in any of the modules, or of a kernel")
    add_options(command)
    command.set_defaults(run=_blame)


def add_common(command: argparse.ArgumentParser) -> None:
    """Adds the paths and the options of a command that explains dumps."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="dump folder, .zip or .tar.gz of one, or log")
    add_options(command)


def add_options(command: argparse.ArgumentParser) -> None:
    """Adds the options alone."""
    command.add_argument("--json", action="store_true", help="print everything as one JSON document")
    command.add_argument("--module", metavar="NAME", help="only modules of this name; * and ? match any characters")


def _passes(options: argparse.Namespace) -> int:
    from hloscope.reports.passes import HOW_TO_DUMP, passes_report

    result = passes_report(options.paths, name=options.module)

    def tables(programs: Sequence[dict[str, Any]]) -> object:
        from hloscope.tables.passes import timeline_tables

        return timeline_tables(programs)

    return show(result, tables, options, nothing=f"no program has snapshots of its passes; {HOW_TO_DUMP}")


def _blame(options: argparse.Namespace) -> int:
    from hloscope.reports.blame import blame_report

    result = blame_report([options.path], options.operation, name=options.module)

    def tables(programs: Sequence[dict[str, Any]]) -> object:
        from hloscope.tables.passes import life_tables

        return life_tables(programs)

    return show(result, tables, options, nothing="no program has its modules from before and after optimization")


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
