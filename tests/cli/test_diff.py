"""`hloscope diff`: what is printed where, and the exit status."""

import json
from pathlib import Path

import pytest

import hloscope
from hloscope.cli import main
from hloscope.comparisons.regressions import RULES
from tests.support.dumped import TESTDATA

OLD = str(TESTDATA / "jax-0.6.2-cpu" / "demo")
NEW = str(TESTDATA / "jax-0.10.2-cpu" / "demo")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param([OLD, NEW], 1, id="regression"),
        pytest.param([OLD, NEW, "--fail-on", "broadcasts,copies"], 0, id="no regression by these rules"),
        pytest.param([OLD, NEW, "--fail-on", "none"], 0, id="no rules"),
        pytest.param([OLD, OLD, "--fail-on", "changes"], 0, id="nothing changed"),
        pytest.param([OLD, str(TESTDATA / "nothing")], 2, id="bad path"),
        pytest.param([OLD, NEW, "--fail-on", "speed"], 2, id="unknown rule"),
        pytest.param([OLD, str(TESTDATA / "nothing.json")], 2, id="bad path of JSON"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--format", "markdown"]], ids=["table", "json", "markdown"])
def test_exit_status_says_whether_it_is_a_regression(
    arguments: list[str], status: int, form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *arguments, *form]) == status
    assert (capsys.readouterr().err != "") == (status == 2)


def test_json_is_the_document_of_the_diff(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", OLD, NEW, "--json"])
    assert json.loads(capsys.readouterr().out) == hloscope.diff(OLD, NEW).to_dict()


def test_markdown_and_table_go_to_stdout(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    main(["diff", OLD, NEW, "--format", "markdown"])
    assert capsys.readouterr().out.startswith("### hloscope diff: 2 regressions (rules: launches, broadcasts, split)\n")
    main(["diff", OLD, NEW])
    assert capsys.readouterr().out.startswith("2 regressions (rules: launches, broadcasts, split)\n")


def test_unreadable_side_leaves_what_can_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["diff", OLD, str(tmp_path / "nothing")]) == 2
    captured = capsys.readouterr()
    assert "3 programs only old: jit_mlp, jit_attention, jit_train_step" in captured.out
    assert captured.err.startswith(f"hloscope: {tmp_path / 'nothing'}: no such file or folder")


def test_nothing_readable_prints_no_verdict(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["diff", str(tmp_path / "a"), str(tmp_path / "b")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert line.startswith(f"hloscope: {tmp_path / 'a'} (and 1 more file): no such file")


def test_help_tells_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["diff", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert [rule for rule, words in RULES.items() if f"{rule} {words}" not in told] == []
