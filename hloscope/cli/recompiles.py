"""The command `hloscope recompiles`: why functions were compiled again."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_module, add_top, path_text
from hloscope.cli.common.printing import print_document, print_file_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT


def add_recompiles(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "recompiles",
        help="why a function was compiled again",
        description="Compares each program with the nearest one of the same function that was compiled before it: "
        "arguments (shape, type, layout, sharding, donation), settings, constants and operations. Weak types, and "
        "static values that leave no trace in a module, are told by jax's own log, if it is given too. Exit status 2 "
        "if a file could not be read.",
        epilog="jax says why under JAX_EXPLAIN_CACHE_MISSES=1 JAX_LOG_COMPILES=1; `hloscope run --recompiles` sets "
        "these, and keeps what it says in the dump.",
    )
    command.add_argument(
        "paths",
        nargs="+",
        type=path_text,
        metavar="PATH",
        help="dump folder, .zip or .tar.gz of one, log, or log of jax's compiles",
    )
    add_json(command)
    add_module(command)
    add_top(command, "changes of each program", default=4)
    command.set_defaults(run=_recompiles)


def _recompiles(options: argparse.Namespace) -> int:
    from hloscope.comparisons.recompiles import recompiles

    found = recompiles(*options.paths, name=options.module, progress=with_progress)
    if options.json:
        print_document(found.to_dict(), options)
    elif found.functions:
        from hloscope.tables.recompiles import recompiles_tables

        print_tables(partial(recompiles_tables, top=options.top), found.to_dict(), options)
    else:
        among = f" among {', '.join(options.module)}" if options.module else ""
        tell(f"no function was compiled more than once{among}")
    print_file_errors(found.errors)
    return BAD_INPUT if found.errors else 0
