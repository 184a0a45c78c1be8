"""The command `hloscope trend`: what a program launched, moved and held from run to run."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_top, path_text
from hloscope.cli.common.pages import check_page_file
from hloscope.cli.common.printing import print_document, print_errors, print_exactly, print_tables, tell, write_text
from hloscope.cli.common.statuses import BAD_INPUT


def add_trend(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "trend",
        help="launches, bytes and memory of a program from run to run",
        description="Shows of a program what it launches, moves and holds at the peak in each run of a fleet that "
        "`hloscope index` made, from the oldest to the newest: as most hosts of the run have it, with the compiler and "
        "the commit that the run was labelled with.",
        epilog="It takes `pip install 'hloscope[fleet]'`.",
    )
    command.add_argument("place", type=path_text, metavar="FLEET", help="folder or URL of a fleet")
    command.add_argument(
        "--program", required=True, metavar="NAME", help="programs of this name; * and ? match any characters"
    )
    add_json(command)
    command.add_argument("--html", metavar="FILE", help="also draw it, as a page to look at")
    add_top(command, "runs", default=20)
    command.set_defaults(run=_trend)


def _trend(options: argparse.Namespace) -> int:
    from hloscope.comparisons.fleet.query import open_tables
    from hloscope.comparisons.fleet.trend import trend_in

    check_page_file(options.html)
    tables = open_tables(options.place)
    document = trend_in(tables, options.program).to_dict()
    if options.json:
        print_document(document, options)
    elif document["programs"]:
        from hloscope.tables.trend import trend_tables

        print_tables(partial(trend_tables, top=options.top), document, options)
    if options.html:
        from hloscope.pages.trend import trend_html

        text = trend_html(document)
        print_exactly(text) if options.html == "-" else write_text(text, options.html)
    print_errors(tables.errors)
    if not document["programs"] and not tables.errors:
        tell(f"no program is called {options.program!r}")
    return BAD_INPUT if tables.errors or not document["programs"] else 0
