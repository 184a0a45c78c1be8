"""Archives and logs of dumps: their members as files, read in memory; nothing is ever written to disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast

from hloscope.dump.budget import Meter
from hloscope.dump.file_names import find_dump_name, is_wanted
from hloscope.dump.sources import FileError, SourceFile, file_error, printable, read_errors, reason_of
from hloscope.dump.unpacking import open_member, open_packed, pack_stream, unpack_stream
from hloscope.errors import DumpError

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo

_ZIP_ENTRY = b"PK\x01\x02"
_PADDING = 1000  # reads behind the end of a tar stream, which its readers expect to be padded
_READ_WHOLE = (b"x", b"g", b"X", b"L", b"K")  # headers of a tar member that tarfile has in memory
_LONGEST_HEADER = 1 << 18  # bytes of one

# What XLA prints around a file that it dumps to stdout (DumpToFileInDirOrStdoutImpl in xla/service/dump.cc).
_FRAME = re.compile(rb"\*\*\* (Begin|End) ([^\n*]{1,1024}?) \*\*\*(?:\r?\n|$)")


def files_in_zip(archive: SourceFile) -> Iterator[SourceFile | FileError]:
    """The members of a zip archive, which stays in memory as it is."""
    import zipfile  # here, as most dumps are folders

    try:
        content = archive.read_bytes("total_bytes")
        archive.meter.budget.add_member(content.count(_ZIP_ENTRY))  # before zipfile makes an object of each
        archive.meter.count(0, len(content))
        meter = archive.meter.inside()
        opened = zipfile.ZipFile(BytesIO(content))
    except DumpError as error:
        yield file_error(archive.label, error)
        return
    except read_errors() as error:
        yield FileError(archive.label, f"not a whole zip archive: {reason_of(error)}")
        return
    members = [member for member in opened.infolist() if is_wanted(member.filename) and not member.is_dir()]
    if not members:
        yield from _other_archive(archive.label, opened.namelist())
    for member in members:
        meter = archive.meter.inside()
        yield _member(archive, member.filename, meter, partial(open_member, opened, content, member, meter))


def _other_archive(label: str, paths: Sequence[str]) -> Iterator[FileError]:
    """What an archive is that holds no dump, if it is of a known kind."""
    from hloscope.dump.other_formats import find_other_archive

    found = find_other_archive(paths)
    if found:
        yield FileError(label, found)


def files_in_tar(archive: SourceFile) -> Iterator[SourceFile | FileError]:
    """The regular files of a tar archive, compressed or not, kept in memory, compressed.

    What comes before damage is good, and is given.
    """
    import tarfile

    try:
        with archive.open() as packed, unpack_stream(packed, archive.meter) as stream:
            source = cast("IO[bytes]", _Padded(stream))
            with tarfile.open(fileobj=source, mode="r|", tarinfo=_header_type(archive.meter)) as opened:
                for member in opened:
                    if is_wanted(member.name) and member.isreg() and not member.issparse():
                        yield _tar_member(archive, opened, member)
    except DumpError as error:
        yield file_error(archive.label, error)
    except read_errors(tarfile.TarError) as error:
        yield FileError(archive.label, f"not a whole tar archive: {reason_of(error)}")


def files_in_log(log: SourceFile) -> tuple[SourceFile, ...]:
    """What stands in a log between `*** Begin NAME ***` and `*** End NAME ***`.

    A name that comes a second time was written by another process: it begins another section.

    Raises:
        DumpError: the log cannot be read, or is larger than the limit for one file.
    """
    content = log.read_bytes()
    files: list[SourceFile] = []
    meter = log.meter.inside()
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
        name = frame[2].decode("utf-8", "replace")
        file = _member(log, name, meter, partial(_slice, content, frame.end(), end))
        files.append(file._replace(section=section, is_cut=is_cut, is_logged=True))
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
    limits = archive.meter.budget.limits
    if member.size > limits.file_bytes:
        label = f"{archive.label}/{printable(member.name)}"
        return file_error(label, limits.exceeded("file_bytes", "bytes unpacked, the limit for one file"))
    name = find_dump_name(member.name.rpartition("/")[2])
    stream = opened.extractfile(member) if name is None or name.is_read else None
    content = pack_stream(stream) if stream else pack_stream(BytesIO())
    return _member(archive, member.name, archive.meter.inside(), partial(open_packed, content))


def _member(container: SourceFile, path: str, meter: Meter, opener: Callable[[], IO[bytes]]) -> SourceFile:
    """A file in an archive; its path is split into names, and never opened on disk."""
    parts = [part for part in printable(path).split("/") if part not in ("", ".", "..")]
    return SourceFile(
        folder="/".join(parts[:-1]),
        name=parts[-1] if parts else "",
        label="/".join([container.label, *parts]),
        open=opener,
        meter=meter,
    )


class _Padded:
    """A stream that ends: readers of tar go on for as long as a member claims to be, behind the end of the file too."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._padding = _PADDING

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._padding -= not data
        if self._padding < 0:
            raise EOFError("a file in it is longer than what is left of the archive")
        return data


def _header_type(meter: Meter) -> type[TarInfo]:
    """How tarfile reads headers, where they are counted, and none takes memory for what it only claims."""
    import tarfile

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Any:  # noqa: ANN401
            found = super().frombuf(buf, encoding, errors)
            meter.budget.add_member()
            if found.type in _READ_WHOLE and found.size > _LONGEST_HEADER:
                raise tarfile.ReadError(f"a header of {found.size} bytes")
            return found

        def _proc_gnusparse_10(self, *_: object) -> NoReturn:
            raise tarfile.ReadError("a file with holes")  # tarfile copies all that it has read at each step

    return Header
