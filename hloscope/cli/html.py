"""The command `hloscope html`: dumps as one page to look at."""

from __future__ import annotations

import argparse
from pathlib import Path

from hloscope.cli.common.options import Commands, add_module, add_on, add_paths, add_profile_log, machine_called
from hloscope.cli.common.pages import check_page_file, write_page
from hloscope.cli.common.printing import no_such_module, print_errors, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT

_MOST_MB = 1000


def add_html(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "html",
        help="dumps as one page to look at, offline",
        description="Writes what hloscope knows of dumps as one HTML file: what costs most, the kernels and what was "
        "asked for side by side, where the cost is, the graph of kernels, memory, the roofline, collectives, passes. "
        "The file needs nothing from outside, and can be sent as it is. Exit status 2 if a file could not be read.",
    )
    add_paths(command)
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write; - is stdout")
    command.add_argument(
        "--max-mb", type=_megabytes, default=5.0, metavar="MB", help="leave views out beyond this size (default: 5)"
    )
    command.add_argument("--source-root", type=Path, metavar="DIR", help="show lines of source files below DIR")
    add_module(command)
    add_on(command)
    add_profile_log(command)
    command.set_defaults(run=_html)


def _megabytes(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not 0 < size <= _MOST_MB:
        raise argparse.ArgumentTypeError(f"expected megabytes, more than 0 and at most {_MOST_MB}, found {text!r}")
    return size


def _html(options: argparse.Namespace) -> int:
    from hloscope.reports.page.document import page_document

    check_page_file(options.output)
    document = page_document(
        options.paths,
        name=options.module,
        machine=machine_called(options.on),
        source_root=options.source_root,
        progress=with_progress,
        profile=options.profile,
    )
    if document["programs"] or document["errors"]:
        write_page(document, options.output, max_mb=options.max_mb)
    else:
        tell(no_such_module(options.module or ()))
        return BAD_INPUT
    print_errors(document["errors"])
    return BAD_INPUT if document["errors"] else 0
