"""The command `hloscope memory`: what programs hold, what is there at the peak, and whose it is."""

from __future__ import annotations

import argparse
import json
import sys

from hloscope.cli.common import BAD_INPUT, Commands, console_on, print_error_list, with_progress


def add_memory(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "memory",
        help="what programs hold in memory: the peak, whose it is, what is copied",
        description="Reads XLA's buffer assignments and live ranges, which dumps hold beside the modules, and reports "
        "the memory of each program: arguments, results and temporary values, what is there at the peak and which "
        "lines of the program own it. Exit status 2 if a file could not be read.",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="dump folder, .zip or .tar.gz of one, or log")
    command.add_argument("--module", metavar="NAME", help="only modules of this name; * and ? match any characters")
    command.add_argument("--top", type=int, default=10, metavar="N", help="values and copies listed; 0: all")
    command.add_argument("--json", action="store_true", help="print everything as one JSON document")
    command.set_defaults(run=_memory)


def _memory(options: argparse.Namespace) -> int:
    from hloscope.reports.memory import memory_document

    document = memory_document(options.paths, name=options.module, progress=with_progress)
    programs = document["compilations"]
    missing = [program["name"] for program in programs if not program["memory"]]
    if options.json:
        print(json.dumps(document, separators=(",", ":")))
    elif len(missing) < len(programs):
        from hloscope.tables.memory import memory_tables

        console_on().print(memory_tables(document, top=max(0, options.top)))
    print_error_list(document["errors"])
    if missing:
        print(f"hloscope: no *-buffer-assignment.txt beside {', '.join(dict.fromkeys(missing))}", file=sys.stderr)
    if not programs and not document["errors"]:
        print(f"hloscope: no module is called {options.module!r}", file=sys.stderr)
    return BAD_INPUT if document["errors"] or len(missing) == len(programs) else 0
