"""Sources of dump files: files on disk or elsewhere, read only when asked and never further than a budget."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from errno import EINVAL
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from hloscope.dump.budget import Budget, Limits, Meter, limits_in_use, new_meter
from hloscope.dump.file_names import find_dump_name, is_wanted
from hloscope.dump.unpacking import read_up_to, unpack_stream
from hloscope.errors import DumpError, HloscopeError, report_of
from hloscope.regex import lazy_pattern
from hloscope.words.safe_text import visible

_HEAD_BYTES = 16 * 1024
_TAR_NAMES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
# In a URL, a user and a password, and what a link is signed with.
_SECRETS = lazy_pattern(r"""(?<=://)[^/@\s]*+@|\?(?=\S)(?:(?!::)[^\s'"])*+""")
_TAR_MAGIC = slice(257, 262)


def read_errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """What reading may raise: the system, damaged gzip and zip data, encrypted or unknown kinds of zip members."""
    from lzma import LZMAError  # only where something is wrong: the imports cost 8 ms
    from zipfile import BadZipFile

    return (
        OSError,
        EOFError,
        zlib.error,
        LZMAError,
        struct.error,
        BadZipFile,
        RuntimeError,
        ValueError,
        MemoryError,
        *more,
    )


class FileError(NamedTuple):
    """A file of a dump that could not be used, and why."""

    file: str
    message: str


def file_error(file: str, error: Exception) -> FileError:
    """The entry for an error whose text may begin with the file's name."""
    message = report_of(error) if isinstance(error, HloscopeError) else str(error)
    return FileError(file, message.removeprefix(f"{visible(file)}: "))


class SourceFile(NamedTuple):
    """One file of a dump, wherever it is kept.

    `folder` is relative to the dump, "" at its top; `label` is how messages name the file; `meter` counts what it
    unpacks to. Files with the same `section` were written by one process, as far as the source tells. `is_cut` says
    that its end is missing, `line` how many lines stand before it, where it is a part of a file, and `is_logged` that
    it stands in a log, where others may have written into it.
    """

    folder: str
    name: str
    label: str
    open: Callable[[], IO[bytes]]
    meter: Meter
    section: int = 0
    is_cut: bool = False
    line: int = 0
    is_logged: bool = False

    def read_text(self) -> str:
        """Everything, unpacked if it is compressed; what is not UTF-8 becomes U+FFFD.

        Raises:
            DumpError: it cannot be read, or holds more than the limits allow.
        """
        return _decode(self.read_bytes())

    def read_head(self) -> str:
        """Its first 16 KiB, for a look at what it is.

        Raises:
            DumpError: it cannot be read.
        """
        return _decode(self.read_start())

    def read_start(self) -> bytes:
        """The same as bytes; raises as `read_head` does."""
        return self._read(_HEAD_BYTES)

    def is_zip(self) -> bool:
        """Whether it is a zip archive; raises as `read_head` does."""
        return self._read(4, unpack=_pass_through) in (b"PK\x03\x04", b"PK\x05\x06")

    def is_tar(self) -> bool:
        """Whether it is a tar archive, compressed or not; raises as `read_head` does."""
        return self._read(512)[_TAR_MAGIC] == b"ustar" or self.name.lower().endswith(_TAR_NAMES)

    def read_bytes(self, limit: str = "file_bytes") -> bytes:
        """Everything, unpacked if it is compressed; `limit` names how much that may be.

        Raises:
            DumpError: it cannot be read, or holds more than the limits allow.
        """
        most: int = getattr(self.meter.budget.limits, limit)
        data = self._read(most + 1)
        if len(data) > most:
            whose = "one file" if limit == "file_bytes" else "an archive"
            raise self.meter.budget.limits.exceeded(limit, f"bytes unpacked, the limit for {whose}", self.label)
        return data

    def _read(self, size: int, *, unpack: Callable[[IO[bytes], Meter], IO[bytes]] = unpack_stream) -> bytes:
        try:
            with self.open() as packed, unpack(packed, self.meter) as stream:
                return read_up_to(stream, size)
        except DumpError as error:  # of the budget, which does not know what it is spent on
            raise DumpError(error.problem, self.label) from error
        except EOFError as error:
            raise DumpError(
                "truncated: its compressed data has no end; is it still being written?", self.label
            ) from error
        except read_errors() as error:
            raise DumpError(f"cannot be read: {reason_of(error)}", self.label) from error


def _pass_through(stream: IO[bytes], meter: Meter) -> IO[bytes]:  # noqa: ARG001 (it unpacks nothing)
    return stream


def reason_of(error: Exception) -> str:
    """What went wrong, without the path that messages begin with anyway."""
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def file_at(path: Path, *, label: str, folder: str = "", meter: Meter | None = None) -> SourceFile:
    """A file on disk."""
    return SourceFile(folder, printable(path.name), label, partial(open_file, path), meter or new_meter())


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; no path is too strange to ask, as it is for `Path.is_dir`."""
    return os.path.isdir(path)  # noqa: PTH112


def open_file(path: Path) -> IO[bytes]:
    """Opens a file; raises OSError if it is none, such as a pipe, which opening would wait for."""
    if not path.is_file():
        path.stat()
        raise OSError(EINVAL, "is a folder" if path.is_dir() else "neither a file nor a folder")
    return path.open("rb")


def files_below(
    root: Path, *, limits: Limits | None = None, wanted: Callable[[str], bool] = is_wanted
) -> Iterator[SourceFile | FileError]:
    """The files that may be of use in a folder and all below it, in no particular order, and what cannot be reached.

    Those are of use whose names are `wanted`, by default those of dumps and of HLO that people save. Links
    are followed only to files inside the folder: a dump may come from anywhere.
    """
    top = os.path.realpath(root)
    budget = Budget(limits or limits_in_use())
    folders = [""]
    while folders:
        folder = folders.pop()
        label = str(root / folder)
        try:
            with os.scandir(root / folder) as found:
                entries = list(found)
        except OSError as error:
            yield FileError(printable(label), f"cannot be read: {reason_of(error)}")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}/{entry.name}" if folder else entry.name)
                continue
            label = printable(entry.path)
            problem = _problem_of(entry, top=top)
            if problem:
                yield FileError(label, problem)
            elif wanted(entry.name) and entry.is_file():
                yield file_at(Path(entry.path), label=label, folder=printable(folder), meter=Meter(budget))


def _problem_of(entry: os.DirEntry[str], *, top: str) -> str | None:
    """Why an entry that is no folder cannot be followed, if so."""
    try:
        if entry.is_symlink() and not _is_below(os.path.realpath(entry.path, strict=True), top):
            return "a link that leads out of the dump; not followed"
        is_odd = not entry.is_file() and find_dump_name(entry.name)  # a pipe, which opening would wait for
    except OSError as error:
        return f"cannot be read: {reason_of(error)}"
    return "cannot be read: neither a file nor a folder" if is_odd else None


def _is_below(path: str, top: str) -> bool:
    return os.path.commonpath([path, top]) == top


def printable(text: str) -> str:
    """A path as text that can be written anywhere: bytes that are no UTF-8 become U+FFFD."""
    try:
        return os.fsencode(text).decode("utf-8", "replace")
    except UnicodeEncodeError:  # half a character, which no file system has
        return text.encode("utf-8", "replace").decode("utf-8")


def without_secrets(text: str) -> str:
    """A URL, or a message with some, without what opens them: messages are shown to others."""
    return printable(_SECRETS.sub("", text))


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff")
