"""Unpacking: compressed data as streams that give no more at once than they are asked for, and count it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial
from io import BufferedReader, BytesIO, RawIOBase
from typing import IO, TYPE_CHECKING, Protocol, cast

from hloscope.dump.budget import Meter

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

CHUNK = 1 << 20
_PACKED_CHUNK = 1 << 13  # what is left behind the end of each of many small streams is copied
_LARGEST_DICTIONARY = 1 << 30  # that a dictionary of LZMA may take
_LOCAL_HEADER = 30  # bytes of a zip member's own header, in front of two fields whose lengths end it
_LEAST_DICTIONARY = 1 << 12


class Decompressor(Protocol):
    """What `bz2.BZ2Decompressor` and `lzma.LZMADecompressor` have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end of the data was reached."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether it has nothing left to give of what it was given."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What it was given behind the end."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes more."""
        ...


class Inflater:
    """zlib's data; with negative `bits` it has no header, as in zip archives."""

    def __init__(self, bits: int = zlib.MAX_WBITS) -> None:
        self._object = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """Whether the end of the data was reached."""
        return self._object.eof

    @property
    def needs_input(self) -> bool:
        """Whether it has nothing left to give of what it was given."""
        return not self._object.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What it was given behind the end."""
        return self._object.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes more."""
        return self._object.decompress(self._object.unconsumed_tail + data, max_length)


class Unpacking(RawIOBase):
    """What a compressed stream unpacks to; where `goes_on`, other streams may follow, as they may in a file."""

    def __init__(self, packed: IO[bytes], begin: Callable[[], Decompressor], *, goes_on: bool = False) -> None:
        super().__init__()
        self._packed = packed
        self._begin = begin if goes_on else None
        self._stream = begin()
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills a part of the buffer; raises EOFError if the data is cut."""
        data = b""
        while not data and not (self._stream.eof and not self._begin_next()):
            self._rest = self._rest or (self._packed.read(_PACKED_CHUNK) if self._stream.needs_input else b"")
            if not self._rest and self._stream.needs_input:
                raise EOFError("the compressed data has no end")
            data, self._rest = self._stream.decompress(self._rest, len(buffer)), b""
        buffer[: len(data)] = data
        return len(data)

    def _begin_next(self) -> bool:
        """Begins the next stream if there is one."""
        if self._begin is None:
            return False
        self._rest = self._stream.unused_data.lstrip(b"\0")
        while not self._rest and (more := self._packed.read(_PACKED_CHUNK)):
            self._rest = more.lstrip(b"\0")
        if not self._rest:
            self._begin = None
            return False
        self._stream = self._begin()
        return True


class _Counted(RawIOBase):
    """A stream whose bytes are counted on a meter, beside those of the packed one that they come from."""

    def __init__(self, stream: IO[bytes], meter: Meter, packed: Callable[[], int]) -> None:
        super().__init__()
        self._stream = stream
        self._meter = meter
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Closes the stream as well."""
        self._stream.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills a part of the buffer; raises DumpError where that is too much."""
        data = self._stream.read(min(len(buffer), CHUNK))
        self._count += len(data)
        self._meter.count(self._count, self._packed())
        buffer[: len(data)] = data
        return len(data)


class _Joined(RawIOBase):
    """A stream behind some bytes."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        super().__init__()
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills a part of the buffer."""
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


class _Member(RawIOBase):
    """What a zip member unpacks to, as far as the archive says that it goes; checked against its checksum."""

    def __init__(self, stream: IO[bytes], member: ZipInfo) -> None:
        super().__init__()
        self._stream = stream
        self._member = member
        self._remaining = member.file_size
        self._sum = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills a part of the buffer; raises ValueError if the data is not what was packed."""
        data = self._stream.read(min(len(buffer), self._remaining))
        self._remaining -= len(data)
        self._sum = zlib.crc32(data, self._sum)
        if not self._remaining and self._sum != self._member.CRC:
            raise ValueError(f"Bad CRC-32 for file {self._member.filename!r}")
        buffer[: len(data)] = data
        return len(data)


