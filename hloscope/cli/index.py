"""The command `hloscope index`: the dumps of many hosts and nights as tables that queries read."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, add_jobs, add_json, path_text
from hloscope.cli.common.printing import print_document, print_errors, print_text
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.errors import HloscopeError

if TYPE_CHECKING:
    from hloscope.comparisons.fleet.indexing import Indexed
    from hloscope.comparisons.fleet.tasks import Engine


def add_index(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "index",
        help="the dumps of many hosts and nights as tables to query",
        description="Reads the dumps below each ROOT and writes what they say as tables of Parquet files, which "
        "`hloscope query` and `hloscope trend` read. A dump that the fleet knows and that did not change is not read "
        "again. It may be stopped at any time: the next time it goes on from there. Exit status 2 if a file could not "
        "be read; what is wrong with it is in the table errors.",
        epilog="It takes `pip install 'hloscope[fleet]'`; of URLs also `hloscope[remote]`.",
    )
    command.add_argument(
        "roots", nargs="+", type=path_text, metavar="ROOT", help="folder of dumps, archive, log, or a URL of one"
    )
    command.add_argument(
        "-o", "--output", required=True, type=path_text, metavar="FLEET", help="folder or URL that the tables are in"
    )
    command.add_argument(
        "--run", dest="run_name", type=path_text, metavar="NAME", help="the run that they are of (default: by folder)"
    )
    command.add_argument("--host", type=path_text, metavar="NAME", help="the host that they are of, if all are of one")
    command.add_argument(
        "--label",
        action="append",
        type=_label,
        default=[],
        metavar="KEY=VALUE",
        help="what to remember of these dumps, such as commit=abc and compiler=0.10.2; may be repeated",
    )
    command.add_argument("--engine", choices=("local", "dask"), default="local", help="who does it (default: local)")
    command.add_argument(
        "--scheduler", metavar="URL", help="with --engine dask: its scheduler, such as tcp://host:8786"
    )
    add_jobs(command)
    add_json(command)
    command.set_defaults(run=_index)


def _label(text: str) -> str:
    key, equals, _ = text.partition("=")
    if not key.strip() or not equals:
        raise argparse.ArgumentTypeError(f"expected KEY=VALUE, found {text!r}")
    return text


def _index(options: argparse.Namespace) -> int:
    from hloscope.comparisons.fleet.indexing import index

    result = index(
        options.roots,
        options.output,
        engine=_engine_of(options),
        run=options.run_name,
        host=options.host,
        labels=options.label,
        watch=with_progress,
    )
    if options.json:
        print_document(result.to_dict(), options)
    else:
        print_text(_text_of(result))
    print_errors(result.errors)
    return BAD_INPUT if result.errors else 0


def _engine_of(options: argparse.Namespace) -> Engine:
    if (options.engine == "dask") != bool(options.scheduler):
        needed = "--scheduler with --engine dask" if options.engine == "dask" else "--engine dask with --scheduler"
        raise HloscopeError(f"expected {needed}")
    if options.engine == "dask":
        from hloscope.comparisons.fleet.dask_engine import DaskEngine

        return DaskEngine(options.scheduler)
    from hloscope.comparisons.fleet.local_engine import LocalEngine

    return LocalEngine(options.jobs)


def _text_of(result: Indexed) -> str:
    """What was done, in two lines."""
    from hloscope.words import counted

    numbers = [f"{result.known:,} known", f"{result.read:,} read"]
    numbers += [f"{result.failed:,} failed"] if result.failed else []
    lines = [f"{counted(result.found, 'dump')}: {', '.join(numbers)}"]
    if result.programs:
        lines.append(f"{counted(result.programs, 'program')}, {result.parsed:,} parsed: equal ones are parsed once")
    return "\n".join(lines) + "\n"
