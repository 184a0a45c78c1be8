"""The command `hloscope report`: what dumps say."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TextIO

from hloscope.cli.common.options import (
    Commands,
    add_json,
    add_module,
    add_on,
    add_paths,
    add_top,
    machine_called,
)
from hloscope.cli.common.printing import console_on, no_such_module, print_document, print_errors, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT

if TYPE_CHECKING:
    from hloscope.reports import Report

_LARGEST_COMPARED = 4 << 20  # bytes of a function's modules that a report reads again
_STAGES = ("before", "unfused", "after")


def add_report(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "report",
        help="what an XLA dump says: kernels, fusion clusters, broadcasts",
        description="Reads XLA dumps and reports, for each program, how many kernels it launches before and after "
        "fusion, its fusion clusters and its broadcasts. Exit status 2 if a file could not be read.",
        epilog="Make a dump with XLA_FLAGS=--xla_dump_to=DIR in the environment of the program.",
    )
    add_paths(command)
    add_json(command)
    add_module(command)
    command.add_argument("--stage", action="append", choices=_STAGES, help="look at this stage only; may be repeated")
    add_top(command, "clusters and broadcasts")
    command.add_argument(
        "--explain",
        action="store_true",
        help="also the costliest instructions, missed fusions, work done twice, memory, and what passes changed",
    )
    add_on(command, when="with --explain: ")
    command.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from hloscope.reports import reports_of

    result = reports_of(
        options.paths,
        name=options.module,
        stages=options.stage or _STAGES,
        explain=options.explain,
        totals=options.json,
        machine=machine_called(options.on),
        progress=with_progress,
    )
    if options.json:
        print_document(result.to_dict(), options)
    else:
        print_tables(result, top=options.top)
        print_recompiled(result, options)
        if options.explain:
            _print_explanations(result, top=options.top)
    print_errors(result.errors)
    if not result.programs and not result.errors:
        tell(no_such_module(options.module or ()))
        return BAD_INPUT
    return BAD_INPUT if result.errors else 0


def _print_explanations(result: Report, *, top: int) -> None:
    from hloscope.tables.explain import explanation_tables

    tables = explanation_tables(result.programs, top=top)
    if tables:
        console_on().print("", tables)


def print_recompiled(result: Report, options: argparse.Namespace) -> None:
    """Prints which functions were compiled more than once, and why, if there are any; of large ones that they were."""
    from hloscope.dump.texts import function_of

    functions = [(program["path"], function_of(program["name"]), program["arch"]) for program in result.programs]
    if len({*functions}) == len(functions):  # as for most
        return
    from hloscope.comparisons.recompiles import recompiles
    from hloscope.tables.recompiles import recompiled_table

    found = recompiles(*options.paths, name=options.module, largest=_LARGEST_COMPARED, lenient=True)
    table = recompiled_table(found.to_dict(), top=options.top)
    if table:
        console_on().print("", table)


def print_tables(result: Report, *, top: int, stream: TextIO | None = None) -> None:
    """Prints the tables to `stream`, stdout if it is None, as wide as the terminal."""
    from hloscope.reports.reading import launches_of
    from hloscope.tables.report import report_tables

    if not any(launches_of(program, stage) is not None for program in result.programs for stage in _STAGES):
        return  # errors say why
    console_on(stream).print(report_tables(result.document, top=top))
