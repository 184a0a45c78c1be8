"""Relay: signals that are sent to us reach the command that we stand for, each once.

A terminal sends Ctrl-C to all processes of a job, and `kill -- -GROUP` does so too: what came to all, the command has
already. Who sent a signal to whom no process is told, so a bystander is asked, which is of the same job.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

# What cannot be caught, and what a process does to itself.
_UNCAUGHT = frozenset(
    (
        signal.SIGKILL,
        signal.SIGSTOP,
        signal.SIGSEGV,
        signal.SIGBUS,
        signal.SIGFPE,
        signal.SIGILL,
        signal.SIGTRAP,
        signal.SIGSYS,
    )
)
_IGNORED_BY_PYTHON = (signal.SIGPIPE, getattr(signal, "SIGXFSZ", signal.SIGPIPE))
_HANDING_ON = frozenset(("sh", "bash", "dash", "ash", "zsh", "ksh", "busybox", "systemd"))
_SETTLED = 0.02  # seconds after which what is sent to all has reached all
_PATIENCE = 0.5  # seconds for an answer of the bystander, who may be stopped
_BYSTANDER = Path(__file__).with_name("bystander.py")


class Relay:
    """Waits for a command, and hands on what comes meanwhile.

    `ignored` are signals that we must not ignore, as we were told to, so that the command has to be told.
    """

    def __init__(self, arrivals: int, bystander: socket.socket | None, ignored: Iterable[int]) -> None:
        self._arrivals = arrivals
        self._bystander = bystander
        self.ignored = tuple(ignored)

    def wait(self, process: subprocess.Popen[bytes]) -> int:
        """Waits until it ends; its exit status, 128 + N if signal N ended it. We stop when it does."""
        while not self._has_ended(process):
            numbers = self._read_arrivals(None)
            if any(number != signal.SIGCHLD for number in numbers):
                time.sleep(_SETTLED)
                numbers |= self._read_arrivals(0)
            for number in numbers:
                if number != signal.SIGCHLD and not self._has_come_to_all(number):
                    with suppress(PermissionError):  # it has become somebody else, as sudo does
                        os.kill(process.pid, number)
        return 128 - process.returncode if process.returncode < 0 else process.returncode

    def _has_ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether it has; if it was stopped, stops this process too, as whoever started it expects of a job."""
        pid, status = os.waitpid(process.pid, os.WNOHANG | os.WUNTRACED)
        if pid and os.WIFSTOPPED(status):
            self._stop_with(pid)
        elif pid:
            process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode is not None

    def _stop_with(self, pid: int) -> None:
        """Stops this process; the bystander continues it when the command is, which others may have done alone."""
        self._tell(b"\0" + pid.to_bytes(8, "big"))
        os.kill(os.getpid(), signal.SIGSTOP)
        self._tell(b"\0")  # awake again

    def _tell(self, message: bytes) -> None:
        with suppress(OSError):
            if self._bystander:
                self._bystander.send(message, getattr(socket, "MSG_NOSIGNAL", 0))

    def _read_arrivals(self, timeout: float | None) -> dict[int, None]:
        """The signals that came since, in order, each once."""
        ready, _, _ = select.select([self._arrivals], [], [], timeout)
        return dict.fromkeys(os.read(self._arrivals, 4096)) if ready else {}

    def _has_come_to_all(self, number: int) -> bool:
        if self._bystander is None:
            return False
        with suppress(OSError):  # it was ended; that we are told so by a signal is nobody's concern
            self._bystander.send(bytes([number]), getattr(socket, "MSG_NOSIGNAL", 0))
            if select.select([self._bystander], [], [], _PATIENCE)[0]:
                return self._bystander.recv(1) == b"\1"
        return False


@contextmanager
def relaying(*, besides: Iterable[int] = ()) -> Generator[Relay]:
    """Takes all signals that come, besides some; those that come before there is a command are handed on then.

    What we are to ignore stays ignored, and so it does for the command.
    """
    arrivals, wakeup = os.pipe()
    for end in (arrivals, wakeup):
        os.set_blocking(end, False)
    ignored = [number for number in (signal.SIGCHLD,) if signal.getsignal(number) == signal.SIG_IGN]
    ignored += [number for number in dict.fromkeys(_IGNORED_BY_PYTHON) if _inherits_ignored(number)]
    handlers = {number: signal.signal(number, _take) for number in _signals_to_take() if number not in besides}
    before = signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
    try:
        with _bystander() as bystander:
            yield Relay(arrivals, bystander, ignored)
    finally:
        signal.set_wakeup_fd(before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for end in (arrivals, wakeup):
            os.close(end)


def _take(_number: int, _frame: FrameType | None) -> None:
    """A handler, not SIG_IGN, which the command would inherit; the number goes to the descriptor for wake-ups."""


def _signals_to_take() -> list[int]:
    """The signals to hand on, and the one that says that a child ended; not those that somebody else handles in C."""
    handlers = {number: signal.getsignal(number) for number in signal.valid_signals() - _UNCAUGHT}
    needed = (*_IGNORED_BY_PYTHON, signal.SIGCHLD)
    numbers = (number for number, found in handlers.items() if found != signal.SIG_IGN or number in needed)
    return [number for number in numbers if handlers[number] is not None]


def _inherits_ignored(number: int) -> bool:
    """Whether we were started to ignore a signal, as far as can be told: Python ignores some before we are asked.

    What a shell or systemd ignores it hands on; other programs often ignore it for themselves alone.
    """
    parent = Path("/proc") / str(os.getppid())
    with suppress(OSError, ValueError):
        fields = dict(line.split(":", 1) for line in (parent / "status").read_text("utf-8", "replace").splitlines())
        is_ignored = int(fields["SigIgn"], 16) >> (number - 1) & 1
        return bool(is_ignored) and fields["Name"].strip() in _HANDING_ON
    return False


@contextmanager
def _bystander() -> Generator[socket.socket | None]:
    """The line to a bystander; None if none can be started, which is no need."""
    ours, its = socket.socketpair()
    with its:
        process = _start_bystander(its.fileno())
    try:
        with ours:
            yield ours if process else None
    finally:
        if process:
            process.kill()
            process.wait()


def _start_bystander(line: int) -> subprocess.Popen[bytes] | None:
    """Starts it with all signals blocked, which it inherits."""
    command = [sys.executable, "-I", "-S", "-c", _BYSTANDER.read_text("utf-8")]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        return subprocess.Popen(command, stdin=line, stdout=line, stderr=subprocess.DEVNULL, cwd="/")
    except OSError:
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
