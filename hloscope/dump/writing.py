"""Writing: files and folders that appear whole or not at all, and one writer at a time.

What is written goes to a file beside, which then takes the place of what is there: no reader sees half of it, and a
full disk leaves what was there before. Devices, pipes and what cannot be replaced are written in place.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from errno import EACCES, EISDIR, ENXIO
from importlib import import_module
from pathlib import Path
from stat import S_IMODE

_NO_READER = "it is a pipe that nobody reads; start its reader first"
_IN_PLACE = (Path("/dev"), Path("/proc"))  # a link there, such as /dev/stdout, may lead to an open file


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file, text as UTF-8. A link stays one, and permissions stay as they are.

    Raises:
        OSError: it cannot be written; what was there still is.
    """
    data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    check_writable(path)
    place = _place_of(path)
    if place is None:
        _write_in_place(path, data)
        return
    with _beside(place) as new:
        _fill(new, data, place)
        new.replace(place)


def check_writable(path: Path) -> None:
    """Raises OSError if `write_whole` could not write there now; afterwards nothing is changed."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    if place := _place_of(path):
        with _beside(place) as new:
            new.touch()
    elif not path.exists():
        path.open("xb").close()


def check_folder(folder: Path) -> None:
    """Raises OSError if no folder of that name can be made and filled; afterwards nothing is changed."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    with _beside(folder / "any") as file:
        file.touch()
    for path in new:
        path.rmdir()


def copy_whole(folder: Path, to: Path) -> None:
    """Copies a folder: each file appears whole, and where the folder is new all of them at once.

    Raises:
        OSError: that failed.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with _beside(to) as new:
        shutil.copytree(folder, new)
        if not to.exists():
            new.rename(to)
            return
        for path in sorted(path for path in new.rglob("*") if path.is_file()):
            target = to / path.relative_to(new)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Keeps others out who lock the same folder, in other threads, processes and containers; makes it if need be.

    Raises:
        OSError: there is no such folder, and it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if not lock(descriptor):  # NFS locks no folders, but files
            os.close(descriptor)
            descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
            lock(descriptor)
        yield
    finally:
        os.close(descriptor)  # which unlocks


def lock(descriptor: int, *, wait: bool = True) -> bool:
    """Locks an open file or folder until it is closed; False if it cannot be, or others have it and we do not wait."""
    with suppress(ImportError):  # Windows has no such locks
        fcntl = import_module("fcntl")
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    return False


def _place_of(path: Path) -> Path | None:
    """What is to be replaced, behind all links; None if it is written in place."""
    place = Path(os.path.realpath(path))
    is_plain = not place.is_symlink() and (place.is_file() or not place.exists())
    if not is_plain or any(path.absolute().is_relative_to(folder) for folder in _IN_PLACE):
        return None
    can_replace = os.access(place.parent, os.W_OK) or not place.exists()
    return place if can_replace else None


def _write_in_place(path: Path, data: bytes) -> None:
    """Writes into what is there; a pipe that nobody reads is an error, for it would be waited for without an end."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NONBLOCK", 0), 0o666)
    except OSError as error:
        raise OSError(ENXIO, _NO_READER, str(path)) if error.errno == ENXIO and path.is_fifo() else error from None
    with os.fdopen(descriptor, "wb") as file:
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        file.write(data)


@contextmanager
def _beside(place: Path) -> Generator[Path]:
    """A name beside, for what is not there yet; what is left there at the end is removed."""
    new = place.with_name(f".hloscope-{secrets.token_hex(8)}")  # short, for `place` may have the longest of names
    try:
        yield new
    finally:
        shutil.rmtree(new) if new.is_dir() else new.unlink(missing_ok=True)


def _fill(new: Path, data: bytes, place: Path) -> None:
    with new.open("xb") as file:
        if place.exists():
            os.fchmod(file.fileno(), S_IMODE(place.stat().st_mode))
        file.write(data)
