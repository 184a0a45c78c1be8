"""The command `hloscope blame`: which compiler pass did what to one operation, and what a kernel was made of."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from hloscope.cli.common import Commands, add_options, show


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


def _blame(options: argparse.Namespace) -> int:
    from hloscope.reports.blame import blame_report

    result = blame_report([options.path], options.operation, name=options.module)

    def tables(programs: Sequence[dict[str, Any]]) -> object:
        from hloscope.tables.passes import life_tables

        return life_tables(programs)

    return show(result, tables, options, nothing="no program has its modules from before and after optimization")
