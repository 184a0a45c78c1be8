"""Wherever stdout leads, a command ends as it should: no traceback, at most a line, and the right status."""

import io
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from hloscope.cli.common.streams import has_failed, safe_streams
from tests.support.documents import WITH_A_DOCUMENT
from tests.support.dumped import TESTDATA

ROOT = Path(__file__).parents[3]
OLD, NEW = (str(TESTDATA / f"jax-{version}-cpu" / "demo") for version in ("0.6.2", "0.10.2"))
FULL = "hloscope: cannot write to stdout: No space left on device\n"
CLOSED = "hloscope: cannot write to stdout: it is closed\n"

COMMANDS: dict[str, list[str]] = {
    **{name: [name, *arguments] for name, arguments in WITH_A_DOCUMENT.items()},
    "regression": ["diff", OLD, NEW],
    "markdown": ["diff", OLD, NEW, "--format", "markdown"],
    "nothing there": ["report", "/no/such/dump", OLD],
    "explained": ["report", OLD, "--explain"],
    "a GPU": ["report", str(TESTDATA / "jax-0.10.2-h100" / "mlp")],
    "help": ["--help"],
    "help of one": ["why", "--help"],
    "version": ["--version"],
    "completion": ["--print-completion", "bash"],
}
DOCUMENTS = {f"{name} as JSON": [*COMMANDS[name], "--json"] for name in (*WITH_A_DOCUMENT, "regression")}
CASES = COMMANDS | DOCUMENTS


class Told(TypedDict):
    status: int
    stderr: str
    stdout: str


@cache
def told(name: str) -> dict[str, Told]:
    """What comes of the command, with stdout at each place."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    environment = {key: value for key, value in environment.items() if key not in ("XLA_FLAGS", "TF_XLA_FLAGS")}
    command = [sys.executable, "-m", "tests.support.printing_places", *CASES[name]]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    found: dict[str, Told] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", CASES)
def test_command_prints_wherever_it_may(name: str) -> None:
    places = told(name)
    usual = places["file"]
    assert usual["stdout"]
    for place in ("ascii", "latin-1", "cp437", "slow"):
        assert (places[place]["status"], places[place]["stderr"]) == (usual["status"], usual["stderr"])
    assert places["slow"]["stdout"] == usual["stdout"]
    assert places["ascii"]["stdout"].isascii()
    if name in DOCUMENTS:
        assert places["ascii"] == places["latin-1"] == usual


@pytest.mark.parametrize("name", CASES)
def test_reader_who_left_changes_nothing(name: str) -> None:
    places = told(name)
    assert places["no reader"] == {**places["file"], "stdout": ""}


@pytest.mark.parametrize("name", CASES)
def test_stdout_that_takes_nothing_is_one_line(name: str) -> None:
    places = told(name)
    usual = places["file"]
    status = 1 if usual["status"] == 1 else 2
    assert places["full"] == {"status": status, "stderr": usual["stderr"] + FULL, "stdout": ""}
    assert places["closed"] == {"status": status, "stderr": usual["stderr"] + CLOSED, "stdout": ""}


def test_finding_stays_one() -> None:
    assert {told("regression")[place]["status"] for place in told("regression")} == {1}


def in_shell(script: str, *arguments: str) -> tuple[int, str, str]:
    words = ["bash", "-c", script, "bash", sys.executable, "-m", "hloscope", *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in ("XLA_FLAGS", "LANG", "LC_ALL")}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("latin-1"), done.stderr.decode()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('"$@" > /dev/full', (1, "", FULL)),
        ('"$@" >&-', (1, "", CLOSED)),
        ('"$@" | true; exit ${PIPESTATUS[0]}', (1, "", "")),
        ('"$@" 2>&1 > /dev/full | cat; exit ${PIPESTATUS[0]}', (1, FULL, "")),
        ('"$@" > /dev/full 2> /dev/full', (1, "", "")),
        ('"$@" >&- 2>&-', (1, "", "")),
        ('"$@" <&- >&- 2>&-', (1, "", "")),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["tables", "JSON"])
def test_process_ends_with_the_same_status(script: str, told: tuple[int, str, str], form: list[str]) -> None:
    assert in_shell(script, "diff", OLD, NEW, *form) == told


@pytest.mark.parametrize(("operands", "status"), [([NEW, NEW], 2), ([OLD, NEW], 1)], ids=["no finding", "finding"])
def test_document_whose_file_takes_nothing_is_printed(operands: list[str], status: int) -> None:
    _, document, _ = in_shell('"$@"', "diff", *operands, "--json")
    message = "hloscope: cannot write /dev/full: No space left on device; it goes to stdout\n"
    assert in_shell('"$@"', "diff", *operands, "--json=/dev/full") == (status, document, message)


@pytest.mark.parametrize("reader", ["true", "head -c 1 > /dev/null"])
def test_document_whose_reader_left_is_no_error(reader: str) -> None:
    script = f'"$@" --json=>({reader})'
    assert in_shell(script, "diff", OLD, NEW) == (1, "", "")


def test_document_replaces_what_was_there_at_once(tmp_path: Path) -> None:
    file, link = tmp_path / "a.json", tmp_path / "link.json"
    file.write_text("old", "utf-8")
    file.chmod(0o640)
    link.symlink_to("a.json")
    with file.open(encoding="utf-8") as reader:
        assert in_shell('"$@"', "report", NEW, f"--json={link}") == (0, "", "")
        assert reader.read() == "old"
    assert json.loads(file.read_text("utf-8"))["compilations"]
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "link.json"}


@pytest.mark.parametrize(
    "setting",
    [
        "PYTHONIOENCODING=ascii",
        "PYTHONIOENCODING=latin-1:strict",
        "LC_ALL=C",
        "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0",
    ],
)
def test_locale_is_no_error(setting: str) -> None:
    status, printed, errors = in_shell(f'env {setting} "$@"', "report", NEW)
    assert (status, errors) == (0, "")
    assert printed.startswith("By backend ")


@pytest.mark.parametrize("arguments", [["report", "/no/such"], ["report"], ["nothing"], ["diff", OLD, NEW]])
def test_errors_that_nobody_can_be_told_change_nothing(arguments: list[str]) -> None:
    usual, _, _ = in_shell('"$@"', *arguments)
    for lead in ("2> /dev/full", "2>&-"):
        assert in_shell(f'"$@" {lead}', *arguments)[0] == usual


@pytest.mark.parametrize("size", [1, 10, 100_000])
def test_failure_is_known_at_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdout", full)
        with safe_streams() as streams:
            assert not has_failed(sys.stdout)
            sys.stdout.write("x" * size)
            assert has_failed(sys.stdout)
            assert isinstance(streams.output_error(), OSError)
        assert sys.stdout is full


def test_stream_in_memory_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", stream := io.StringIO())
    with safe_streams() as streams:
        assert sys.stdout is stream
        assert streams.output_error() is None
