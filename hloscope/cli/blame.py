"""The command `hloscope blame`: which compiler pass did what to one operation, and what a kernel was made of."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, add_json, add_module, add_path, add_top
from hloscope.cli.common.printing import show
from hloscope.cli.common.progress import with_progress

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.reports.blame import BlameProgram


def add_blame(commands: Commands) -> None:
    """Declares `blame`."""
    command = commands.add_parser(
        "blame",
        help="which pass did what to an operation; what a kernel is made of",
        description="Reads a dump with a snapshot after every pass, and shows what each pass did to one operation, and "
        "where that is in the module that runs; of a kernel, which operations of the program ended in it. Without "
        "snapshots it infers where things are; of the module that runs alone it tells what a kernel computes.",
        epilog="Make such a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_path(command)
    command.add_argument("operation", metavar="OP", help="name of an instruction in any of the modules, or of a kernel")
    add_json(command)
    add_module(command)
    add_top(command, "operations that ended in a kernel", default=60)
    command.set_defaults(run=_blame)


def _blame(options: argparse.Namespace) -> int:
    from hloscope.reports.blame import blame_report

    result = blame_report([options.path], options.operation, name=options.module, progress=with_progress)

    def tables(programs: Sequence[BlameProgram]) -> RenderableType:
        from hloscope.tables.passes import life_tables

        return life_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program could be read")
