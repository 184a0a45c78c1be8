"""`hloscope run` and `hloscope env`: programs that need no framework stand in for those that do."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hloscope.captures.command.relay import relaying
from hloscope.cli import main
from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
# What XLA would do: reads the flag, and writes files.
FAKE = """
import os, shutil, sys
flags = dict(flag.lstrip("-").partition("=")[::2] for flag in os.environ["XLA_FLAGS"].split())
shutil.copytree({dump!r}, flags["xla_dump_to"], dirs_exist_ok=True)
print("program says", *sys.argv[1:])
sys.exit(3)
"""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XLA_FLAGS", "TF_XLA_FLAGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()


def hloscope(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs hloscope in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "hloscope", *arguments],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "program.py"
    path.write_text(FAKE.format(dump=str(MLP)), "utf-8")
    return str(path)


def test_run_is_the_program_and_then_a_report(program: str, tmp_path: Path) -> None:
    done = hloscope("run", "--", sys.executable, program, "a", "b")
    assert (done.returncode, done.stdout) == (3, "program says a b\n")
    assert "jax cpu          1   10 -> 8 -> 4" in done.stderr
    assert "removed now; --keep keeps it" in done.stderr
    assert list((tmp_path / "tmp").iterdir()) == []


def test_kept_folder_is_there_afterwards(program: str, tmp_path: Path) -> None:
    hloscope("run", "--keep", "--", sys.executable, program)
    (folder,) = (tmp_path / "tmp").iterdir()
    assert len(list(folder.iterdir())) == len(list(MLP.iterdir()))


def test_dump_goes_where_it_is_told(program: str, tmp_path: Path) -> None:
    hloscope("run", "--dump-to", str(tmp_path / "d"), "--", sys.executable, program)
    assert list((tmp_path / "d").glob("*after_optimizations.txt"))


def test_tutorials_flag_works(program: str, tmp_path: Path) -> None:
    done = hloscope("run", "--", sys.executable, program, TF_XLA_FLAGS=f"--tf_xla_dump_to={tmp_path / 'd'}")
    assert list((tmp_path / "d").glob("*after_optimizations.txt"))
    assert done.stderr.startswith("hloscope: TF_XLA_FLAGS --tf_xla_dump_to=")


def test_earlier_files_are_counted_and_said(program: str, tmp_path: Path) -> None:
    shutil.copytree(TESTDATA / "jax-0.10.2-cpu" / "softmax", tmp_path / "d")
    done = hloscope("run", "--dump-to", str(tmp_path / "d"), "--", sys.executable, program)
    assert "of them from earlier runs)" in done.stderr


def test_json_report_goes_to_a_file(program: str, tmp_path: Path) -> None:
    done = hloscope("run", "--json", str(tmp_path / "r.json"), "--", sys.executable, program)
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["compilations"][0]["name"] == "jit_mlp"
    assert "By backend" not in done.stderr


def test_program_that_compiles_nothing_is_said() -> None:
    done = hloscope("run", "--", sys.executable, "-c", "print(1)")
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert "XLA compiled nothing, or did not dump it" in done.stderr


@pytest.mark.parametrize("arguments", [["--"], []])
def test_no_command_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", *arguments]) == 2
    assert capsys.readouterr().err.startswith("hloscope: expected a command after --")


@pytest.mark.parametrize(
    ("command", "status", "reason"),
    [("no-such-command", 127, "No such file or directory"), ("/", 126, "Permission denied"), ("", 127, "No such file")],
)
def test_command_that_cannot_start_is_said(command: str, status: int, reason: str, tmp_path: Path) -> None:
    done = hloscope("run", "--", command)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(f"hloscope: cannot start {command!r}: {reason}")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_streams_are_the_programs_own(tmp_path: Path) -> None:
    code = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1]); sys.stderr.write('talk'); sys.exit(9)"
    command = [sys.executable, "-c", code]
    bare = subprocess.run(command, input=b"\x00\xff\r\n", capture_output=True, check=False)
    done = subprocess.run(
        [sys.executable, "-m", "hloscope", "run", "--dump-to", str(tmp_path / "d"), "--", *command],
        input=b"\x00\xff\r\n",
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert (done.returncode, done.stdout) == (bare.returncode, bare.stdout)
    assert done.stderr.startswith(b"talk")


@pytest.mark.parametrize("wrapper", [[], [sys.executable, "-m", "hloscope", "run", "--"]], ids=["bare", "run"])
@pytest.mark.parametrize(
    ("handler", "status"),
    [("except KeyboardInterrupt: sys.exit(5)", 5), ("except ValueError: pass", 130)],
    ids=["handled", "not handled"],
)
def test_interrupt_from_the_terminal_ends_the_program_as_if_it_ran_alone(
    wrapper: list[str], handler: str, status: int, tmp_path: Path
) -> None:
    code = f"import sys, time\ntry:\n open({str(tmp_path / 'ready')!r}, 'w').close()\n time.sleep(60)\n{handler}"
    command = [*wrapper, sys.executable, "-c", code]
    # A terminal sends Ctrl-C to all processes of the job; the shell says what it sees of it.
    shell = ["bash", "-c", 'trap : INT; "$@"; echo $?', "bash", *command]
    process = subprocess.Popen(shell, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (tmp_path / "ready").exists():
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    printed, talk = process.communicate(timeout=30)
    assert printed == f"{status}\n"
    assert ("hloscope: XLA compiled nothing" in talk) == bool(wrapper)


def test_signal_that_comes_before_the_program_is_sent_on_later() -> None:
    code = "import signal, sys; signal.signal(signal.SIGUSR1, lambda *_: sys.exit(7)); print(flush=True); input()"
    with relaying() as relay:
        os.kill(os.getpid(), signal.SIGUSR1)
        process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        assert relay.wait(process) == 7
    process.communicate()
    assert signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1])
def test_signal_reaches_the_program(number: signal.Signals, tmp_path: Path) -> None:
    code = (
        "import signal, sys, time\n"
        f"signal.signal({int(number)}, lambda *_: sys.exit(7))\n"
        f"open({str(tmp_path / 'ready')!r}, 'w').close()\n"
        "time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-m", "hloscope", "run", "--", sys.executable, "-c", code])
    while not (tmp_path / "ready").exists():
        time.sleep(0.02)
    process.send_signal(number)
    assert process.wait(timeout=30) == 7


def test_program_that_a_signal_ended_has_the_status_of_a_shell() -> None:
    done = hloscope("run", "--", sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert done.returncode == 128 + signal.SIGKILL


def test_environment_for_a_shell_is_what_run_sets(tmp_path: Path) -> None:
    exports = hloscope("env", "--dump-to", str(tmp_path / "d"), TF_XLA_FLAGS="--tf_xla_dump_to=x").stdout
    shown = subprocess.run(
        ["bash", "-c", f"{exports}\necho $XLA_FLAGS; echo ${{TF_XLA_FLAGS-unset}}"],
        env=os.environ | {"TF_XLA_FLAGS": "--tf_xla_dump_to=x"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == f"--xla_dump_to={tmp_path / 'd'} --xla_dump_hlo_as_text\nunset\n"


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("--fish", "set -gx XLA_FLAGS '--xla_dump_to=/d --xla_dump_hlo_as_text'\n"),
        ("--docker", "--env 'XLA_FLAGS=--xla_dump_to=/d --xla_dump_hlo_as_text' --env"),
        ("--framework=tensorflow", "export XLA_FLAGS='--xla_dump_to=/d --xla_dump_hlo_as_text'\n"),
        ("--json", '{"set":{"XLA_FLAGS":"--xla_dump_to=/d --xla_dump_hlo_as_text"'),
    ],
)
def test_environment_has_other_forms(form: str, beginning: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["env", "--dump-to", "/d", form]) == 0
    assert capsys.readouterr().out.startswith(beginning)
