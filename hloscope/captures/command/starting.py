"""Starting: a command as a shell would start it, with all that it would inherit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from errno import ENOENT, ENOEXEC
from pathlib import Path

from hloscope.errors import HloscopeError

_NOT_FOUND = 127
_NOT_STARTED = 126


class StartError(HloscopeError):
    """A command that cannot be started; `status` is what a shell gives for it: 127 if it is not there, else 126."""

    def __init__(self, command: str, error: OSError) -> None:
        super().__init__(f"cannot start {command!r}: {error.strerror or error}")
        self.status = _NOT_FOUND if isinstance(error, FileNotFoundError) else _NOT_STARTED


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    stdout: int | None = None,
    stderr: int | None = None,
    ignoring: Iterable[int] = (),
) -> subprocess.Popen[bytes]:
    """Starts a command; its streams are ours unless `stdout` and `stderr` say otherwise, as for `subprocess.Popen`.

    It has all descriptors that we were given, too. `ignoring` are signals that it is to ignore though we do not.

    Raises:
        StartError: it cannot be started.
    """
    prepare = _ignore(tuple(ignoring))
    if not command[0]:  # which would be a folder of PATH
        raise StartError("", FileNotFoundError(ENOENT, os.strerror(ENOENT)))
    try:
        return _start(command, environment, stdout, stderr, prepare)
    except OSError as error:
        found = shutil.which(command[0], path=environment.get("PATH"))
        if error.errno != ENOEXEC or not found:
            raise StartError(command[0], error) from error
    return _start(["/bin/sh", found, *command[1:]], environment, stdout, stderr, prepare)  # a script without a `#!`


def _start(
    command: Sequence[str],
    environment: Mapping[str, str],
    stdout: int | None,
    stderr: int | None,
    prepare: Callable[[], None] | None,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        list(command),
        env=dict(environment),
        stdout=stdout,
        stderr=stderr,
        close_fds=False,
        preexec_fn=prepare,  # noqa: PLW1509 (where there is something to prepare, there is one thread)
    )


def _ignore(numbers: Sequence[int]) -> Callable[[], None] | None:
    def ignore() -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)

    return ignore if numbers else None


def original_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment as it was before Python started, which sets LC_CTYPE where the locale is C (PEP 538)."""
    try:
        entries = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return dict(environment)
    is_original = not any(entries) or any(entry.startswith(b"LC_CTYPE=") for entry in entries)
    return {name: value for name, value in environment.items() if is_original or name != "LC_CTYPE"}
