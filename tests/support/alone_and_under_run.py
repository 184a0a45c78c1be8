"""A command run alone, and the same under `hloscope run`: what a shell, a terminal and other processes see of it."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNDER_RUN = (sys.executable, "-m", "hloscope", "run")
PYTHON = (sys.executable, "-I", "-S", "-c")
TIMEOUT = 60
CAPTURED = (subprocess.DEVNULL, subprocess.PIPE, subprocess.PIPE)

# What we add on stderr: lines of our own, behind whatever the command left unfinished.
_OURS = re.compile(rb"hloscope: .*\n?")
# Gets a terminal of its own, as a shell has it, and becomes a program.
_ON_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)


@dataclass(frozen=True)
class Seen:
    """What others see of a command: its status, as a shell has it, and what it said, without what hloscope added."""

    status: int
    stdout: bytes
    stderr: bytes = b""


@dataclass(frozen=True)
class Setting:
    """Where a command runs: the words in front of it, and a folder of its own."""

    wrapper: Sequence[str]
    folder: Path
    variables: dict[str, str] = field(default_factory=dict[str, str])

    def start(self, command: Sequence[str], streams: tuple[int, int, int]) -> subprocess.Popen[bytes]:
        """Starts it as the leader of a session; `streams` are stdin, stdout and stderr."""
        own = {
            "TMPDIR": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "READY": str(self.folder / "ready"),
            "TERM": "dumb",
            "XLA_FLAGS": "",
            "TF_XLA_FLAGS": "",
        }
        environment = {name: value for name, value in (os.environ | own | self.variables).items() if value}
        stdin, stdout, stderr = streams
        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=environment,
            cwd=self.folder,
            start_new_session=True,
        )

    def wait_until_ready(self) -> None:
        """Waits for the file that the command makes when it is."""
        end = time.monotonic() + TIMEOUT
        while not (self.folder / "ready").exists() and time.monotonic() < end:
            time.sleep(0.01)

    def in_shell(self, command: Sequence[str], script: str = '"$@"') -> Seen:
        """Runs it from a shell, where it is "$@" of a script."""
        words = ["bash", "-c", script, "bash", *self.wrapper, *command]
        process = self.start(words, CAPTURED)
        return seen(process, *process.communicate(timeout=TIMEOUT))

    def with_signal(self, command: Sequence[str], send: Callable[[int], object]) -> Seen:
        """Runs it, and once it is ready does something to the process that was started."""
        process = self.start([*self.wrapper, *command], CAPTURED)
        self.wait_until_ready()
        send(process.pid)
        return seen(process, *process.communicate(timeout=TIMEOUT))

    def on_terminal(self, command: Sequence[str], keys: bytes = b"") -> Seen:
        """Runs it on a terminal, and once it is ready presses keys."""
        ours, its = os.openpty()
        words = [*PYTHON, _ON_TERMINAL, *self.wrapper, *command]
        process = self.start(words, (its, its, its))
        os.close(its)
        if keys:
            self.wait_until_ready()
            os.write(ours, keys)
        shown = _all_of(ours)
        process.wait(TIMEOUT)
        return seen(process, shown.replace(b"\r\n", b"\n"), b"")


def seen(process: subprocess.Popen[bytes], stdout: bytes, stderr: bytes) -> Seen:
    status = process.returncode
    return Seen(128 - status if status < 0 else status, _OURS.sub(b"", stdout), _OURS.sub(b"", stderr))


def _all_of(terminal: int) -> bytes:
    shown = b""
    with suppress(OSError):  # that is how a terminal ends
        while select.select([terminal], [], [], TIMEOUT)[0] and (chunk := os.read(terminal, 65536)):
            shown += chunk
    os.close(terminal)
    return shown


def to_it_alone(number: int) -> Callable[[int], object]:
    return lambda pid: os.kill(pid, number)


def to_its_group(number: int) -> Callable[[int], object]:
    return lambda pid: os.killpg(pid, number)


def counting(*numbers: signal.Signals) -> list[str]:
    """A program that says which signals it got, how often, and which of them it was started to ignore."""
    code = f"""
import os, signal, sys, time
got, ignored = [], 0
for number in {[*map(int, numbers)]}:
    if signal.getsignal(number) == signal.SIG_IGN and number != signal.SIGPIPE:
        print("ignores", number)
        ignored += 1
    else:
        signal.signal(number, lambda number, _: got.append(number))
sys.stdout.flush()
open(os.environ["READY"], "w").close()
end = time.monotonic() + 2
while not got and time.monotonic() < end and {len(numbers)} > ignored:
    time.sleep(0.02)
time.sleep(0.3)
print("got", got, flush=True)
sys.exit(40 + len(got))
"""
    return [*PYTHON, code]
