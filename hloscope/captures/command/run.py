"""Run: any command with dumping on, as it would run by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any, cast

from hloscope.errors import HloscopeError

# What a terminal or a job scheduler sends to end or suspend a job. Those that a terminal sends reach the command too.
_FORWARDED = (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
_FROM_TERMINAL = (signal.SIGINT, signal.SIGQUIT)
_CHUNK = 64 * 1024
Send = Callable[[int], None]


def run_command(command: Sequence[str], environment: Mapping[str, str], *, stderr_to: Path | None = None) -> int:
    """Runs a command with our standard streams until it ends; gives its exit status, 128 + N if signal N ended it.

    With `stderr_to` what it says on stderr is written to that file too; it is a pipe for the command then. Signals that
    are sent to us go on to the command; what the terminal sends (Ctrl-C) reaches it anyway.

    Raises:
        HloscopeError: the command cannot be started.
    """
    with forwarding() as forward_to:
        process = start(command, environment, stderr=subprocess.PIPE if stderr_to else None)
        forward_to(process.send_signal)
        if stderr_to and process.stderr:
            _copy(process.stderr, stderr_to)
        status = process.wait()
    return 128 - status if status < 0 else status


def _copy(stream: IO[bytes], file: Path) -> None:
    """Copies a stream to our stderr and to a file, until it ends; a full disk is no harm to it."""
    with stream, file.open("ab") as log:
        while chunk := cast("Any", stream).read1(_CHUNK):
            os.write(sys.stderr.fileno(), chunk)
            with suppress(OSError):
                log.write(chunk)


def start(
    command: Sequence[str], environment: Mapping[str, str], *, stdout: int | None = None, stderr: int | None = None
) -> subprocess.Popen[bytes]:
    """Starts a command; its streams are ours unless `stdout` and `stderr` say otherwise, as for `subprocess.Popen`.

    Raises:
        HloscopeError: it cannot be started.
    """
    try:
        return subprocess.Popen(list(command), env=dict(environment), stdout=stdout, stderr=stderr)
    except (OSError, ValueError) as error:  # ValueError: a null byte in a name
        reason = getattr(error, "strerror", None) or error
        raise HloscopeError(f"cannot start {command[0]!r}: {reason}") from error


@contextmanager
def forwarding() -> Generator[Callable[[Send], None]]:
    """Sends on the signals that come, and outlives those that a terminal sends to the command too.

    Gives a function that says where to send them; those that came before it is called are sent then.
    """
    arrived: list[int] = []
    targets: list[Send] = [arrived.append]

    def forward(number: int, _: FrameType | None) -> None:
        targets[-1](number)

    def ignore(_number: int, _frame: FrameType | None) -> None:
        """A handler, not SIG_IGN: the command must not inherit that."""

    def forward_to(send: Send) -> None:
        targets.append(send)
        for number in arrived:
            send(number)

    handlers = dict.fromkeys(_FORWARDED, forward) | dict.fromkeys(_FROM_TERMINAL, ignore)
    before: dict[int, Any] = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield forward_to
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def size_of(folder: str | os.PathLike[str]) -> tuple[int, int]:
    """How many files are below a folder, and their bytes."""
    files = [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names]  # noqa: PTH118
    return len(files), sum(os.path.getsize(file) for file in files if not os.path.islink(file))  # noqa: PTH202, PTH114
