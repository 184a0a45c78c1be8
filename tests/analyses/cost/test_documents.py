"""`hloscope cost`: tables, the document, and exit statuses."""

import json
import shutil
from pathlib import Path

import pytest

from hloscope.analyses.cost.cost import cost_of
from hloscope.cli import main
from hloscope.reports.cost import cost_document
from tests.support.dumped import TESTDATA, after

WHILE = str(TESTDATA / "jax-0.10.2-cpu" / "while_loop")
SCAN = str(TESTDATA / "jax-0.10.2-cpu" / "scan")
H100 = TESTDATA / "jax-0.10.2-h100"


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")


def lines_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["cost", *arguments]) == 0
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_document_has_what_the_analysis_says() -> None:
    document = cost_document([SCAN])
    assert (document["schema"], document["on"], document["errors"]) == (2, None, [])
    [program] = document["compilations"]
    assert (program["name"], program["stage"]) == ("jit_scan", "after")
    assert program["cost"]
    cost = cost_of(after("jax-0.10.2-cpu/scan"))
    assert program["cost"]["once"] == cost.once.to_dict()
    assert program["cost"]["per_run"] == cost.per_run.to_dict()
    assert program["cost"]["modelled_seconds"] is None
    body = {item["name"]: item for item in program["cost"]["instructions"]}["add_tanh_fusion"]
    assert (body["runs"], body["flops"], body["transcendentals"]) == (10, 16, 16)
    assert body["operations"] == ["dynamic-slice", "add", "tanh"]
    assert body["source"] == "testdata/programs/jax_control_flow.py:19"


def test_command_prints_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads("\n".join(lines_of(capsys, SCAN, "--json"))) == cost_document([SCAN])


def test_table_of_programs(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, SCAN, "--top", "2")
    assert lines[:5] == [
        "Cost of a run",
        "Program       FLOPs   Transc.     Reads    Writes     Bytes   FLOP/B",
        "────────────────────────────────────────────────────────────────────",
        "jit_scan     5.29 k       160   13.1 kB   3.16 kB   16.2 kB    0.326",
        "jax cpu #0",
    ]
    assert "Instructions, by bytes in a run (2 of 12, --top 0 for all)" in lines


def test_machine_adds_times(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, str(H100 / "attention"), "--on", "h100", "--top", "0")
    assert "jit_attention        4.39 M    32.8 k   786 kB     5.59   235 ns" in lines
    assert any(line.startswith("Time on NVIDIA H100 80GB HBM3. Modelled, not measured:") for line in lines)
    assert any(line.startswith("gemm_fusion_dot") and "33.3%   memory" in line for line in lines)


def test_stage_may_be_chosen() -> None:
    [program] = cost_document([SCAN], stage="before")["compilations"]
    assert program["cost"]
    assert (program["cost"]["unknown_loops"], program["cost"]["inferred_loops"]) == ([], ["while.6"])
    tanh = next(item for item in program["cost"]["instructions"] if item["opcode"] == "tanh")
    assert tanh["runs"] == 10  # as XLA says of what it optimized


def test_unknown_costs_and_loops_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, str(H100 / "linalg_solve"), WHILE, SCAN, "--stage", "before", "--top", "1")
    notes = "\n".join(lines)
    assert "+ Operations of unknown cost, such as custom calls, count as nothing (2)." in notes
    assert "+ Loops whose number of iterations is unknown count once (1)." in notes
    assert "Iterations that XLA did not count are inferred from the module (1 loop)." in notes
    assert any(line.startswith("jit_while_loop") and " 175+ " in line for line in lines)
    assert any(line.startswith("jit_scan") and " 5.3 k " in line for line in lines)


def test_instruction_of_unknown_cost_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys, str(H100 / "linalg_solve"), "--on", "h100", "--top", "0")
    assert any(("unknown" in line and line.startswith("getrf")) or "custom-call" in line for line in lines)


def test_machine_that_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", SCAN, "--on", "abacus"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("hloscope: expected a machine, found 'abacus': hloscope knows v100, a100, a100-80, h100")


def test_stage_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    cached = str(TESTDATA / "jax-0.10.2-cpu" / "mlp-cache-hit")
    assert main(["cost", cached, "--stage", "before"]) == 2
    assert capsys.readouterr() == ("", "hloscope: no program has the stage 'before'\n")


def test_module_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", SCAN, "--module", "jit_nothing"]) == 2
    assert capsys.readouterr().err == "hloscope: no module is called 'jit_nothing'\n"


def test_broken_file_leaves_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(TESTDATA / "jax-0.10.2-cpu" / "demo", tmp_path / "dump")
    next(folder.glob("*jit_mlp.cpu_after*")).write_text("HloModule jit_mlp, is_scheduled=true\n\nENTRY %main {\n")
    assert main(["cost", str(folder)]) == 2
    captured = capsys.readouterr()
    assert "jit_attention" in captured.out
    assert "truncated" in captured.err
