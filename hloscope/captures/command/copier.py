"""Copier: a process that passes on what a command says on stderr, and keeps it in a file.

It takes stdin, writes to stdout and to the file, and lives as long as anybody may say something, which daemons that the
command leaves behind may do long after it. On the descriptor `questions` bytes come; one goes out on `answers` as soon
as all that was said before is passed on.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import suppress

_CHUNK = 1 << 20
_FROM_TERMINAL = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM)


def copy(file: str, questions: int, answers: int) -> None:
    """Copies until nobody can say anything more, or nobody reads it."""
    log: int | None = None
    with suppress(OSError):
        log = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    waited = [0, questions]
    while True:
        ready, _, _ = select.select(waited, [], [])
        if 0 in ready:
            chunk = os.read(0, _CHUNK)
            if not (chunk and _pass_on(chunk, log)):
                return
        elif os.read(questions, 1):
            os.write(answers, b"\0")
        else:
            waited.remove(questions)


def _pass_on(chunk: bytes, log: int | None) -> bool:
    """Whether somebody reads it; a full disk is no harm to the others."""
    if log is not None:
        with suppress(OSError):
            os.write(log, chunk)
    rest = memoryview(chunk)
    try:
        while rest:
            try:
                rest = rest[os.write(1, rest) :]
            except BlockingIOError:
                select.select([], [1], [])
    except BrokenPipeError:
        return False
    except OSError:  # a full disk
        return True
    return True


if __name__ == "__main__":
    for number in _FROM_TERMINAL:
        signal.signal(number, signal.SIG_IGN)
    with suppress(OSError):  # who asks is gone
        copy(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
