"""The command `hloscope cost`: operations and bytes, and the time that they would take on a machine."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import (
    Commands,
    add_json,
    add_module,
    add_on,
    add_paths,
    add_profile_log,
    add_top,
    machine_called,
)
from hloscope.cli.common.printing import no_such_module, print_document, print_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT

_STAGES = ("before", "unfused", "after")


def add_cost(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "cost",
        help="what programs cost: FLOPs, bytes, and the time at best",
        description="Reads XLA dumps and counts, by the rules of XLA's own cost analysis, the floating point "
        "operations and the bytes of each program and instruction, with loops as often as they run; with --on, models "
        "the time that they take on a machine at its best. Exit status 2 if a file could not be read.",
    )
    add_paths(command)
    add_on(command)
    command.add_argument("--stage", choices=_STAGES, help="the stage to count; by default what runs, if it is there")
    add_profile_log(command)
    add_module(command)
    add_top(command, "instructions")
    add_json(command)
    command.set_defaults(run=_cost)


def _cost(options: argparse.Namespace) -> int:
    from hloscope.reports.cost import cost_document

    machine = machine_called(options.on)
    document = cost_document(
        options.paths,
        stage=options.stage,
        machine=machine,
        name=options.module,
        progress=with_progress,
        profile=options.profile,
    )
    has_costs = any(program["cost"] for program in document["compilations"])
    if options.json:
        print_document(document, options)
    elif has_costs:
        from hloscope.tables.cost import cost_tables

        print_tables(partial(cost_tables, top=options.top), document, options)
    print_errors(document["errors"])
    if has_costs:
        return BAD_INPUT if document["errors"] else 0
    if not document["errors"]:
        missing = f"no program has the stage {options.stage or 'after'!r}"
        tell(missing if document["compilations"] else no_such_module(options.module or ()))
    return BAD_INPUT
