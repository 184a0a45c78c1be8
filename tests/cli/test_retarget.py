"""`hloscope retarget` and `hloscope run --target` before anything is compiled: usage, bad input, what is missing."""

import sys
from pathlib import Path

import pytest

from hloscope.captures.targets import installed as targets_installed
from hloscope.cli import main
from tests.support.dumped import TESTDATA

MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(_: str) -> None:
        return None

    monkeypatch.setattr(targets_installed, "installed_version", version)


@pytest.fixture
def all_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(_: str) -> str:
        return "1.0"

    def requires(_: str) -> None:
        return None

    monkeypatch.setattr(targets_installed, "installed_version", version)
    monkeypatch.setattr(targets_installed, "requires", requires)


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize(("target", "extra"), [("h100", "gpu"), ("cpu,tpu-v5e", "jax"), ("tpu-v6ex4", "tpu")])
def test_what_is_missing_is_one_line(target: str, extra: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retarget", MLP, "--to", target]) == 2
    name = target.partition(",")[0]
    message = f"hloscope: cannot compile for {name}, since jax is not installed: pip install 'hloscope[{extra}]'\n"
    assert capsys.readouterr() == ("", message)


@pytest.mark.usefixtures("nothing_installed")
def test_run_says_what_is_missing_before_it_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", f"open({str(tmp_path / 'ran')!r}, 'w')"]
    assert main(["run", "--target", "h100", "--", *command]) == 2
    assert "pip install 'hloscope[gpu]'" in capsys.readouterr().err
    assert not (tmp_path / "ran").exists()


@pytest.mark.usefixtures("all_installed")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([MLP, "--to", "h10"], "expected a target, found 'h10': did you mean h100?"),
        ([MLP, "--to", "h100,"], "expected a target, found ''"),
        ([MLP, "--to", "h100", "--module", "nobody"], "no module is called 'nobody'"),
        (["/no/such/folder", "--to", "h100"], "/no/such/folder: no such file or folder"),
    ],
)
def test_bad_input_is_status_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retarget", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "soon"])
def test_limits_are_positive_numbers(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["retarget", MLP, "--to", "h100", "--time-limit", limit])
    assert left.value.code == 2
    assert "--time-limit" in capsys.readouterr().err


@pytest.mark.usefixtures("all_installed")
def test_programs_that_cannot_start_to_compile_are_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    cache_hit = str(TESTDATA / "jax-0.10.2-cpu" / "mlp-cache-hit")
    assert main(["retarget", cache_hit, "--to", "h100"]) == 1
    assert "the dump has no module from before optimization" in " ".join(capsys.readouterr().out.split())
