"""Formats: what a command found, as CI systems read it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from hloscope.cli.common.printing import print_exactly

if TYPE_CHECKING:
    from hloscope.formats.findings import Findings

FORMATS: Final = ("github", "gitlab", "sarif", "junit", "rdjson", "markdown")


def add_format(command: argparse.ArgumentParser, *others: str) -> None:
    """Declares `--format`: those of CI, and `others` that the command has too."""
    command.add_argument(
        "--format",
        choices=("table", *FORMATS, *others),
        default="table",
        help="how to print it: as a table, or for CI, at the lines of the program",
    )


def is_for_ci(options: argparse.Namespace) -> bool:
    """Whether something other than a table is asked for."""
    return options.format != "table" and not options.json


def print_findings(found: Findings, options: argparse.Namespace, markdown: Callable[[], str] | None = None) -> None:
    """Prints findings in the format that is asked for; `markdown` is for a command that has words of its own in it."""
    from hloscope.formats.findings import workspace

    root = workspace()
    in_markdown = markdown or partial(_markdown, found, root)
    if options.format == "github":
        _print_for_github(found, root, in_markdown)
    elif options.format == "markdown":
        print_exactly(in_markdown())
    else:
        print_exactly(_WRITERS[options.format](found, root))


def _print_for_github(found: Findings, root: str, in_markdown: Callable[[], str]) -> None:
    from hloscope.formats.github import github_annotations, write_step_summary

    print_exactly(github_annotations(found, root))
    if found.items:
        write_step_summary(in_markdown())


def _gitlab(found: Findings, root: str) -> str:
    from hloscope.formats.gitlab import gitlab_report

    return _json(gitlab_report(found, root))


def _sarif(found: Findings, root: str) -> str:
    from hloscope.formats.sarif import sarif_log

    return _json(sarif_log(found, root))


def _rdjson(found: Findings, root: str) -> str:
    from hloscope.formats.rdjson import rdjson_result

    return _json(rdjson_result(found, root))


def _junit(found: Findings, root: str) -> str:
    from hloscope.formats.junit import junit_xml

    return junit_xml(found, root)


def _markdown(found: Findings, root: str) -> str:
    from hloscope.formats.findings_markdown import findings_markdown

    return findings_markdown(found, root)


def _benchmark(found: Findings, _root: str) -> str:
    from hloscope.formats.benchmark_json import benchmark_json

    return _json(benchmark_json(found))


def _json(document: Sequence[object] | dict[str, object]) -> str:
    return json.dumps(document, indent=2) + "\n"


_WRITERS: Final[dict[str, Callable[[Findings, str], str]]] = {
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
    "rdjson": _rdjson,
    "benchmark-json": _benchmark,
}
