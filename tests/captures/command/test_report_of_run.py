"""The report of `hloscope run`: whatever becomes of it, the command's exit status stays, and its dump is not lost."""

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from hloscope.captures.command.run import size_of
from tests.support.alone_and_under_run import CAPTURED, UNDER_RUN, Seen, Setting
from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
# What XLA would do, and then a status of its own.
PROGRAM = f"""
import os, shutil, sys
flags = dict(flag.lstrip("-").partition("=")[::2] for flag in os.environ["XLA_FLAGS"].split())
shutil.copytree({str(MLP)!r}, flags["xla_dump_to"], dirs_exist_ok=True)
print("ran")
sys.exit(9)
"""
COMMAND = (sys.executable, "-c", PROGRAM)


def under_run(folder: Path, *options: str, script: str = '"$@"', **variables: str) -> Seen:
    setting = Setting((*UNDER_RUN, *options, "--"), folder, {"COLUMNS": "80", **variables})
    words = ["bash", "-c", script, "bash", *setting.wrapper, *COMMAND]
    process = setting.start(words, CAPTURED)
    stdout, stderr = process.communicate(timeout=60)
    return Seen(process.returncode, stdout, stderr)


def dumps_in(folder: Path) -> list[Path]:
    return [path for path in folder.glob("hloscope-*") if list(path.glob("*after_optimizations.txt"))]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--json", "/no/such/folder/a.json"), "no such folder for --json: /no/such/folder; make it first"),
        (("--json", "."), "cannot write .: Is a directory"),
        (("--json", "/proc/a.json"), "cannot write /proc/a.json: "),
        (("--json", "/dev/null/a.json"), "no such folder for --json: /dev/null"),
        (("--json", "loop"), "cannot write loop: "),
        (("--json", ""), "expected a file after --json=, found nothing"),
        (("--dump-to", "/dev/null"), "expected a folder to dump to, found a file: /dev/null; give another name"),
        (("--dump-to", "/dev/null/a/b"), "cannot dump to /dev/null/a/b: Not a directory; give another name"),
        (("--dump-to", "/proc/a"), "cannot dump to /proc/a: "),
        (("--dump-to", "loop"), "cannot dump to loop: "),
        (("--dump-to", ""), "expected a folder after --dump-to, found nothing"),
    ],
    ids=str,
)
def test_place_that_cannot_be_written_is_refused_before_the_command(
    options: tuple[str, str], message: str, tmp_path: Path
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    done = under_run(tmp_path, *options)
    assert (done.status, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"hloscope: {message}")
    assert done.stderr.count(b"\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


@pytest.mark.parametrize("options", [("--json", "r.json"), ("--dump-to", "a/b")])
def test_place_that_is_only_looked_at_is_left_as_it_was(options: tuple[str, str], tmp_path: Path) -> None:
    setting = Setting((*UNDER_RUN, *options, "--"), tmp_path)
    assert setting.in_shell(["sh", "-c", "ls -A | grep -v ^hloscope"]).stdout == b""


def test_document_that_cannot_be_written_later_is_said_and_shown(tmp_path: Path) -> None:
    done = under_run(tmp_path, "--json", "/dev/full")
    assert (done.status, done.stdout) == (9, b"ran\n")
    told = done.stderr.decode()
    assert "hloscope: cannot write /dev/full: No space left on device\n" in told
    assert "jax cpu          1   10 -> 8 -> 4" in told
    [kept] = dumps_in(tmp_path)
    assert f"hloscope: the dump is kept: {kept}\n" in told


def test_document_that_was_there_survives_a_full_disk(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text("old", "utf-8")
    done = under_run(tmp_path, "--json", str(file), script='ulimit -f 0; "$@"')  # the program prints into a pipe
    assert file.read_text("utf-8") == "old"
    assert done.status != 0


@pytest.mark.parametrize(
    ("script", "is_kept"),
    [
        ('"$@" 2> /dev/full', True),
        ('{ "$@" 2>&1 >&3 | true; exit ${PIPESTATUS[0]}; } 3>&1', True),
        ('"$@" 2>&-', True),
        ('"$@" > /dev/null', False),
        ('"$@" 2> /dev/null', False),
    ],
)
def test_dump_is_kept_if_nobody_could_read_the_report(script: str, *, is_kept: bool, tmp_path: Path) -> None:
    assert under_run(tmp_path, script=script).status == 9
    assert bool(dumps_in(tmp_path)) == is_kept


def test_document_is_enough_where_stderr_is_gone(tmp_path: Path) -> None:
    done = under_run(tmp_path, "--json", str(tmp_path / "r.json"), script='"$@" 2> /dev/full')
    assert done.status == 9
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["compilations"]
    assert dumps_in(tmp_path) == []


def with_rich(folder: Path, text: str) -> dict[str, str]:
    """Variables under which the tables cannot be made as usual."""
    (folder / "code" / "rich").mkdir(parents=True)
    (folder / "code" / "rich" / "__init__.py").write_text(text, "utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder / "code"), str(Path(__file__).parents[3])])}


@pytest.mark.parametrize(
    "error", ["RuntimeError('no')", "MemoryError()", "RecursionError('deep')", "OSError(5, 'no')", "KeyError('a')"]
)
def test_report_that_fails_is_said(error: str, tmp_path: Path) -> None:
    done = under_run(tmp_path, **with_rich(tmp_path, f"raise {error}"))
    assert (done.status, done.stdout) == (9, b"ran\n")
    told = done.stderr.decode()
    assert f"hloscope: the report failed ({error.partition('(')[0]}: " in told
    assert "Traceback" not in told
    [kept] = dumps_in(tmp_path)
    assert f"the dump is kept: {kept}\n" in told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_report_that_is_interrupted_changes_nothing(number: signal.Signals, tmp_path: Path) -> None:
    slow = with_rich(tmp_path, "import os, time; open(os.environ['READY'], 'w').close(); time.sleep(60)")
    setting = Setting((*UNDER_RUN, "--"), tmp_path, slow)
    done = setting.with_signal(COMMAND, lambda pid: os.kill(pid, number))
    assert done == Seen(9, b"ran\n")
    assert dumps_in(tmp_path)


def changing(folder: Path, is_over: threading.Event) -> None:
    while not is_over.is_set():
        for number in range(40):
            (folder / f"{number}.txt").write_text("text", "utf-8")
        for number in range(40):
            (folder / f"{number}.txt").unlink()


def test_files_that_vanish_are_not_counted(tmp_path: Path) -> None:
    is_over = threading.Event()
    thread = threading.Thread(target=changing, args=(tmp_path, is_over))
    thread.start()
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        files, size = size_of(tmp_path)
        assert 0 <= size <= files * 4
    is_over.set()
    thread.join()


def test_links_that_lead_nowhere_have_no_size(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nowhere")
    (tmp_path / "b").write_text("four", "utf-8")
    assert size_of(tmp_path) == (2, 4)
    assert size_of(tmp_path / "nowhere") == (0, 0)


def recompiling(folder: Path, *command: str, script: str = '"$@"') -> Seen:
    setting = Setting((*UNDER_RUN, "--recompiles", "--dump-to", str(folder / "d"), "--"), folder)
    return setting.in_shell(command, script)


@pytest.mark.parametrize(
    ("command", "script"),
    [
        (("sh", "-c", "echo a; echo b >&2; exit 7"), '"$@"'),
        (("sh", "-c", "printf '\\0\\377' >&2; exit 7"), '"$@"'),
        (("sh", "-c", "head -c 3000000 /dev/zero >&2; exit 7"), '"$@"'),
        (("sh", "-c", "echo b >&2; exit 7"), '"$@" 2> /dev/full'),
        (("sh", "-c", "echo b >&2; exit 7"), '"$@" 2>&-'),
        (("sh", "-c", "echo now >&2; (sleep 1; echo late >&2) & exit 7"), '"$@"'),
        (("sh", "-c", "echo b >&2; kill -KILL $$"), '"$@"'),
    ],
    ids=["both", "binary", "much", "full", "closed", "daemon", "killed"],
)
def test_stderr_that_goes_through_us_is_the_same(command: Sequence[str], script: str, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    alone = Setting((), tmp_path / "alone").in_shell(command, script)
    assert recompiling(tmp_path, *command, script=script) == alone


def test_log_alone_is_no_dump(tmp_path: Path) -> None:
    setting = Setting((*UNDER_RUN, "--recompiles", "--"), tmp_path)
    done = setting.start([*setting.wrapper, "sh", "-c", "echo said >&2"], CAPTURED).communicate(timeout=60)
    assert b"hloscope: XLA compiled nothing" in done[1]


def test_daemon_holds_nobody_up_and_may_go_on_to_speak(tmp_path: Path) -> None:
    command = ("sh", "-c", "echo now >&2; (sleep 2; echo late >&2; touch lives) & exit 7")
    start = time.monotonic()
    done = recompiling(tmp_path, *command, script='"$@" 2> said; echo $?')
    assert done.stdout == b"7\n"
    while not (tmp_path / "lives").exists() and time.monotonic() < start + 30:
        time.sleep(0.02)
    time.sleep(0.2)
    assert (tmp_path / "said").read_text("utf-8").startswith("now\nhloscope: ")
    assert (tmp_path / "said").read_text("utf-8").endswith("late\n")
    [log] = (tmp_path / "d").iterdir()
    assert log.read_text("utf-8") == "now\nlate\n"


@pytest.mark.skipif(shutil.which("head") is None, reason="needs head")
def test_stderr_without_a_reader_is_one_for_the_command_too(tmp_path: Path) -> None:
    command = ("sh", "-c", "yes >&2; echo $? > status; exit 9")
    recompiling(tmp_path, *command, script='{ "$@" 2>&1 >&3 | head -1 > /dev/null; } 3>&1')
    assert (tmp_path / "status").read_text("utf-8") == "141\n"