class _Input:
    """A packed stream that tells how much of it was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def count_stream(stream: IO[bytes], meter: Meter, packed: int | Callable[[], int]) -> IO[bytes]:
    """The stream, counted on a meter; `packed` is how many bytes it comes from, or says how many so far."""
    return _buffer(_Counted(stream, meter, packed if callable(packed) else lambda: packed))


def unpack_stream(stream: IO[bytes], meter: Meter) -> IO[bytes]:
    """The stream; what gzip, bzip2 or xz packed is unpacked as it is read, and counted."""
    head = stream.read(6)
    stream = _rewind(stream, head)
    opener = next((opener for magic, opener in _OPENERS.items() if head.startswith(magic)), None)
    if opener is None:
        return stream
    source = _Input(stream)
    return count_stream(opener(cast("IO[bytes]", source)), meter, lambda: source.count)


def _rewind(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """The stream from its beginning; `head` is what was read of it."""
    if not stream.seekable():
        return _buffer(_Joined(head, stream))
    stream.seek(0)
    return stream


def read_up_to(stream: IO[bytes], size: int) -> bytes:
    """At most so many bytes, without asking for memory that may never be needed."""
    first = stream.read(min(size, CHUNK))
    if len(first) < min(size, CHUNK):
        return first
    content = BytesIO()
    content.write(first)
    while data := stream.read(min(size - content.tell(), content.tell())):
        content.write(data)
    return content.getvalue()


def pack_stream(stream: IO[bytes]) -> bytes:
    """All of a stream as `open_packed` takes it."""
    packer = zlib.compressobj(level=1)
    pieces = [packer.compress(data) for data in iter(lambda: stream.read(CHUNK), b"")]
    return b"".join([*pieces, packer.flush()])


def open_packed(content: bytes) -> IO[bytes]:
    """The stream that was packed away; not counted, as it was before."""
    return _buffer(Unpacking(BytesIO(content), Inflater))


def open_member(archive: ZipFile, content: bytes, member: ZipInfo, meter: Meter) -> IO[bytes]:
    """A member of a zip archive whose whole content is given.

    zipfile unpacks what bzip2 and LZMA packed at once, however much that is.
    """
    from zipfile import ZIP_BZIP2, ZIP_LZMA

    if member.compress_type not in (ZIP_BZIP2, ZIP_LZMA):
        return count_stream(archive.open(member), meter, 0)
    if member.flag_bits & 1:
        raise RuntimeError(f"File {member.filename!r} is encrypted")
    header = content[member.header_offset : member.header_offset + _LOCAL_HEADER]
    lengths = [int.from_bytes(header[place : place + 2], "little") for place in (26, 28)]
    start = member.header_offset + _LOCAL_HEADER + sum(lengths)
    packed = BytesIO(memoryview(content)[start : start + member.compress_size])
    stream = _buffer(Unpacking(packed, partial(_decompressor_of, member, packed)))
    return count_stream(_buffer(_Member(stream, member)), meter, 0)


def _decompressor_of(member: ZipInfo, packed: IO[bytes]) -> Decompressor:
    from zipfile import ZIP_BZIP2

    if member.compress_type != ZIP_BZIP2:
        return _zip_lzma(packed.read(9), member)
    from bz2 import BZ2Decompressor

    return BZ2Decompressor()


def _zip_lzma(header: bytes, member: ZipInfo) -> Decompressor:
    """LZMA as zip archives have it: its settings stand in front, and may ask for a dictionary of 4 GB."""
    from lzma import FILTER_LZMA1, FORMAT_RAW, LZMADecompressor, LZMAError

    if len(header) < 9 or header[2:4] != b"\x05\0" or header[4] >= 9 * 5 * 5:
        raise LZMAError("no settings of LZMA")
    order, literal = divmod(header[4], 9)
    size = min(int.from_bytes(header[5:9], "little"), max(member.file_size, _LEAST_DICTIONARY), _LARGEST_DICTIONARY)
    settings = {
        "id": FILTER_LZMA1,
        "lc": literal,
        "lp": order % 5,
        "pb": order // 5,
        "dict_size": max(size, _LEAST_DICTIONARY),
    }
    return LZMADecompressor(FORMAT_RAW, filters=[settings])


def _gzip(stream: IO[bytes]) -> IO[bytes]:
    from gzip import GzipFile  # the import costs 1 ms

    return cast("IO[bytes]", GzipFile(fileobj=stream))


def _bzip2(stream: IO[bytes]) -> IO[bytes]:
    from bz2 import BZ2Decompressor

    return _buffer(Unpacking(stream, BZ2Decompressor, goes_on=True))


def _xz(stream: IO[bytes]) -> IO[bytes]:
    from lzma import FORMAT_XZ, LZMADecompressor

    return _buffer(Unpacking(stream, lambda: LZMADecompressor(FORMAT_XZ, memlimit=_LARGEST_DICTIONARY), goes_on=True))


def _buffer(stream: RawIOBase) -> IO[bytes]:
    return cast("IO[bytes]", BufferedReader(stream))


_OPENERS: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": _bzip2,
    b"\xfd7zXZ\0": _xz,
}
"""How files begin that are packed, and what unpacks them; whatever it reads of its stream is counted."""
