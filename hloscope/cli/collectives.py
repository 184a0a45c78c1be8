"""The command `hloscope collectives`: what devices tell each other, over which axes, how much and how often."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_module, add_paths, add_profile_log, add_top
from hloscope.cli.common.printing import no_such_module, print_document, print_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT

_STAGES = ("before", "unfused", "after")


def add_collectives(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "collectives",
        help="what devices tell each other, over which axes, how much",
        description="Reads XLA dumps and lists the collectives of each program: their kind, the axes of the mesh that "
        "they talk over, the bytes that they move, the loop they are in and how often they run, whether they are of "
        "the forward or the backward pass, their source line, and what runs meanwhile. Exit status 2 if a file could "
        "not be read.",
    )
    add_paths(command)
    command.add_argument(
        "--stage", choices=_STAGES, help="the stage to look at; by default what runs, if that is there"
    )
    add_profile_log(command)
    add_module(command)
    add_top(command, "collectives")
    add_json(command)
    command.set_defaults(run=_collectives)


def _collectives(options: argparse.Namespace) -> int:
    from hloscope.reports.collectives import collectives_document

    document = collectives_document(
        options.paths, stage=options.stage, name=options.module, progress=with_progress, profile=options.profile
    )
    programs = document["compilations"]
    has_any = any(program["collectives"] for program in programs)
    if options.json:
        print_document(document, options)
    elif has_any:
        from hloscope.tables.collectives import collectives_tables

        print_tables(partial(collectives_tables, top=options.top), document, options)
    print_errors(document["errors"])
    if not has_any and not document["errors"]:
        missing = f"no program has the stage {options.stage!r}"
        tell(missing if programs else no_such_module(options.module or ()))
    return 0 if has_any and not document["errors"] else BAD_INPUT
