"""The process in which a user's function is looked at goes with the command that started it, whatever ends that."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TIMEOUT = 60
SLOW = """
import os, pathlib, time
pathlib.Path("pid.new").write_text(str(os.getpid()))
os.rename("pid.new", "pid")
time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see which processes run")
@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGABRT], ids=str
)
@pytest.mark.parametrize("command", ["bench", "torchscript"])
def test_command_that_is_ended_leaves_no_process_and_no_folder(
    number: int, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow.py").write_text(SLOW, "utf-8")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    started = [sys.executable, "-m", "hloscope", command, "slow.py:f", "--input", "f32[2]"]
    process = subprocess.Popen(
        started, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until((tmp_path / "pid").exists)
        user = (tmp_path / "pid").read_text("utf-8")
        process.send_signal(number)
        status = process.wait(TIMEOUT)
        assert status in (-number, 128 + number)
        wait_until(lambda: not is_running(user))
        wait_until(lambda: not [*(tmp_path / "tmp").iterdir()])
    finally:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + TIMEOUT
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_running(pid: str) -> bool:
    """Whether a process runs; one that nobody has buried yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"
