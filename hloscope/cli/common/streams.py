"""Streams: what is printed never ends in a traceback, whoever reads it, and whatever it is encoded in."""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO, cast

_HIGHEST = 2  # of the descriptors that have names: stdin, stdout, stderr
_CHUNK = 1 << 20


class Sink(io.RawIOBase):
    """Writes to a descriptor until that fails once; from then on it takes all and writes nothing.

    `error` is what failed, None if nothing did. A descriptor that would block is waited for. Without a descriptor (the
    stream was closed when we started) nothing can be written.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self.error: OSError | None = None

    def writable(self) -> bool:
        """It is, whatever becomes of it."""
        return True

    def fileno(self) -> int:
        """The descriptor, for those who ask how wide the terminal is."""
        return super().fileno() if self._descriptor is None else self._descriptor

    def isatty(self) -> bool:
        """Whether a terminal shows it."""
        return self._descriptor is not None and os.isatty(self._descriptor)

    def write(self, content: object, /) -> int:
        """Takes all of it."""
        data = memoryview(cast("bytes", content))
        try:
            self._write(data)
        except OSError as error:
            self.error = self.error or error
        return len(data)

    def _write(self, data: memoryview) -> None:
        if self.error is None and self._descriptor is None and data:
            raise OSError(errno.EBADF, "it is closed")
        while data and self.error is None and self._descriptor is not None:
            try:
                data = data[os.write(self._descriptor, data[:_CHUNK]) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [])


@dataclass(frozen=True, slots=True)
class Streams:
    """Where stdout and stderr go; None where that is no descriptor, as in a test."""

    output: Sink | None
    talk: Sink | None

    def output_error(self) -> OSError | None:
        """Why stdout was not written whole; None if it was, or if its reader has seen enough."""
        sys.stdout.flush()
        error = self.output.error if self.output else None
        return None if isinstance(error, BrokenPipeError) else error


@contextmanager
def safe_streams() -> Generator[Streams]:
    """Prints to sinks while it lasts; what an encoding does not have is escaped."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _HIGHEST:
        pass  # it was closed: no file of ours may get its number; what we start finds it closed
    os.close(descriptor)
    before = sys.stdout, sys.stderr
    (sys.stdout, output), (sys.stderr, talk) = map(_safe, before)
    try:
        yield Streams(output, talk)
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def has_failed(stream: TextIO) -> bool:
    """Whether something that was written to a safe stream did not arrive."""
    stream.flush()
    sink = getattr(getattr(stream, "buffer", None), "raw", None)
    return isinstance(sink, Sink) and sink.error is not None


def _safe(stream: TextIO | None) -> tuple[TextIO, Sink | None]:
    sink = Sink(None)
    if stream:
        try:
            sink = Sink(stream.fileno())
        except OSError:  # io.UnsupportedOperation: it is in memory
            return stream, None
    lines = stream.line_buffering if isinstance(stream, io.TextIOWrapper) else False
    encoding = stream.encoding if stream else "utf-8"
    text = io.TextIOWrapper(io.BufferedWriter(sink), encoding, errors="backslashreplace", line_buffering=lines)
    return text, sink
