"""The command `hloscope profile`: the measured time of each launch, out of a profile."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_module, add_on, add_top, machine_called, path_text
from hloscope.cli.common.printing import no_such_module, print_document, print_errors, print_tables, tell
from hloscope.cli.common.statuses import BAD_INPUT


def add_profile(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "profile",
        help="what launches took, as a profiler measured it",
        description="Reads what the profilers of jax, TensorFlow and torch-xla write (*.xplane.pb, log folders of "
        "TensorBoard) and joins the measured times to the launches of each program: runs and their spread, shares, "
        "achieved bandwidth, gaps between launches, and launches of a run against the rules. Exit status 2 if a file "
        "could not be read.",
    )
    command.add_argument(
        "log", type=path_text, metavar="LOGDIR", help="log folder of a profiler, .zip or .tar.gz of one, or profile"
    )
    command.add_argument(
        "dump",
        type=path_text,
        metavar="DUMP",
        nargs="?",
        help="dump of the same programs: for modules that the profile lacks",
    )
    add_on(command, "for a share of the roofline, ")
    add_module(command)
    add_top(command, "launches")
    add_json(command)
    command.set_defaults(run=_profile)


def _profile(options: argparse.Namespace) -> int:
    from hloscope.reports.profile import profile_document

    document = profile_document(options.log, options.dump, machine=machine_called(options.on), name=options.module)
    if options.json:
        print_document(document, options)
    elif document["compilations"]:
        from hloscope.tables.profile import profile_tables

        print_tables(partial(profile_tables, top=options.top), document, options)
    print_errors(document["errors"])
    if not document["compilations"] and not document["errors"]:
        tell(no_such_module(options.module or ()))
    return 0 if document["compilations"] and not document["errors"] else BAD_INPUT
