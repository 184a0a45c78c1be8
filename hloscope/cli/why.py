"""The command `hloscope why`: why XLA did not fuse what goes through memory."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from hloscope.cli.common.options import Commands, add_json, add_module, add_path, add_top
from hloscope.cli.common.printing import show, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT


def add_why(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "why",
        help="why operations were not fused; missed fusions by their bytes",
        description="Lists what a program writes to memory only to read it back, by bytes, each with the reason why "
        "XLA did not fuse it; or, for two operations, what is between them. Reasons are inferred from XLA's rules; "
        "XLA's own words are shown where it dumped them (GPU, with passes).",
        epilog="Make a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_path(command)
    command.add_argument("operations", nargs="*", metavar="A B", help="names of two instructions")
    add_json(command)
    add_module(command)
    add_top(command, "missed fusions", default=20)
    command.set_defaults(run=_why)


def _why(options: argparse.Namespace) -> int:
    if len(options.operations) not in (0, 2):
        tell("expected two operations A B, or none")
        return BAD_INPUT
    return _pair(options) if options.operations else _all(options)


def _all(options: argparse.Namespace) -> int:
    from hloscope.reports.why import why_report

    result = why_report([options.path], name=options.module, progress=with_progress)

    def tables(programs: Sequence[dict[str, Any]]) -> object:
        from hloscope.tables.why import missed_tables

        return missed_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program has a module from after optimization")


def _pair(options: argparse.Namespace) -> int:
    from hloscope.reports.why import why_pair_report

    result = why_pair_report([options.path], *options.operations, name=options.module, progress=with_progress)

    def tables(programs: Sequence[dict[str, Any]]) -> object:
        from hloscope.tables.why import pair_tables

        return pair_tables(programs)

    return show(result, tables, options, nothing="no program has a module from after optimization")
