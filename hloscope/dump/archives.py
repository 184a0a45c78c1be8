"""Archives and logs of dumps: their members as files, read in memory; nothing is ever written to disk."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import IO, TYPE_CHECKING, cast

from hloscope.dump.file_names import find_dump_name, is_wanted
from hloscope.dump.sources import FileError, SourceFile, file_error, printable, read_errors, reason_of, unpacked
from hloscope.errors import DumpError

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo

ARCHIVE_FACTOR = 8
"""How many times the limit for one file an archive may hold."""

# What XLA prints around a file that it dumps to stdout (DumpToFileInDirOrStdoutImpl in xla/service/dump.cc).
_FRAME = re.compile(rb"\*\*\* (Begin|End) ([^\n*]{1,1024}?) \*\*\*(?:\r?\n|$)")


def files_in_zip(archive: SourceFile) -> Iterator[SourceFile | FileError]:
    """The members of a zip archive, which stays in memory as it is."""
    import zipfile  # here, as most dumps are folders

    try:
        content = archive._replace(limit=archive.limit * ARCHIVE_FACTOR).read_bytes()
        opened = zipfile.ZipFile(BytesIO(content))
    except DumpError as error:
        yield file_error(archive.shown, error)
        return
    except read_errors() as error:
        yield FileError(archive.shown, f"not a whole zip archive: {reason_of(error)}")
        return
    for member in opened.infolist():
        if is_wanted(member.filename) and not member.is_dir():
            yield _member(archive, member.filename, partial(opened.open, member))


def files_in_tar(archive: SourceFile) -> Iterator[SourceFile | FileError]:
    """The regular files of a tar archive, gzipped or not, kept in memory, compressed.

    What comes before damage is good, and is given.
    """
    import tarfile

    try:
        with archive.open() as packed, unpacked(packed) as stream:
            counted = _Counted(stream, archive.limit * ARCHIVE_FACTOR)
            with tarfile.open(fileobj=cast("IO[bytes]", counted), mode="r|") as opened:
                for member in opened:
                    if is_wanted(member.name) and member.isreg() and not member.issparse():
                        yield _tar_member(archive, opened, member)
    except DumpError as error:
        yield file_error(archive.shown, error)
    except read_errors(tarfile.TarError) as error:
        yield FileError(archive.shown, f"not a whole tar archive: {reason_of(error)}")


def files_in_log(log: SourceFile) -> tuple[SourceFile, ...]:
    """What stands in a log between `*** Begin NAME ***` and `*** End NAME ***`.

    A name that comes a second time was written by another process: it begins another section.

    Raises:
        DumpError: the log cannot be read, or is larger than the limit for one file.
    """
    content = log.read_bytes()
    files: list[SourceFile] = []
    seen: set[bytes] = set()
    section = 0
    for frame, following in pairwise([*_FRAME.finditer(content), None]):
        if frame is None or frame[1] == b"End":
            continue
        if frame[2] in seen:
            section += 1
            seen.clear()
        seen.add(frame[2])
        end = following.start() if following else len(content)
        is_cut = following is None or following.groups() != (b"End", frame[2])
        file = _member(log, frame[2].decode("utf-8", "replace"), partial(_slice, content, frame.end(), end))
        files.append(file._replace(section=section, is_cut=is_cut))
    return tuple(files)


def without_top_folder(found: Iterable[SourceFile | FileError]) -> list[SourceFile | FileError]:
    """The members of an archive, without the one folder that all of them are in, if that is so: the dump's own."""
    members = list(found)
    tops = {member.folder.partition("/")[0] for member in members if isinstance(member, SourceFile)}
    if len(tops) != 1:
        return members
    return [
        member._replace(folder=member.folder.partition("/")[2]) if isinstance(member, SourceFile) else member
        for member in members
    ]


def _slice(content: bytes, start: int, end: int) -> IO[bytes]:
    return BytesIO(content[start:end])


def _tar_member(archive: SourceFile, opened: TarFile, member: TarInfo) -> SourceFile | FileError:
    if member.size > archive.limit:
        message = f"more than {archive.limit} bytes unpacked, the limit for one file"
        return FileError(f"{archive.shown}/{printable(member.name)}", message)
    name = find_dump_name(member.name.rpartition("/")[2])
    stream = opened.extractfile(member) if name is None or name.is_read else None
    content = zlib.compress(stream.read() if stream else b"", level=1)
    return _member(archive, member.name, partial(_decompressed, content))


def _decompressed(content: bytes) -> IO[bytes]:
    return BytesIO(zlib.decompress(content))


def _member(container: SourceFile, path: str, opener: Callable[[], IO[bytes]]) -> SourceFile:
    """A file in an archive; its path is split into names, and never opened on disk."""
    parts = [part for part in printable(path).split("/") if part not in ("", ".", "..")]
    return SourceFile(
        folder="/".join(parts[:-1]),
        name=parts[-1] if parts else "",
        shown="/".join([container.shown, *parts]),
        open=opener,
        limit=container.limit,
    )


class _Counted:
    """A stream that gives no more than so many bytes: a small archive can unpack to more than any disk holds."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._left = limit

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise DumpError(
                f"more than {self._limit} bytes unpacked, the limit for an archive; unpack it, and give the folder"
            )
        return data
