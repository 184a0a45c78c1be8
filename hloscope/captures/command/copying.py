"""Copying: what a command says on stderr goes to ours and into a file, by a process of its own (`copier`)."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

_COMMAND = (sys.executable, "-I", "-S", str(Path(__file__).with_name("copier.py")))
_STDERR = 2
_PATIENCE = 2.0  # seconds for what was said last, which a daemon may keep on saying
_ROOM = 1 << 20  # bytes in the pipe, in place of 65,536


class Copying:
    """A copier at work; `stderr` is what the command is to write to."""

    def __init__(self, file: Path) -> None:
        output, self.stderr = os.pipe()
        questions, self._ask = os.pipe()
        self._answer, answers = os.pipe()
        _widen(self.stderr)
        command = [*_COMMAND, str(file), str(questions), str(answers)]
        self._process = subprocess.Popen(
            command,
            stdin=output,
            stdout=_STDERR,
            stderr=subprocess.DEVNULL,
            pass_fds=(questions, answers),
            start_new_session=True,
        )
        for end in (output, questions, answers):
            os.close(end)

    def has_started(self) -> None:
        """Leaves the stream to the command."""
        os.close(self.stderr)

    def finish(self) -> None:
        """Waits until all is passed on that the command said; the copier stays for what daemons may say yet."""
        with suppress(OSError):  # it has ended
            os.write(self._ask, b"\0")
        ready, _, _ = select.select([self._answer], [], [], _PATIENCE)
        if ready and not os.read(self._answer, 1):
            self._process.wait()
        else:
            self._process.returncode = 0  # it is no longer ours
        for end in (self._ask, self._answer):
            os.close(end)


def _widen(pipe: int) -> None:
    """Makes room in a pipe, which spares two processes half of their turns (Linux)."""
    with suppress(ImportError, OSError, AttributeError):
        fcntl = import_module("fcntl")
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


@contextmanager
def copying(file: Path | None) -> Generator[Copying | None]:
    """A copier into that file, if there is one."""
    found = Copying(file) if file else None
    try:
        yield found
    finally:
        if found:
            found.finish()
