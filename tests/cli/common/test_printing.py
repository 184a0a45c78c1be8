"""Colours are for people who want them, and errors are red."""

import io
import re
import sys
from collections.abc import Callable

import pytest

from hloscope.cli import main
from hloscope.cli.common.printing import tell
from hloscope.cli.common.progress import progress, progress_of_steps, with_progress
from tests.support.dumped import TESTDATA

OLD, NEW = (str(TESTDATA / f"jax-{version}-cpu" / "demo") for version in ("0.6.2", "0.10.2"))
COLOUR = re.compile(r"\x1b\[(?:\d+;)*3\dm")
Diff = Callable[[], str]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Diff:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def diff() -> str:
        assert main(["diff", OLD, NEW]) == 1
        return capsys.readouterr().out

    return diff


def test_colours_say_what_is_worse_and_what_is_better(diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = diff()
    assert "\x1b[1;31m2 regressions" in text
    assert "\x1b[31m15 -> 16\x1b[0m" in text
    assert re.search(r"\x1b\[32m +9 -> 7\x1b\[0m", text)
    assert re.search(r"\x1b\[31msplit +\x1b\[0m", text)
    assert re.search(r"\x1b\[32m(2x )?merged +\x1b\[0m", text)
    assert "1.55 MB" in re.sub(r"\x1b\[31m[^\x1b]*\x1b\[0m", "", text), "what looks the same has no colour"


def test_no_color_takes_the_colours_away(diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = diff()
    monkeypatch.setenv("NO_COLOR", "1")
    assert COLOUR.search(coloured)
    assert not COLOUR.search(diff())


def test_pipes_get_no_escapes(diff: Diff) -> None:
    assert "\x1b" not in diff()


def test_errors_are_red_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for stream, printed in (
        (Terminal(), "\x1b[1;31mhloscope:\x1b[0m no\n  ^\n"),
        (io.StringIO(), "hloscope: no\n  ^\n"),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        tell("no\n  ^")
        assert stream.getvalue() == printed


def test_progress_is_seen_on_a_terminal_once_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for stream, after, is_seen in ((Terminal(), 0, True), (Terminal(), 60, False), (io.StringIO(), 0, False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress("Baking [bread]", 4, after=after) as display:
            display.advance(3)
        assert ("Baking [bread]" in stream.getvalue()) == is_seen
        assert ("3/4" in stream.getvalue()) == is_seen


def test_steps_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    with progress_of_steps("Compiling") as step:
        step("n=3")
    assert "Compiling n=3" in stream.getvalue()


def test_all_that_is_gone_through_is_given() -> None:
    assert [*with_progress([])] == []
