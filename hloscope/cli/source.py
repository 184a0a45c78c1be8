"""The command `hloscope source`: what became of every line of the user's program."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.cli.common.options import (
    Commands,
    add_json,
    add_module,
    add_on,
    add_paths,
    add_profile_log,
    add_top,
    machine_called,
    path_text,
)
from hloscope.cli.common.printing import show
from hloscope.cli.common.progress import with_progress

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.reports.source import SourceProgram


def add_source(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "source",
        help="in which kernels the lines of the program ended",
        description="Shows for every line of the program that JAX, TensorFlow or torch-xla was given what a run takes "
        "for it, in which launches, and what became of its operations; or the same for layers and phases of training. "
        "The line is the innermost of your own, not one of an installed package. What became of operations is exact "
        "where the dump has snapshots of passes, else inferred.",
        epilog="Make such a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_paths(command)
    add_json(command)
    add_profile_log(command)
    add_module(command)
    add_top(command, "lines, or scopes, of each program", default=20)
    add_on(command)
    command.add_argument("--by", choices=("line", "scope"), default="line", help="rows: lines, or layers and phases")
    command.add_argument(
        "--source-root", type=path_text, metavar="DIR", help="show the lines of source files below DIR"
    )
    command.add_argument("--library-lines", action="store_true", help="show the innermost line, whosever it is")
    command.set_defaults(run=_source)


def _source(options: argparse.Namespace) -> int:
    from hloscope.analyses.facts.lines import LineChoice, showing_lines
    from hloscope.reports.source import source_report

    machine = machine_called(options.on)
    with showing_lines(LineChoice(shows_libraries=options.library_lines)):
        result = source_report(
            options.paths,
            source_root=Path(options.source_root) if options.source_root else None,
            machine=machine,
            name=options.module,
            progress=with_progress,
            profile=options.profile,
        )

    def tables(programs: Sequence[SourceProgram]) -> RenderableType:
        from hloscope.tables.source import scope_tables, source_tables

        return (scope_tables if options.by == "scope" else source_tables)(programs, top=options.top)

    return show(result, tables, options, nothing="no program has a module")
