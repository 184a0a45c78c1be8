"""The command `hloscope show`: the HLO of one kernel, operation, computation or source line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, add_json, add_module, add_path, add_top
from hloscope.cli.common.printing import show
from hloscope.cli.common.progress import with_progress

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.reports.show import ShowProgram


def add_show(commands: Commands) -> None:
    """Declares `show`."""
    command = commands.add_parser(
        "show",
        help="the HLO of one kernel, operation or source line",
        description="Shows the HLO of one kernel, operation, computation or source line: what it computes, what it "
        "reads and what reads it. Metadata stands behind each line as a comment, and what is long is cut.",
    )
    add_path(command)
    command.add_argument(
        "wanted",
        metavar="WHAT",
        help="a kernel, an instruction or a computation by its name, an op_name or the end of one, or a line such as "
        "model.py:31",
    )
    command.add_argument(
        "--stage",
        choices=("before", "unfused", "after"),
        help="look only there (default: what runs, then what was asked for)",
    )
    command.add_argument("--whole", action="store_true", help="lines as XLA wrote them, long values and metadata too")
    add_json(command)
    add_module(command)
    add_top(command, "lines of each computation, and launches", default=40)
    command.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    from hloscope.reports.show import show_report

    result = show_report(
        [options.path],
        options.wanted,
        stage=options.stage,
        whole=options.whole,
        name=options.module,
        progress=with_progress,
    )

    def tables(programs: Sequence[ShowProgram]) -> RenderableType:
        from hloscope.tables.show import show_tables

        return show_tables(programs, top=options.top)

    return show(result, tables, options, nothing="no program could be read")
