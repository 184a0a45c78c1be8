"""What the README shows is what happens."""

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

import pytest

from hloscope.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PYTHON = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", README, re.DOTALL)
CONSOLE = re.findall(r"```console\n\$ hloscope ([^\n]*)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


def test_readme_has_examples() -> None:
    assert len(PYTHON) >= 2
    assert CONSOLE


@pytest.mark.parametrize(("code", "output"), PYTHON)
def test_python_example_runs(code: str, output: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 (our own text)
    assert printed.getvalue() == output


@pytest.mark.parametrize(("arguments", "output"), CONSOLE)
def test_console_example_prints_this(arguments: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(arguments)) == (1 if "problem: " in output else 0)
    printed = "".join(line.rstrip() + "\n" for line in capsys.readouterr().out.splitlines())
    if os.environ.get("HLOSCOPE_UPDATE_README"):  # writes, and fails all the same: a person looks at it first
        assert "PYTEST_XDIST_WORKER" not in os.environ, "update with -n 0: several processes would undo each other"
        command = f"$ hloscope {arguments}\n"
        text = (ROOT / "README.md").read_text("utf-8")  # anew: another example may have been written
        (ROOT / "README.md").write_text(text.replace(command + output, command + printed), "utf-8")
    assert printed == output


def test_links_within_the_readme_lead_to_chapters() -> None:
    chapters = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", chapter).lower().replace(" ", "-") for chapter in chapters}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= anchors


def test_every_command_has_its_place_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    (\w[\w-]*)  ", capsys.readouterr().out, re.MULTILINE)
    assert "report" in commands
    assert [command for command in commands if f"hloscope {command}" not in README] == []
