"""`hloscope memory`: tables, the document, and exit statuses."""

import json
import shutil
from pathlib import Path

import pytest

from hloscope.cli import main
from hloscope.reports.memory import memory_document
from tests.support.dumped import TESTDATA

ATTENTION = TESTDATA / "jax-0.10.2-cpu" / "attention-forms"
PLAIN = TESTDATA / "jax-0.10.2-cpu" / "mlp"


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


def test_tables_show_the_peak_and_whose_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(ATTENTION)]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert "jit_attention      197 kB   65.5 kB       0 B   262 kB   524 kB   266 kB" in lines
    assert "In memory at the peak (5)" in lines
    assert "broadcast_select_fusion, ...   temporary   2x f32[2,4,64,64]{3,2,1,0}    262 kB   jax_models.py:57" in lines
    assert "jax_models.py:57    262 kB     50%" in lines


def test_command_prints_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(ATTENTION), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == memory_document([ATTENTION])
    [program] = document["compilations"]
    assert (document["schema"], program["name"], program["memory"]["peak_bytes"]) == (2, "jit_attention", 524288)


def test_several_programs_are_named_in_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(ATTENTION), str(TESTDATA / "jax-0.10.2-h100" / "mlp-forms"), "--top", "2"]) == 0
    out = capsys.readouterr().out
    assert "In memory at the peak (2 of " in out
    assert out.count("jit_attention") >= 2


def test_dump_without_buffer_assignment_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(PLAIN)]) == 2
    assert capsys.readouterr() == ("", "hloscope: no *-buffer-assignment.txt beside jit_mlp\n")


def test_program_without_buffer_assignment_leaves_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(ATTENTION), str(PLAIN)]) == 0
    captured = capsys.readouterr()
    assert "jit_attention" in captured.out
    assert captured.err == "hloscope: no *-buffer-assignment.txt beside jit_mlp\n"


def test_module_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(ATTENTION), "--module", "nothing"]) == 2
    assert capsys.readouterr().err == "hloscope: no module is called 'nothing'\n"


def test_without_live_ranges_the_peak_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(ATTENTION, tmp_path / "dump")
    next(folder.glob("*live-range.txt")).unlink()
    assert main(["memory", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "524 kB*" in out
    assert "* At most: the dump has no live ranges (*-live-range.txt)." in out


@pytest.mark.parametrize("suffix", ["buffer-assignment", "live-range"])
def test_broken_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str) -> None:
    folder = shutil.copytree(ATTENTION, tmp_path / "dump")
    file = next(folder.glob(f"*{suffix}.txt"))
    file.write_text("\n".join(file.read_text().splitlines()[:3]) + "\n    junk\n")
    assert main(["memory", str(folder)]) == 2
    assert f"{suffix}.txt:4:1: expected " in capsys.readouterr().err
