"""The command `hloscope memory`: what programs hold, what is there at the peak, and whose it is."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_module, add_paths, add_top
from hloscope.cli.common.printing import no_such_module, print_document, print_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT


def add_memory(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "memory",
        help="what programs hold at the peak, whose it is, what is copied",
        description="Reads XLA's buffer assignments and live ranges, which dumps hold beside the modules, and reports "
        "the memory of each program: arguments, results and temporary values, what is there at the peak and which "
        "lines of the program own it. Of layouts in tiles, as TPU has them, it tells the bytes of padding. Of a log it "
        "shows the allocations that XLA lists where memory did not suffice (RESOURCE_EXHAUSTED). Exit status 2 if a "
        "file could not be read.",
    )
    add_paths(command)
    add_module(command)
    add_top(command, "values and copies")
    add_json(command)
    command.set_defaults(run=_memory)


def _memory(options: argparse.Namespace) -> int:
    from hloscope.reports.memory import memory_document, without_buffers

    document = memory_document(options.paths, name=options.module, progress=with_progress)
    programs = document["compilations"]
    shortages = document["out_of_memory"]
    has_any = any(program["memory"] or program["padding"] for program in programs)
    if options.json:
        print_document(document, options)
    elif has_any or shortages:
        from hloscope.tables.memory import memory_tables

        print_tables(partial(memory_tables, top=options.top), document, options)
    print_errors(document["errors"])
    problem = without_buffers(programs)
    if problem:
        tell(problem)
    if not programs and not document["errors"] and not shortages:
        tell(no_such_module(options.module or ()))
    is_nothing = not has_any and not shortages
    return BAD_INPUT if document["errors"] or is_nothing else 0
