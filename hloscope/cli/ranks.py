"""The command `hloscope ranks`: which programs differ between the processes of one run."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.formats import add_format, is_for_ci, print_findings
from hloscope.cli.common.options import Commands, add_json, add_module, add_top, path_text
from hloscope.cli.common.printing import no_such_module, print_document, print_file_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT, FINDING


def add_ranks(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "ranks",
        help="which programs differ between hosts; exit status 1 if any do",
        description="Folds the programs that all ranks of a run compiled, and says which differ and in what "
        "(collectives in their order, arguments, settings, operations), which ranks lack a program, and which have an "
        "older one. Ranks are told apart by folder or archive, else by file name or log; names and source places alone "
        "are no difference. Exit status 1 where ranks of one program differ, or wait for one that lacks it; 2 if a "
        "file could not be read.",
        epilog="Have each rank dump into a folder of its own: XLA_FLAGS=--xla_dump_to=DIR/host_$RANK",
    )
    command.add_argument(
        "roots",
        nargs="+",
        type=path_text,
        metavar="ROOT",
        help="folder with the dumps of ranks, each a folder, archive, log or file; or the dump of one rank of several",
    )
    add_json(command)
    add_format(command)
    add_module(command)
    add_top(command, "differences of each program", default=6)
    command.set_defaults(run=_ranks)


def _ranks(options: argparse.Namespace) -> int:
    from hloscope.comparisons.ranks.ranks import ranks

    found = ranks(*options.roots, name=options.module, progress=with_progress)
    if options.json:
        print_document(found.to_dict(), options)
    elif is_for_ci(options):
        from hloscope.formats.found import findings_of_ranks

        print_findings(findings_of_ranks(found.to_dict()), options)
    elif found.programs:
        from hloscope.tables.ranks import ranks_tables

        print_tables(partial(ranks_tables, top=options.top), found.to_dict(), options)
    print_file_errors(found.errors)
    if not found.programs and not found.errors:
        tell(no_such_module(options.module or ()) if options.module else "no rank has a program")
        return BAD_INPUT
    if found.errors:
        return BAD_INPUT
    return 0 if found.is_same else FINDING
