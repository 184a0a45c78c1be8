"""Run: any command with dumping on, as it would run by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from hloscope.captures.command.copying import copying
from hloscope.captures.command.relay import relaying
from hloscope.captures.command.starting import start


def run_command(command: Sequence[str], environment: Mapping[str, str], *, stderr_to: Path | None = None) -> int:
    """Runs a command with our standard streams until it ends; gives its exit status, 128 + N if signal N ended it.

    With `stderr_to` what it says on stderr is written to that file too; it is a pipe for the command then. Signals that
    are sent to us go on to the command.

    Raises:
        StartError: the command cannot be started.
    """
    with relaying() as relay, copying(stderr_to) as copy:
        try:
            process = start(command, environment, stderr=copy.stderr if copy else None, ignoring=relay.ignored)
        finally:
            if copy:
                copy.has_started()
        return relay.wait(process)


def size_of(folder: str | os.PathLike[str]) -> tuple[int, int]:
    """How many files are below a folder, and their bytes; those that vanish meanwhile are none."""
    sizes = list(_sizes_below(folder))
    return len(sizes), sum(sizes)


def _sizes_below(folder: str | os.PathLike[str]) -> Iterator[int]:
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                path = os.path.join(parent, name)  # noqa: PTH118
                yield 0 if os.path.islink(path) else os.path.getsize(path)  # noqa: PTH114, PTH202
