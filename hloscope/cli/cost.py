"""The command `hloscope cost`: operations and bytes, and the time that they would take on a machine."""

from __future__ import annotations

import argparse
import json
import sys

from hloscope.cli.common import BAD_INPUT, Commands, console_on, machine_called, print_error_list, with_progress

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
    command.add_argument("paths", nargs="+", metavar="PATH", help="dump folder, .zip or .tar.gz of one, log, or file")
    command.add_argument("--on", metavar="MACHINE", help="model the time on this machine, such as h100")
    command.add_argument("--stage", choices=_STAGES, default="after", help="the stage to count; by default what runs")
    command.add_argument("--module", metavar="NAME", help="only modules of this name; * and ? match any characters")
    command.add_argument("--top", type=int, default=10, metavar="N", help="instructions listed; 0: all")
    command.add_argument("--json", action="store_true", help="print everything as one JSON document")
    command.set_defaults(run=_cost)


def _cost(options: argparse.Namespace) -> int:
    from hloscope.reports.cost import cost_document

    machine = machine_called(options.on) if options.on else None
    document = cost_document(
        options.paths, stage=options.stage, machine=machine, name=options.module, progress=with_progress
    )
    has_costs = any(program["cost"] for program in document["compilations"])
    if options.json:
        print(json.dumps(document, separators=(",", ":")))
    elif has_costs:
        from hloscope.tables.cost import cost_tables

        console_on().print(cost_tables(document, top=max(0, options.top)))
    print_error_list(document["errors"])
    if has_costs:
        return BAD_INPUT if document["errors"] else 0
    if not document["errors"]:
        missing = f"no program has the stage {options.stage!r}"
        lacks_name = not document["compilations"]
        print(f"hloscope: {f'no module is called {options.module!r}' if lacks_name else missing}", file=sys.stderr)
    return BAD_INPUT
