"""The command `hloscope passes`: what XLA's passes did to a program."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, add_json, add_module, add_paths, add_top
from hloscope.cli.common.printing import show
from hloscope.cli.common.progress import with_progress

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.reports.passes import PassesProgram


def add_passes(commands: Commands) -> None:
    """Declares `passes`."""
    command = commands.add_parser(
        "passes",
        help="what each compiler pass changed",
        description="Reads a dump with a snapshot after every pass, and shows what each pass changed, grouped by the "
        "classical optimizations, with its time where XLA wrote that. Exit status 2 if a file could not be read.",
        epilog="Make such a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_paths(command)
    add_json(command)
    add_module(command)
    add_top(command, "passes of each program", default=0)
    command.set_defaults(run=_passes)


def _passes(options: argparse.Namespace) -> int:
    from hloscope.reports.passes import HOW_TO_DUMP, passes_report

    result = passes_report(options.paths, name=options.module, progress=with_progress)

    def tables(programs: Sequence[PassesProgram]) -> RenderableType:
        from hloscope.tables.passes import timeline_tables

        return timeline_tables(programs, top=options.top)

    return show(result, tables, options, nothing=f"no program has snapshots of its passes; {HOW_TO_DUMP}")
