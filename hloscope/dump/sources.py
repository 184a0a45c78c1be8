"""Sources of dump files: files on disk or elsewhere, read only when asked and never further than a limit."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from hloscope.dump.file_names import is_wanted
from hloscope.errors import DumpError, HloscopeError, report_of

MAX_BYTES = 512 * 1024 * 1024
"""What one file may hold, unpacked; larger than any module that XLA was seen to compile."""

_HEAD_BYTES = 16 * 1024
_TAR_NAMES = (".tar", ".tar.gz", ".tgz")
_TAR_MAGIC = slice(257, 262)


def read_errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """What reading may raise: the system, damaged gzip and zip data, encrypted or unknown kinds of zip members."""
    from lzma import LZMAError  # only where something is wrong: the imports cost 8 ms
    from zipfile import BadZipFile

    return (OSError, EOFError, zlib.error, LZMAError, struct.error, BadZipFile, RuntimeError, ValueError, *more)


class FileError(NamedTuple):
    """A file of a dump that could not be used, and why."""

    file: str
    message: str


def file_error(file: str, error: Exception) -> FileError:
    """The entry for an error whose text may begin with the file's name."""
    message = report_of(error) if isinstance(error, HloscopeError) else str(error)
    return FileError(file, message.removeprefix(f"{file}: "))


class SourceFile(NamedTuple):
    """One file of a dump, wherever it is kept.

    `folder` is relative to the dump, "" at its top; `shown` is how messages name the file. Files with the same
    `section` were written by one process, as far as the source tells. `is_cut` says that its end is missing.
    """

    folder: str
    name: str
    shown: str
    open: Callable[[], IO[bytes]]
    limit: int = MAX_BYTES
    section: int = 0
    is_cut: bool = False

    def read_text(self) -> str:
        """Everything, unpacked if it is gzipped; what is not UTF-8 becomes U+FFFD.

        Raises:
            DumpError: it cannot be read, or holds more than `limit` bytes.
        """
        return _decoded(self.read_bytes())

    def read_head(self) -> str:
        """Its first 16 KiB, for a look at what it is.

        Raises:
            DumpError: it cannot be read.
        """
        return _decoded(self._read(_HEAD_BYTES))

    def is_zip(self) -> bool:
        """Whether it is a zip archive; raises as `read_head` does."""
        return self._read(4, unpack=_as_it_is) in (b"PK\x03\x04", b"PK\x05\x06")

    def is_tar(self) -> bool:
        """Whether it is a tar archive, gzipped or not; raises as `read_head` does."""
        return self._read(512)[_TAR_MAGIC] == b"ustar" or self.name.lower().endswith(_TAR_NAMES)

    def read_bytes(self) -> bytes:
        """Everything, unpacked if it is gzipped.

        Raises:
            DumpError: it cannot be read, or holds more than `limit` bytes.
        """
        data = self._read(self.limit + 1)
        if len(data) > self.limit:
            raise DumpError(f"more than {self.limit} bytes unpacked, the limit for one file", self.shown)
        return data

    def _read(self, size: int, *, unpack: Callable[[IO[bytes]], IO[bytes]] | None = None) -> bytes:
        try:
            with self.open() as packed, (unpack or unpacked)(packed) as stream:
                return stream.read(size)
        except EOFError as error:
            raise DumpError(
                "truncated: its compressed data has no end; is it still being written?", self.shown
            ) from error
        except read_errors() as error:
            raise DumpError(f"cannot be read: {reason_of(error)}", self.shown) from error


def _as_it_is(stream: IO[bytes]) -> IO[bytes]:
    return stream


def unpacked(stream: IO[bytes]) -> IO[bytes]:
    """The stream, read through gzip if it is gzipped."""
    is_gzipped = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    if not is_gzipped:
        return stream
    from gzip import GzipFile  # the import costs 1 ms

    return cast("IO[bytes]", GzipFile(fileobj=stream))


def reason_of(error: Exception) -> str:
    """What went wrong, without the path that messages begin with anyway."""
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def file_at(path: Path, *, shown: str, folder: str = "", limit: int = MAX_BYTES) -> SourceFile:
    """A file on disk."""
    return SourceFile(folder, printable(path.name), shown, lambda: path.open("rb"), limit)


def files_below(root: Path, *, limit: int = MAX_BYTES) -> Iterator[SourceFile | FileError]:
    """The files that may be of use in a folder and all below it, in no particular order, and what cannot be reached.

    Links are followed only to files inside the folder: a dump may come from anywhere.
    """
    top = os.path.realpath(root)
    folders = [""]
    while folders:
        folder = folders.pop()
        shown = str(root / folder)
        try:
            with os.scandir(root / folder) as found:
                entries = list(found)
        except OSError as error:
            yield FileError(printable(shown), f"cannot be read: {reason_of(error)}")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}/{entry.name}" if folder else entry.name)
                continue
            problem = _problem_of(entry, top=top)
            if problem:
                yield FileError(printable(entry.path), problem)
            elif is_wanted(entry.name) and entry.is_file():  # no pipe, which opening would wait for
                yield file_at(Path(entry.path), shown=printable(entry.path), folder=printable(folder), limit=limit)


def _problem_of(entry: os.DirEntry[str], *, top: str) -> str | None:
    """Why an entry that is no folder cannot be followed, if so."""
    try:
        if entry.is_symlink() and not _is_below(os.path.realpath(entry.path, strict=True), top):
            return "a link that leads out of the dump; not followed"
    except OSError as error:
        return f"cannot be read: {reason_of(error)}"
    return None


def _is_below(path: str, top: str) -> bool:
    return os.path.commonpath([path, top]) == top


def printable(text: str) -> str:
    """A path as text that can be written anywhere: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(text).decode("utf-8", "replace")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff")
