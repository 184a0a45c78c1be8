"""`--explain`: what it adds to a report, and that nothing else changes."""

import json
from pathlib import Path

import pytest

import hloscope
from hloscope.analyses.cost.cost import cost_of
from hloscope.cli import main
from hloscope.reports import reports_of
from tests.support.dumped import TESTDATA, after

ATTENTION = TESTDATA / "jax-0.10.2-cpu" / "attention-forms"
STEPS = TESTDATA / "jax-0.10.2-cpu-passes" / "softmax"
TRAINING = TESTDATA / "jax-0.10.2-h100" / "train_step_adam"
NEW = {"machine", "cost", "duplicated_work", "memory", "padding", "missed_fusions", "passes"}


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


def test_explained_document_has_all_that_the_other_has() -> None:
    plain, explained = hloscope.report(ATTENTION).to_dict(), hloscope.report(ATTENTION, explain=True).to_dict()
    assert (plain["schema"], explained["schema"]) == (1, 2)
    [before], [program] = plain["compilations"], explained["compilations"]
    assert set(program) - set(before) == NEW
    assert {key: value for key, value in program.items() if key not in NEW} == before


def test_program_is_explained() -> None:
    [program] = json.loads(hloscope.report(TRAINING, explain=True).to_json())["compilations"]
    assert program["machine"] == "h100"  # it was compiled for one
    assert program["cost"]["once"] == cost_of(after("jax-0.10.2-h100/train_step_adam")).once.to_dict()
    assert program["cost"]["modelled_seconds"] > 0
    assert program["duplicated_work"]
    assert program["memory"] is None  # its dump has no buffer assignment


def test_compilation_may_be_explained_too() -> None:
    [compilation] = hloscope.load(ATTENTION).compilations
    [program] = json.loads(hloscope.report(compilation, explain=True).to_json())["compilations"]
    assert program["memory"]["peak_bytes"] == 524288
    assert program["machine"] is None


def test_program_that_does_not_run_has_no_explanation() -> None:
    [program] = json.loads(reports_of([ATTENTION], stages=["before"], explain=True).to_json())["compilations"]
    assert [program[key] for key in sorted(NEW)] == [None] * len(NEW)


def test_missed_fusions_and_passes_are_those_of_their_commands(capsys: pytest.CaptureFixture[str]) -> None:
    [program] = json.loads(hloscope.report(STEPS, explain=True).to_json())["compilations"]
    for command, key in (("why", "missed_fusions"), ("passes", "passes")):
        assert main([command, str(STEPS), "--json"]) == 0
        [told] = json.loads(capsys.readouterr().out)["compilations"]
        assert program[key]
        assert program[key].items() <= told.items()


def test_command_prints_sections(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--explain", str(ATTENTION), str(TRAINING), str(STEPS), "--top", "3"]) == 0
    out = capsys.readouterr().out
    assert "jit_attention: what goes through memory (3 of 7, --top 0 for all; 1.19 MB in all)" in out
    assert "jit_softmax: what its passes changed, by optimization" in out
    for title in ("By backend", "Cost of a run", "Duplicated work by source", "In memory at the peak"):
        assert out.count(f"\n{title}") + out.startswith(title) == 1 + (title == "Cost of a run")  # a GPU and a CPU
    assert "Time on NVIDIA H100 80GB HBM3. Modelled, not measured:" in out


def test_command_takes_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--explain", str(ATTENTION), "--on", "a100", "--json"]) == 0
    [program] = json.loads(capsys.readouterr().out)["compilations"]
    assert program["machine"] == "a100"
    assert main(["report", "--explain", str(ATTENTION), "--on", "abacus"]) == 2


def test_report_of_what_does_not_run_prints_no_sections(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--explain", str(ATTENTION), "--stage", "before"]) == 0
    assert "Cost of a run" not in capsys.readouterr().out


def test_broken_buffers_leave_the_report_whole(tmp_path: Path) -> None:
    for file in ATTENTION.glob("*.txt"):
        text = "junk" if "buffer-assignment.txt" in file.name else file.read_text("utf-8")
        (tmp_path / file.name).write_text(text, "utf-8")
    report = hloscope.report(tmp_path, explain=True)
    [program] = json.loads(report.to_json())["compilations"]
    assert program["cost"]
    assert program["memory"] is None
    assert [Path(error["file"]).name.rpartition("-")[2] for error in report.errors] == ["assignment.txt"]
