"""Active dump: the folder that this process dumps to since its backend started, and what a block of code adds to it.

XLA reads XLA_FLAGS once, when the first backend starts. Measured on jax 0.10.2: a process that then takes the flag out
of its environment dumps on. So dumping can neither be switched on later nor off again, and is never switched here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from hloscope.captures.command.settings import dump_folder_in
from hloscope.dump import Dump
from hloscope.dump.dump import dump_of
from hloscope.dump.sources import SourceFile, files_below
from hloscope.errors import HloscopeError

Stamps = Mapping[str, tuple[int, int, int]]
"""For each file its time of change in nanoseconds, its size, and its number on the disk."""


def active_folder() -> Path:
    """The folder that XLA_FLAGS tells XLA to dump to.

    Raises:
        HloscopeError: it tells of none; the message says what to do.
    """
    flags = os.environ.get("XLA_FLAGS", "")
    folder = dump_folder_in({"XLA_FLAGS": flags})
    if folder is None:
        example = f"{flags} --xla_dump_to=FOLDER".strip()
        raise HloscopeError(
            "expected XLA to dump in this process, found no --xla_dump_to=FOLDER in XLA_FLAGS, which XLA reads once: "
            "run the program with `hloscope run -- python PROGRAM.py`, or start it with "
            f"XLA_FLAGS='{example}' in its environment, or set os.environ['XLA_FLAGS'] = '{example}' "
            "before jax, tensorflow or torch_xla is imported"
        )
    return folder


def stamps_of(folder: Path) -> Stamps:
    """The state of the files in a folder; none if it is not there yet, or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name: _stamp_of(entry.stat()) for entry in entries if entry.is_file(follow_symlinks=False)}
    except OSError:
        return {}


def dump_since(folder: Path, before: Stamps) -> Dump:
    """The dump of what was written into a folder since it was in that state."""
    now = stamps_of(folder)
    found = files_below(folder) if folder.is_dir() else ()
    files = [file for file in found if isinstance(file, SourceFile) and not file.folder]
    new = [file for file in files if file.name in now and now[file.name] != before.get(file.name)]
    return dump_of(str(folder), new) if new else Dump(str(folder), ())


def _stamp_of(state: os.stat_result) -> tuple[int, int, int]:
    return (state.st_mtime_ns, state.st_size, state.st_ino)
