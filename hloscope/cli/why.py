"""The command `hloscope why`: why XLA did not fuse what goes through memory."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, add_json, add_module, add_path, add_top
from hloscope.cli.common.printing import show, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.reports.why import WhyPairProgram, WhyProgram
    from hloscope.reports.why_about import WhyLineProgram, WhyOperationProgram


def add_why(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "why",
        help="why operations were not fused; missed fusions by their bytes",
        description="Lists what a program writes to memory only to read it back, by bytes, each with the reason why "
        "XLA did not fuse it; or the values of one source line; or where one operation ended, and why it is not fused "
        "with what it reads and what reads it; or, for two operations, what is between them. Reasons are inferred from "
        "XLA's rules; XLA's own words are shown where it dumped them (GPU, with passes).",
        epilog="Make a dump with `hloscope run --passes -- COMMAND`.",
    )
    add_path(command)
    command.add_argument(
        "operations",
        nargs="*",
        metavar="WHAT",
        help="a line such as model.py:31, an operation (instruction or op_name, of any stage), or two of them",
    )
    add_json(command)
    add_module(command)
    add_top(command, "missed fusions", default=20)
    command.set_defaults(run=_why)


def _why(options: argparse.Namespace) -> int:
    report_by_number = {0: _all, 1: _about, 2: _pair}
    if len(options.operations) not in report_by_number:
        tell("expected a line, an operation, or two operations A B, or none of them")
        return BAD_INPUT
    return report_by_number[len(options.operations)](options)


def _all(options: argparse.Namespace) -> int:
    from hloscope.reports.why import why_report

    result = why_report([options.path], name=options.module, progress=with_progress)

    def tables(programs: Sequence[WhyProgram]) -> RenderableType:
        from hloscope.tables.why import missed_tables

        return missed_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program has a module from after optimization")


def _pair(options: argparse.Namespace) -> int:
    from hloscope.reports.why import why_pair_report

    result = why_pair_report([options.path], *options.operations, name=options.module, progress=with_progress)

    def tables(programs: Sequence[WhyPairProgram]) -> RenderableType:
        from hloscope.tables.why import pair_tables

        return pair_tables(programs)

    return show(result, tables, options, nothing="no program has a module from after optimization")


def _about(options: argparse.Namespace) -> int:
    (what,) = options.operations
    return (_about_line if _is_line(what) else _about_operation)(what, options)


def _about_line(line: str, options: argparse.Namespace) -> int:
    from hloscope.reports.why_about import why_line_report

    result = why_line_report([options.path], line, name=options.module, progress=with_progress)

    def tables(programs: Sequence[WhyLineProgram]) -> RenderableType:
        from hloscope.tables.why_about import line_tables

        return line_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program has a module from after optimization")


def _about_operation(operation: str, options: argparse.Namespace) -> int:
    from hloscope.reports.why_about import why_operation_report

    result = why_operation_report([options.path], operation, name=options.module, progress=with_progress)

    def tables(programs: Sequence[WhyOperationProgram]) -> RenderableType:
        from hloscope.tables.why_about import operation_tables

        return operation_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program has a module from after optimization")


def _is_line(what: str) -> bool:
    """Whether it is a place such as `model.py:31`, and no name of an operation."""
    file, _, line = what.rpartition(":")
    return line.isdecimal() and "." in file.rpartition("/")[2]
