"""The live reports of the manual: each command on a dump leads to its page, at a view that is there."""

import re
from pathlib import Path
from typing import Any

import pytest

from docs.generate.live_reports import DOCS, LiveReport, live_reports, with_links
from hloscope.reports.page.document import page_document
from tests.support.packed_documents import document_in

ROOT = Path(__file__).parent.parent
HOW_TO = "how-to/{}.md"
NEEDED = {"source": "lines", "kernels": "launches", "graph": "edges"}


@pytest.mark.parametrize(
    "page", ["report", "why", "cost", "memory", "collectives", "source", "passes", "diff", "profile", "compare", "show"]
)
def test_page_that_shows_a_table_leads_to_its_report(page: str) -> None:
    name = HOW_TO.format(page)
    links = re.findall(
        r"\]\(\.\./(reports/[\w.-]+\.html)#view=\w+\)", with_links((DOCS / name).read_text("utf-8"), name)
    )
    assert links
    assert set(links) <= live_reports().keys()


def test_reports_are_of_dumps_that_are_there() -> None:
    found = live_reports().values()
    assert len(found) > 15
    for report in found:
        assert all((ROOT / path).exists() for path in report.paths)


@pytest.mark.parametrize("view", ["memory", "passes", "collectives", "timeline", *NEEDED])
def test_view_that_a_link_names_has_something_to_show(view: str) -> None:
    report = next(report for report in live_reports().values() if report.view == view)
    programs: list[Any] = [*page_document([ROOT / path for path in report.paths])["programs"]]
    assert any(program[NEEDED.get(view, view)] for program in programs)


def test_report_of_a_diff_has_both_sides() -> None:
    (report,) = (each for each in live_reports().values() if each.view == "diff")
    document = document_in(report.html())
    assert document["sides"] == {"old": [0], "new": [1]}
    assert document["diff"]["programs"]


def test_a_block_without_a_dump_stays_as_it_is() -> None:
    text = "```console\n$ hloscope targets\n```\n\n```console\n$ hloscope doctor testdata/jax-0.10.2-cpu/mlp\n```\n"
    assert with_links(text, "how-to/x.md") == text


def test_machine_of_the_command_is_that_of_the_report() -> None:
    report = LiveReport(("testdata/jax-0.10.2-h100/mlp",), "kernels", "a100")
    assert report.file == "reports/jax-0-10-2-h100-mlp-on-a100.html"
    assert document_in(report.html())["programs"][0]["totals"]["machine"] == "a100"
