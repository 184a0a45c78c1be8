"""Remote dumps: what a URL names (`s3:`, `gs:`, `https:`, `zip::`), as files that fsspec reads when asked to."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

from hloscope.dump.budget import Budget, Limits, Meter, limits_in_use
from hloscope.dump.file_names import is_wanted
from hloscope.dump.sources import SourceFile, printable, without_secrets
from hloscope.dump.steady_reading import FileSystem, attempt, open_steadily, waits_for

_ARCHIVE = re.compile(r"(?:zip|tar|gzip|bz2|xz)::(?=[^:]+://)|(?:zip|tar)://::")  # hloscope opens those, on its budget
_DEEPEST = 16  # folders inside each other on a web server, which may list what it likes
_SMALL = 256 * 1024  # bytes of a file that is fetched at once, and kept: most are looked at, checked and parsed
_KEPT = 256  # such files


class Known(NamedTuple):
    """What a URL names: its files, each with its path there and what the file system says of it."""

    files: list[tuple[SourceFile, str, Mapping[str, Any]]]
    is_file: bool


def files_at(
    url: str, *, limits: Limits | None = None, wanted: Callable[[str], bool] = is_wanted
) -> SourceFile | list[SourceFile]:
    """The file that a URL names; or the files below it that may be of use, as `files_below` has them for a folder.

    Nothing is read yet. Where an archive is named, as in `zip::s3://bucket/dump.zip`, it is a file like any other.

    Raises:
        DumpError: nothing is there, it cannot be reached, or what reads such URLs is not installed.
    """
    known = known_files_at(url, limits=limits, wanted=wanted)
    sources = [source for source, _, _ in known.files]
    return sources[0] if known.is_file else sources


def known_files_at(url: str, *, limits: Limits | None = None, wanted: Callable[[str], bool] = is_wanted) -> Known:
    """The same, with what is known of each file; raises as `files_at` does."""
    label = without_secrets(url)
    system, path = attempt(lambda: file_system(_ARCHIVE.sub("", url)), label)
    place = _Place(system, Budget(limits or limits_in_use()))
    is_page = "http" in system.protocol and path.endswith("/")
    about = {"type": "directory"} if is_page else attempt(lambda: system.info(path), label, waits_for(system))
    if about["type"] != "directory":
        return Known([(place.file(path, about, "", label), path, about)], is_file=True)
    return Known(attempt(lambda: [*place.files_below(path, label, wanted)], label), is_file=False)


def opener_at(url: str) -> Callable[[str, int | None], Callable[[], IO[bytes]]]:
    """What opens the files below a URL, by their paths and sizes; raises as `files_at` does."""
    system, _ = attempt(lambda: file_system(_ARCHIVE.sub("", url)), without_secrets(url))
    return _Place(system, Budget(limits_in_use())).opener


def file_system(url: str) -> tuple[FileSystem, str]:
    """Who reads such a URL, and what it is called there; raises ImportError or ValueError where nobody does."""
    if urlsplit(url).scheme == "file":
        raise ValueError("a file of this machine is named by its path, without file://")
    core: Any = import_module("fsspec.core")  # it has no types
    for name in ("fsspec", "gcsfs", "s3fs"):  # what they say of each attempt is for programs that log
        logging.getLogger(name).addHandler(logging.NullHandler())
    system, path = core.url_to_fs(url)
    system.invalidate_cache()  # what it knows of a folder may be of long ago
    return system, path


class _Place:
    """A file system, and what may be read of it; small files are fetched once."""

    def __init__(self, system: FileSystem, budget: Budget) -> None:
        self._system, self._budget = system, budget
        self._content = lru_cache(_KEPT)(self._fetch)

    def _fetch(self, path: str) -> bytes:
        return attempt(lambda: self._system.cat_file(path), waits=waits_for(self._system))

    def file(self, path: str, known: Mapping[str, Any], folder: str, label: str) -> SourceFile:
        """One file; `known` is what the file system says of it."""
        name = label.rstrip("/").rpartition("/")[2]
        return SourceFile(folder, name, label, self.opener(path, known.get("size")), Meter(self._budget))

    def opener(self, path: str, size: int | None) -> Callable[[], IO[bytes]]:
        """What opens a file."""
        is_small = isinstance(size, int) and size <= _SMALL
        return partial(self._open_small if is_small else partial(open_steadily, self._system), path)

    def _open_small(self, path: str) -> IO[bytes]:
        return BytesIO(self._content(path))

    def files_below(
        self, root: str, label: str, wanted: Callable[[str], bool]
    ) -> Iterator[tuple[SourceFile, str, Mapping[str, Any]]]:
        """The files in a folder and all below it; a page may link others, which are not of it."""
        top = f"{root.strip('/')}/".removeprefix("/")
        for path, known in self._listed(root):
            inner = path.lstrip("/").removeprefix(top)
            if known["type"] != "file" or not path.lstrip("/").startswith(top):
                continue
            self._budget.add_member()
            folder, _, name = printable(inner).rpartition("/")
            if wanted(name):
                yield self.file(path, known, folder, f"{label.rstrip('/')}/{printable(inner)}"), path, known

    def _listed(self, root: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        if "http" not in self._system.protocol:  # a store of objects lists a thousand in a request
            yield from self._system.find(root, detail=True).items()
            return
        for _, _, files in self._system.walk(root, maxdepth=_DEEPEST, detail=True):
            yield from ((known["name"], known) for known in files.values())
