"""The command `hloscope diff`: what changed between two dumps."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from hloscope.cli.common.formats import add_format, is_for_ci, print_findings
from hloscope.cli.common.options import Commands, add_html, add_json, add_module, add_top, path_text
from hloscope.cli.common.pages import check_page_file, write_page
from hloscope.cli.common.printing import (
    no_such_module,
    print_document,
    print_file_errors,
    print_tables,
    tell,
)
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT, FINDING

if TYPE_CHECKING:
    from hloscope.comparisons.diff import Diff

_DESCRIPTION = """\
Puts the programs of two dumps side by side: launches, clusters, broadcasts,
bytes, FLOPs, memory at the peak and who holds more of it, modelled time, and
which cluster was split, merged, lost, gained, grown or shrunk; and measured
times where profiles tell, which are never a regression.
Programs are matched by name and entry shapes, clusters by signature, then by
their operations. OLD and NEW may each be what `hloscope report` reads, or the
JSON that it writes with --json.
"""
_RULES = """\
Rules for --fail-on (default: launches,broadcasts,split):
  launches          a program has more compute launches
  broadcasts        a program writes more bytes of materialized broadcasts
  split             a cluster was split or lost, and the program has no fewer
                    compute launches
  copies            a program has more copies
  bytes             the launches of a program read and write more bytes
  flops             a run of a program takes more floating point operations
  memory            a program needs more memory at the peak
  collectives       a program has more collectives
  collective-bytes  the collectives of a program move more bytes in a run
  programs          a program is gone
  changes           anything changed
  none              nothing is a regression

All but split, programs and changes may say how much more is none: memory=5%.

Exit status: 0 no regression, 1 a regression, 2 a file could not be read, or
what a program runs is known on one side only (the rest is compared and printed
all the same, and the verdict is no "no regression").
"""


def add_diff(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "diff",
        help="what changed between two dumps; exit status 1 on a regression",
        description=_DESCRIPTION,
        epilog=_RULES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("old", type=path_text, metavar="OLD", help="dump folder, archive, log, file, or JSON report")
    command.add_argument("new", type=path_text, metavar="NEW", help="the same of the later compilation")
    command.add_argument("--fail-on", metavar="RULES", help="rules that make a regression, with commas between them")
    add_json(command)
    command.add_argument(
        "--profile",
        nargs=2,
        type=path_text,
        metavar=("OLD_LOG", "NEW_LOG"),
        help="show measured times too, from profiles of the same programs; needless where OLD and NEW are profiles",
    )
    add_module(command)
    add_format(command, "benchmark-json")
    add_top(command, "changes of each program")
    add_html(command)
    command.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    from hloscope.comparisons.of_dumps import diff
    from hloscope.comparisons.regressions import DEFAULT_RULES

    check_page_file(options.html)
    rules = DEFAULT_RULES if options.fail_on is None else options.fail_on.split(",")
    logs = tuple(options.profile) if options.profile else None
    found = diff(options.old, options.new, fail_on=rules, name=options.module, progress=with_progress, profile=logs)
    _print(found, options)
    if options.html:
        _write_page(found, options)
    print_file_errors(found.errors)
    if options.module and not (found.programs or found.only_old or found.only_new or found.errors):
        tell(no_such_module(options.module))
        return BAD_INPUT
    if found.errors or found.verdict == "unknown":
        return BAD_INPUT
    return FINDING if found.is_regression else 0


def _print(found: Diff, options: argparse.Namespace) -> None:
    if options.json:
        print_document(found.to_dict(), options)
    elif is_for_ci(options):
        _print_for_ci(found, options)
    elif found.programs or found.only_old or found.only_new:
        _print_for_people(found, options)


def _write_page(found: Diff, options: argparse.Namespace) -> None:
    from hloscope.comparisons.outline import NUMBERS
    from hloscope.reports.page.document import diff_page_document
    from hloscope.reports.reader import is_report_file

    old, new = ([] if is_report_file(path) else [path] for path in (options.old, options.new))
    document = {**found.to_dict(), "labels": dict(NUMBERS)}
    page = diff_page_document(old, new, document, name=options.module, progress=with_progress, profile=options.profile)
    write_page(page, options.html)


def _print_for_people(found: Diff, options: argparse.Namespace) -> None:
    from hloscope.tables.diff import diff_tables

    print_tables(partial(diff_tables, top=options.top), found, options)


def _print_for_ci(found: Diff, options: argparse.Namespace) -> None:
    from hloscope.formats.found import findings_of_diff
    from hloscope.formats.markdown import diff_markdown

    print_findings(findings_of_diff(found), options, partial(diff_markdown, found))
