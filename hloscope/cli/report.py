"""The command `hloscope report`: what dumps say."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from hloscope.cli.common import BAD_INPUT, Commands, console_on, machine_called, print_errors, with_progress

if TYPE_CHECKING:
    from hloscope.reports import Report

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
    command.add_argument("paths", nargs="+", metavar="PATH", help="dump folder, .zip or .tar.gz of one, log, or file")
    command.add_argument("--json", action="store_true", help="print the whole report as one JSON document")
    command.add_argument("--module", metavar="NAME", help="only modules of this name; * and ? match any characters")
    command.add_argument(
        "--stage", action="append", choices=_STAGES, help="look at this stage only; may be given several times"
    )
    command.add_argument("--top", type=int, default=10, metavar="N", help="clusters and broadcasts listed; 0: all")
    command.add_argument(
        "--explain",
        action="store_true",
        help="also the costliest instructions, missed fusions, work done twice, memory, and what passes changed",
    )
    command.add_argument("--on", metavar="MACHINE", help="with --explain: model times on this machine, such as h100")
    command.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from hloscope.reports import reports_of

    result = reports_of(
        options.paths,
        name=options.module,
        stages=options.stage or _STAGES,
        explain=options.explain,
        machine=machine_called(options.on) if options.on else None,
        progress=with_progress,
    )
    if options.json:
        sys.stdout.write(result.to_json())
    else:
        print_tables(result, top=max(0, options.top))
        if options.explain:
            _print_explanations(result, top=max(0, options.top))
    print_errors(result)
    if not result.programs and not result.errors:
        print(f"hloscope: no module is called {options.module!r}", file=sys.stderr)
        return BAD_INPUT
    return BAD_INPUT if result.errors else 0


def _print_explanations(result: Report, *, top: int) -> None:
    from hloscope.tables.explain import explanation_tables

    tables = explanation_tables(result.programs, top=top)
    if tables:
        console_on().print("", tables)


def print_tables(result: Report, *, top: int, stream: TextIO | None = None) -> None:
    """Prints the tables to `stream`, stdout if it is None, as wide as the terminal."""
    from hloscope.reports.reading import launches_of
    from hloscope.tables.report import report_tables

    if not any(launches_of(program, stage) is not None for program in result.programs for stage in _STAGES):
        return  # errors say why
    console_on(stream).print(report_tables(result.document, top=top))
