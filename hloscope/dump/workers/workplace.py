"""Workplace: a folder for temporary files, which goes with the process that made it.

A process that was killed leaves its own behind. It holds no lock any more then, and the next one removes it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from weakref import finalize

from hloscope.dump.writing import lock

_PREFIX = "hloscope-work-"
_LOCK = "in-use"
_MAKING = 3600.0  # seconds after which a folder without a lock is not being made any more


class Workplace:
    """A folder that is in use until it is removed, or nobody has it any more. One file in it is not yours."""

    def __init__(self) -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        new = self.folder / "new"
        held = os.open(new, os.O_RDWR | os.O_CREAT, 0o600)
        lock(held)
        new.rename(self.folder / _LOCK)  # from here on it is seen, and locked
        self.remove = finalize(self, _remove, self.folder, held, os.getpid())

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, *_: object) -> None:
        self.remove()


def sweep() -> None:
    """Removes workplaces of this user that nobody uses any more."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if not path.is_symlink() and path.lstat().st_uid == os.getuid() and _is_abandoned(path):
                shutil.rmtree(path, ignore_errors=True)


def _remove(folder: Path, held: int, owner: int) -> None:
    if os.getpid() == owner:  # a copy of the process may end before it
        shutil.rmtree(folder, ignore_errors=True)
    os.close(held)


def _is_abandoned(path: Path) -> bool:
    try:
        descriptor = os.open(path / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return time.time() - path.lstat().st_mtime > _MAKING
    try:
        return lock(descriptor, wait=False)
    finally:
        os.close(descriptor)
