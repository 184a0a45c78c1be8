"""The command `hloscope source`: what became of every line of the user's program."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hloscope.cli.common.options import Commands, add_json, add_module, add_paths, add_top
from hloscope.cli.common.printing import show
from hloscope.cli.common.progress import with_progress


def add_source(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "source",
        help="in which kernels the lines of the program ended",
        description="Shows for every line of the program that JAX, TensorFlow or torch-xla was given where its "
        "operations run, what those launches write, and how often work is repeated. Exact where the dump has snapshots "
        "of passes, else inferred.",
        epilog="Make such a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_paths(command)
    add_json(command)
    add_module(command)
    add_top(command, "lines of each program", default=0)
    command.add_argument("--source-root", type=Path, metavar="DIR", help="show the lines of source files below DIR")
    command.set_defaults(run=_source)


def _source(options: argparse.Namespace) -> int:
    from hloscope.reports.source import source_report

    result = source_report(options.paths, source_root=options.source_root, name=options.module, progress=with_progress)

    def tables(programs: Sequence[dict[str, Any]]) -> object:
        from hloscope.tables.source import source_tables

        return source_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program has its modules from before and after optimization")
