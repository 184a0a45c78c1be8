"""Commands answer of a program of which only one stage is there, or say in a line what they lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hloscope.analyses.cost.cost import cost_of
from hloscope.cli import main
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA

(BEFORE,) = (TESTDATA / "jax-0.10.2-cpu" / "mlp").glob("*before_optimizations.txt")
(AFTER,) = (TESTDATA / "jax-0.10.2-cpu" / "mlp").glob("*cpu_after_optimizations.txt")


def saved(path: Path, folder: Path) -> str:
    to = folder / "mine.txt"
    to.write_bytes(path.read_bytes())
    return str(to)


def test_lines_of_what_was_asked_for_have_its_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(BEFORE, tmp_path)
    assert main(["source", "--json", path]) == 0
    (program,) = json.loads(capsys.readouterr().out)["compilations"]
    assert program["evidence"] == "before"
    lines = {line["place"].rpartition("/")[2] or line["op_name"]: line for line in program["lines"]}
    assert lines["jax_models.py:35"]["operations"] == 14
    totals = cost_of(parse(BEFORE.read_text("utf-8"))).per_run
    assert sum(line["run_bytes_read"] for line in program["lines"]) == totals.bytes_read
    assert sum(line["run_flops"] for line in program["lines"]) == totals.flops


def test_cost_is_of_the_stage_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, stage in ((BEFORE, "before"), (AFTER, "after")):
        assert main(["cost", "--json", saved(path, tmp_path)]) == 0
        (program,) = json.loads(capsys.readouterr().out)["compilations"]
        assert program["stage"] == stage
        assert program["cost"]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (["why"], "no program has a module from after optimization"),
        (["passes"], "no program has snapshots of its passes"),
        (["memory"], "no *-buffer-assignment.txt beside jit_mlp"),
        (["cost", "--stage", "after"], "no program has the stage 'after'"),
    ],
)
def test_what_is_lacking_is_one_line(
    command: list[str], answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, saved(BEFORE, tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert answer in line


def test_blame_does_not_ask_for_what_it_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["blame", saved(BEFORE, tmp_path), "dot_general.2"]) == 2
    assert "what became of 'dot_general.2' is not known" in capsys.readouterr().err


def test_one_stage_alone_is_enough_for_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (BEFORE, AFTER):
        for command in ("report", "collectives"):
            assert main([command, saved(path, tmp_path)]) == 0
            assert "jit_mlp" in capsys.readouterr().out
