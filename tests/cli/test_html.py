"""`hloscope html`, and the pages that other commands write beside what they print."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import hloscope
from hloscope.errors import HloscopeError
from hloscope.reports.reader import read_report
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA
from tests.support.packed_documents import document_in

__all__ = ["run"]

MLP = str(TESTDATA / "jax-0.10.2-h100" / "mlp")
OLD, NEW = (str(TESTDATA / folder / "demo") for folder in ("jax-0.6.2-cpu", "jax-0.12.0.1-cpu"))
Run = Callable[..., Printed]


def test_page_is_written(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("html", MLP, "-o", str(page)) == (0, [], "")
    assert document_in(page.read_text("utf-8"))["programs"][0]["name"] == "jit_mlp"


def test_page_goes_to_stdout(run: Run) -> None:
    status, lines, told = run("html", MLP, "-o", "-")
    assert (status, lines[0], told) == (0, "<!doctype html>", "")


def test_what_is_left_out_is_said(run: Run, tmp_path: Path) -> None:
    status, _, told = run("html", MLP, "-o", str(tmp_path / "page.html"), "--max-mb", "0.14")
    assert status == 0
    assert told.splitlines()[0] == (
        "hloscope: Left out for the size of this page (--max-mb): the call stacks and scopes of jit_mlp."
    )


def test_broken_file_beside_a_good_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken_after_optimizations.txt").write_text("HloModule m\nENTRY e {\n", "utf-8")
    page = tmp_path / "page.html"
    status, _, told = run("html", MLP, str(tmp_path), "-o", str(page))
    document = document_in(page.read_text("utf-8"))
    assert status == 2
    assert "broken_after_optimizations.txt" in told
    assert [error["file"] for error in document["errors"]] != []
    assert document["programs"][0]["launches"]


@pytest.mark.parametrize("command", ["html", "report", "diff", "run"])
def test_place_that_is_not_there_is_told_first(command: str, run: Run, tmp_path: Path) -> None:
    page = str(tmp_path / "gone" / "page.html")
    arguments = {
        "html": ("no-dump", "-o", page),
        "report": ("no-dump", "--html", page),
        "diff": ("no-dump", "no-dump", "--html", page),
        "run": ("--html", page, "--", "no-command"),
    }
    status, lines, told = run(command, *arguments[command])
    words = f"expected a file to write the page to, found {page!r}, whose folder is not there"
    assert (status, lines, told) == (2, [], f"hloscope: {words}\n")


@pytest.mark.parametrize("size", ["0", "-1", "many", "nan", "1e9"])
def test_size_that_is_none_is_refused(size: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        run("html", MLP, "-o", str(tmp_path / "page.html"), f"--max-mb={size}")
    assert left.value.code == 2


def test_report_writes_the_page_beside_its_tables(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    status, lines, _ = run("report", MLP, "--html", str(page))
    assert (status, lines[0]) == (0, "By backend")
    assert document_in(page.read_text("utf-8"))["title"] == "jit_mlp"


def test_diff_writes_both_sides(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    status, _, _ = run("diff", OLD, NEW, "--html", str(page))
    _, lines, _ = run("diff", OLD, NEW, "--json")
    document = document_in(page.read_text("utf-8"))
    labels = document["diff"].pop("labels")
    assert document["diff"] == json.loads("\n".join(lines))
    assert set(labels) >= set(document["diff"]["programs"][0]["numbers"])
    assert document["sides"] == {"old": [0, 1, 2], "new": [3, 4, 5]}
    assert len(document["programs"]) == 6
    assert status == run("diff", OLD, NEW)[0]


def test_diff_of_a_json_report_shows_the_changes_and_the_other_side(run: Run, tmp_path: Path) -> None:
    report, page = tmp_path / "old.json", tmp_path / "page.html"
    run("report", OLD, f"--json={report}")
    run("diff", str(report), NEW, "--html", str(page))
    document = document_in(page.read_text("utf-8"))
    assert document["sides"] == {"old": [], "new": [0, 1, 2]}
    assert document["diff"]["programs"]


def test_report_in_python_has_the_page_of_its_dump() -> None:
    [compilation] = hloscope.load(MLP).compilations
    pages = [hloscope.report(source).to_html() for source in (MLP, hloscope.load(MLP), compilation)]
    programs = [document_in(page)["programs"] for page in pages]
    assert programs[0] == programs[1] == programs[2]
    assert programs[0][0]["launches"]


def test_report_from_json_has_no_dump_to_show(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(hloscope.report(MLP).to_json(), "utf-8")
    with pytest.raises(HloscopeError, match="expected a report that was made from a dump"):
        read_report(file).to_html()
