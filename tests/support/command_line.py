"""The command line, run in this process: its exit status, and what it prints."""

from collections.abc import Callable

import pytest

from hloscope.cli import main

Printed = tuple[int, list[str], str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Printed]:
    """Runs a command on a terminal of some width; gives exit status, lines of stdout, and stderr."""

    def run(*arguments: str, columns: int = 80) -> Printed:
        monkeypatch.setenv("COLUMNS", str(columns))
        status = main(arguments)
        captured = capsys.readouterr()
        return status, [line.rstrip() for line in captured.out.splitlines()], captured.err

    return run
