"""The commands on fleets, as far as they need no library: wrong arguments, and what to install."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hloscope.comparisons.fleet.questions import QUESTIONS
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]
MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")
INSTALL = "pip install 'hloscope[fleet]'"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["index", MLP, "-o", "FLEET", "--engine", "dask"], "expected --scheduler with --engine dask"),
        (["index", MLP, "-o", "FLEET", "--scheduler", "tcp://a:1"], "expected --engine dask with --scheduler"),
        (["query", MLP, "--question", "rnus"], "expected the name of a question, found 'rnus'; there are\n"),
        (["query", MLP, "select 1", "--question", "runs"], "expected SQL or --question, found both"),
        (["index", "FLEET", "-o", "FLEET"], "FLEET: no such file or folder"),
    ],
    ids=["no scheduler", "no dask", "no such question", "two questions", "nothing there"],
)
def test_wrong_arguments_are_told(run: Callable[..., Printed], words: list[str], message: str, tmp_path: Path) -> None:
    fleet = tmp_path / "fleet"
    status, _, told = run(*(str(fleet) if word == "FLEET" else word for word in words))
    assert status == 2
    assert message.replace("FLEET", str(fleet)) in told
    assert not fleet.exists()


def test_label_without_a_value_is_bad_usage(run: Callable[..., Printed], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("index", MLP, "-o", "fleet", "--label", "commit")
    assert "expected KEY=VALUE, found 'commit'" in capsys.readouterr().err


@pytest.mark.parametrize("library", ["pyarrow", "duckdb"])
def test_what_is_not_installed_is_named(
    run: Callable[..., Printed], library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    status, lines, told = run("query", MLP, "select 1")
    assert (status, lines) == (2, [])
    assert INSTALL in told


def test_there_are_twenty_questions_of_different_names() -> None:
    assert len({question.name for question in QUESTIONS}) == len(QUESTIONS) == 20
    assert all(question.text.endswith("?") for question in QUESTIONS)
