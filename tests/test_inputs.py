"""Each row of the table of inputs in the manual is true: what a person has is read, and what cannot be known is not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from hloscope.cli import main
from hloscope.parsers import parse
from tests.support.shortages import GPU as GPU_MESSAGE
from tests.support.shortages import TPU as TPU_MESSAGE
from tests.support.wrappings import WRAPPINGS, each_line

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reference/inputs.md").read_text("utf-8")
MLP = next((ROOT / "testdata/jax-0.10.2-cpu/mlp").glob("*cpu_after_optimizations.txt")).read_text("utf-8")
SCAN = next((ROOT / "testdata/jax-0.10.2-cpu/scan").glob("*cpu_after_optimizations.txt")).read_text("utf-8")
ROWS = [re.split(r" \| ", row.strip("| \n")) for row in re.findall(r"(?m)^\| .*\|$", PAGE)[1:]]


class Row(NamedTuple):
    """What a person has, and the programs that are in it: name, path and whether it is complete."""

    contents: tuple[str | bytes, ...]
    programs: tuple[tuple[str, str, bool], ...] = (("jit_mlp", "", True),)
    command: str = "report"


def wrapped(*names: str) -> tuple[str | bytes, ...]:
    return tuple(WRAPPINGS[name](MLP) for name in names)


ENTRY = MLP.index("ENTRY")
RANKS = "\n".join(f"{rank}: {line}" for line in MLP.rstrip().split("\n") for rank in (0, 1)) + "\n"
PART = (("jit_mlp", "", False),)
NAMELESS = (("what", "", False),)
LONE = MLP[MLP.index("\n%fused") : MLP.index("\n}\n", MLP.index("\n%fused")) + 3]
HUNKS = f"@@ -1,9 +1,9 @@\n{each_line('+')(MLP[:ENTRY])}@@ -50,9 +50,9 @@\n{each_line(' ')(MLP[ENTRY:])}"
CASES: Mapping[str, Row] = {
    "HLO in an issue": Row(wrapped("text around", "fence", "mail")),
    "several modules": Row((f"one\n{MLP}\ntwo\n{SCAN}",), (("jit_mlp", "", True), ("jit_scan", "", True))),
    "a listing": Row(wrapped("cat -n", "grep -n", "bat", "vim")),
    "comments": Row(wrapped("C++ comment", "hash", "semicolon", "block comment")),
    "a C++ raw string": Row(wrapped("C++ raw string", "C++ literals", "Python literals", "C++ macro")),
    "a Python or JSON string": Row(wrapped("Python repr", "JSON", "JSON in JSON", "notebook")),
    "a diff": Row((*wrapped("diff", "git diff"),)),
    "a web page": Row(wrapped("HTML", "HTML entities", "HTML, lines")),
    "no-break": Row(wrapped("no-break spaces", "zero-width spaces", "a word processor")),
    "UTF-16": Row(wrapped("UTF-16", "UTF-16 of PowerShell", "UTF-32")),
    "a log of CI": Row(wrapped("GitHub Actions, Azure", "GitLab", "Jenkins", "Buildkite", "Travis")),
    "a log of a launcher": Row((RANKS,), (("jit_mlp", "0", True), ("jit_mlp", "1", True))),
    "lines of glog": Row(wrapped("glog", "absl", "Python logging", "log lines between")),
    "a log as JSON": Row(wrapped("docker", "fluentd", "journal as JSON")),
    "a log with XLA's alarms": Row(("[Compiling module f] Very slow compile?\n",), (), "doctor"),
    "an error": Row((TPU_MESSAGE, GPU_MESSAGE), (), "memory"),
    "a text that is cut": Row((MLP[: MLP.rindex("ROOT")], MLP[: ENTRY + 300] + MLP[ENTRY + 700 :]), PART),
    "a computation alone": Row((LONE, MLP[ENTRY:]), NAMELESS),
    "a text before its ENTRY": Row((MLP[:ENTRY],), PART),
}


def test_each_row_has_a_test() -> None:
    assert len(ROWS) == len(CASES)
    assert all(row[0].startswith(name) for row, name in zip(ROWS, CASES, strict=True))


def answer(content: str | bytes, command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[dict[str, object]]]]:  # fmt: skip
    path = folder / "what.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status = main([command, "--json", str(path)])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", [name for name, row in CASES.items() if row.command == "report"])
def test_row_is_true(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = CASES[name]
    for content in row.contents:
        status, document = answer(content, "report", tmp_path, capsys)
        found = [(program["name"], program["path"], program["complete"]) for program in document["compilations"]]
        assert found == [*row.programs]
        is_whole = all(complete for *_, complete in row.programs)
        assert (status, bool(document["errors"])) == ((0, False) if is_whole else (2, True))


def test_hunks_of_a_diff_are_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, document = answer(HUNKS, "report", tmp_path, capsys)
    assert (status, [program["complete"] for program in document["compilations"]]) == (2, [False])


def test_alarms_of_a_log_have_cause_and_cure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, document = answer(CASES["a log with XLA's alarms"].contents[0], "doctor", tmp_path, capsys)
    (finding,) = document["findings"]
    assert (status, finding["id"]) == (1, "slow-compile")
    assert finding["cause"]
    assert finding["cure"]


def test_allocations_of_an_error_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paddings: list[list[object]] = []
    for content in CASES["an error"].contents:
        status, document = answer(content, "memory", tmp_path, capsys)
        assert status == 0
        (shortage,) = document["out_of_memory"]
        allocations = cast("list[dict[str, object]]", shortage["allocations"])
        paddings.append([allocation["padding_bytes"] for allocation in allocations])
    assert paddings == [[round(12.91 * 2**30), None], [None, None]]


def test_numbers_are_those_of_the_plain_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is around it, a report says the same."""
    _, plain = answer(MLP, "report", tmp_path, capsys)
    for name in ("GitHub Actions, Azure", "fence", "JSON", "UTF-16", "log lines between"):
        assert answer(WRAPPINGS[name](MLP), "report", tmp_path, capsys) == (0, plain)


def test_missing_computations_have_an_opcode_of_their_own(tmp_path: Path) -> None:
    from hloscope import load

    path = tmp_path / "what.txt"
    path.write_text(MLP[ENTRY:], "utf-8")
    (compilation,) = load(path).compilations
    module = compilation.after or compilation.before
    assert module
    opcodes = {instruction.opcode for instruction in module.instructions()}
    assert opcodes - {instruction.opcode for instruction in parse(MLP).instructions()} == {"missing"}
