"""The command `hloscope query`: questions in SQL about a fleet, or about one dump."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_top, path_text
from hloscope.cli.common.printing import print_document, print_errors, print_tables
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.errors import HloscopeError


def add_query(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "query",
        help="ask in SQL about a fleet, or about one dump",
        description="Answers a SELECT about the tables dumps, programs, kernels, collectives, findings and errors: of "
        "a fleet that `hloscope index` made, or of one dump. Nothing else can be read by it, and nothing written. "
        "Without a question it says what the tables hold.",
        epilog="It takes `pip install 'hloscope[fleet]'`.",
    )
    command.add_argument("place", type=path_text, metavar="FLEET | DUMP", help="folder or URL of a fleet, or a dump")
    command.add_argument("sql", nargs="?", type=path_text, metavar="SQL", help='such as "select * from programs"')
    command.add_argument(
        "--question", metavar="NAME", help="one of the questions of the manual instead; any other name lists them"
    )
    add_json(command)
    add_top(command, "rows", default=40)
    command.set_defaults(run=_query)


def _query(options: argparse.Namespace) -> int:
    sql = _sql_of(options)
    from hloscope.comparisons.fleet.query import open_tables

    tables = open_tables(options.place)
    answer = tables.ask(sql, 0 if options.json else options.top)
    if options.json:
        print_document(answer.to_dict(), options)
    else:
        from hloscope.tables.query import answer_table

        print_tables(partial(answer_table, top=options.top), answer, options)
    print_errors(tables.errors)
    return BAD_INPUT if tables.errors else 0


def _sql_of(options: argparse.Namespace) -> str:
    from hloscope.comparisons.fleet.questions import OVERVIEW, question_called

    if options.question is not None:
        if options.sql is not None:
            raise HloscopeError("expected SQL or --question, found both")
        return question_called(options.question).sql
    return OVERVIEW if options.sql is None else str(options.sql)
