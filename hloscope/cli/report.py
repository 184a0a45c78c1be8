"""The command `hloscope report`: what dumps say."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, TextIO

from hloscope.cli.common.options import (
    Commands,
    add_html,
    add_jobs,
    add_json,
    add_module,
    add_on,
    add_paths,
    add_profile_log,
    add_top,
    machine_called,
)
from hloscope.cli.common.pages import check_page_file, write_page_of
from hloscope.cli.common.printing import no_such_module, print_document, print_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.reports import Report
    from hloscope.reports.schema import Program

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
    add_profile_log(command)
    add_module(command)
    command.add_argument("--stage", action="append", choices=_STAGES, help="look at this stage only; may be repeated")
    add_top(command, "clusters and broadcasts")
    command.add_argument(
        "--explain",
        action="store_true",
        help="also the costliest instructions, missed fusions, work done twice, memory, and what passes changed",
    )
    add_on(command, when="with --explain or measured times: ")
    add_html(command)
    add_jobs(command)
    command.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from hloscope.reports import reports_of

    check_page_file(options.html)
    result = reports_of(
        options.paths,
        name=options.module,
        stages=options.stage or _STAGES,
        explain=options.explain,
        totals=options.json,
        machine=machine_called(options.on),
        progress=with_progress,
        profile=options.profile,
        jobs=options.jobs,
    )
    if options.json:
        print_document(result.to_dict(), options)
    else:
        print_report(result, options)
        print_recompiled(result, options)
        if options.explain:
            _print_explanations(result, options)
    if options.html and result.programs:
        write_page_of(options.paths, options.html, options.module, machine_called(options.on), options.profile)
    print_errors(result.errors)
    if not result.programs and not result.errors:
        tell(no_such_module(options.module or ()))
        return BAD_INPUT
    return BAD_INPUT if result.errors else 0


def _print_explanations(result: Report, options: argparse.Namespace) -> None:
    from hloscope.tables.explain import explanation_tables

    def tables(programs: Sequence[Program]) -> RenderableType:
        return below(explanation_tables(programs, top=options.top))

    print_tables(tables, result.programs, options)


def below(tables: RenderableType | None) -> RenderableType:
    """Tables below others, with a blank line in between; nothing where there are none."""
    from rich.console import Group

    return Group("", tables) if tables else Group()


def print_recompiled(result: Report, options: argparse.Namespace) -> None:
    """Prints which functions were compiled more than once, and why, if there are any; of large ones that they were."""
    from hloscope.dump.texts import function_of

    functions = [(program["path"], function_of(program["name"]), program["arch"]) for program in result.programs]
    if len({*functions}) == len(functions):  # as for most
        return
    from hloscope.comparisons.recompiles import recompiles
    from hloscope.tables.recompiles import recompiled_table

    found = recompiles(*options.paths, name=options.module, largest=_LARGEST_COMPARED, lenient=True)
    print_tables(lambda document: below(recompiled_table(document, top=options.top)), found.to_dict(), options)


def print_report(result: Report, options: argparse.Namespace, stream: TextIO | None = None) -> None:
    """Prints the tables to `stream`, stdout if it is None, as wide as the terminal."""
    from hloscope.reports.reading import launches_of
    from hloscope.tables.report import report_tables

    if not any(launches_of(program, stage) is not None for program in result.programs for stage in _STAGES):
        return  # errors say why
    print_tables(partial(report_tables, top=options.top), result.document, options, stream)
