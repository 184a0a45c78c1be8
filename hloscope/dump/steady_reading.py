"""Steady reading of what is far away: a connection that breaks is made again, and errors say what to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from errno import EIO
from functools import partial
from io import BufferedReader, RawIOBase
from typing import IO, Any, Protocol, TypeGuard, TypeVar, cast

from hloscope.dump.sources import reason_of, without_secrets
from hloscope.errors import DumpError

T = TypeVar("T")

WAITS = (0.5, 2.0)
_PATIENT = frozenset({"s3", "s3a", "gs", "gcs"})  # whose clients make attempts of their own
_BLOCK = 64 * 1024  # bytes read ahead: a few heads of files, and little beside a text
_LASTING = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError, ImportError, ValueError)
_PASSING = (408, 425, 429)  # statuses of HTTP below 500 after which one may ask again
_KEYS = "AWS_PROFILE, GOOGLE_APPLICATION_CREDENTIALS or what else its service reads, or FSSPEC_S3_ANON=true"


class FileSystem(Protocol):
    """What is used of fsspec's AbstractFileSystem."""

    protocol: str | tuple[str, ...]

    def info(self, path: str) -> Mapping[str, Any]:
        """What is known of a path: its `type` and `size` among that."""
        ...

    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, Any]]:
        """The files below a folder, with what is known of each."""
        ...

    def walk(self, path: str, *, maxdepth: int, detail: bool) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
        """The folders below a folder, each with its files."""
        ...

    def cat_file(self, path: str) -> bytes:
        """All of a file."""
        ...

    def open(self, path: str, mode: str, *, block_size: int) -> IO[bytes]:
        """A file that reads what is asked for, and a block more."""
        ...


class UnreachableError(OSError):
    """What a remote file system said, told as a system error, which is what reading a file may raise."""


def attempt(task: Callable[[], T], label: str | None = None, waits: Sequence[float] = ()) -> T:
    """What a task gives, tried again after each of the `waits` where a connection broke.

    Raises:
        DumpError: it failed, where `label` says what it was about.
        UnreachableError: it failed.
    """
    still = iter(waits)
    while True:
        try:
            return task()
        except DumpError:
            raise
        except Exception as error:  # the classes are those of clients that may not be installed
            wait = None if _is_lasting(error) else next(still, None)
            if wait is not None:
                time.sleep(wait)
                continue
            problem = _problem_of(error)
            if label is None:
                raise UnreachableError(EIO, problem) from error
            raise DumpError(problem, label) from error


def waits_for(system: FileSystem) -> Sequence[float]:
    """How long to wait before each further attempt, in seconds."""
    names = {system.protocol} if isinstance(system.protocol, str) else {*system.protocol}
    return () if names & _PATIENT else WAITS


def open_steadily(system: FileSystem, path: str) -> IO[bytes]:
    """A file that is read on where its connection broke; raises UnreachableError where nothing helps."""
    return cast("IO[bytes]", BufferedReader(_Steady(system, path)))


class _Steady(RawIOBase):
    def __init__(self, system: FileSystem, path: str) -> None:
        self._open = partial(system.open, path, "rb", block_size=_BLOCK)
        self._waits = waits_for(system)
        self._file: IO[bytes] | None = None
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence:
            raise ValueError("expected a place from the beginning")
        if offset != self._place:
            self._place = offset
            self._forget()
        return offset

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # of any buffer
        data = attempt(partial(self._read, len(buffer)), waits=self._waits)
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            if self._file is None:
                self._file = self._open()
                if self._place:
                    self._file.seek(self._place)
            return self._file.read(size)
        except Exception:
            self._forget()
            raise

    def _forget(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def close(self) -> None:
        self._forget()
        super().close()


def _is_lasting(error: Exception) -> bool:
    """Whether it will be no better in a while."""
    status = getattr(error, "status", None)
    if isinstance(status, int):
        return 400 <= status < 500 and status not in _PASSING
    if isinstance(error, FileNotFoundError) and _is_connection(error.__cause__):
        return _is_lasting(error.__cause__)
    return isinstance(error, _LASTING) or "Credential" in type(error).__name__


def _is_connection(cause: BaseException | None) -> TypeGuard[Exception]:
    """Whether something other than its absence is the cause that a file was not found."""
    return isinstance(cause, Exception) and getattr(cause, "status", None) != 404


def _problem_of(error: Exception) -> str:
    """What went wrong, and what to do."""
    reason = without_secrets(" ".join(reason_of(error).split()))
    status = getattr(error, "status", None)
    if isinstance(error, ImportError):
        return f"what reads such a URL is not installed ({reason}); pip install 'hloscope[remote]'"
    if isinstance(error, FileNotFoundError) and _is_connection(error.__cause__):  # as fsspec tells it of a web server
        return _problem_of(error.__cause__)
    if isinstance(error, FileNotFoundError) or status == 404:
        return "nothing is there; check the URL: of a folder in a bucket it is the beginning of its files' names"
    if isinstance(error, PermissionError) or "Credential" in type(error).__name__ or status in (401, 403):
        return f"no right to read it ({reason}); set {_KEYS}"
    if isinstance(error, ValueError):
        return f"expected a URL such as s3://bucket/folder, gs://bucket/folder or https://host/file: {reason}"
    return f"cannot be read: {reason}"
