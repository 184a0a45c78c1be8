"""Listing: the files below a path or a URL with sizes and times, as one request tells them; no file is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hloscope.dump.budget import Limits, Meter, new_meter
from hloscope.dump.places import find_place, is_url
from hloscope.dump.sources import FileError, SourceFile, file_at, reason_of

_MARKS = ("ETag", "etag", "md5Hash", "generation", "LastModified", "mtime", "updated", "last_modified")
_TIMES = ("LastModified", "mtime", "updated", "last_modified", "created")


class Listed(NamedTuple):
    """A file as its place lists it. `mark` is another one once the file is written again, "" where nothing tells.

    `path` is what its place calls it, `written` when it was written, in seconds.
    """

    folder: str
    name: str
    label: str
    path: str
    size: int | None
    mark: str
    written: float | None


def list_files(
    root: str, expected: str, wanted: Callable[[str], bool], *, limits: Limits | None = None
) -> tuple[list[Listed], list[FileError], bool]:
    """The files that are wanted at a path or a URL, what is out of reach, and whether the root is itself a file.

    Raises:
        DumpError: there is nothing, or it cannot be reached.
    """
    if is_url(root):
        from hloscope.dump.remote import known_files_at

        known = known_files_at(root, limits=limits, wanted=wanted)
        listed = [_listed_of(source, path, about) for source, path, about in known.files]
        return listed, [], known.is_file
    place = find_place(root, expected, limits=limits, wanted=wanted)
    is_file = isinstance(place, SourceFile)
    found: Iterable[SourceFile | FileError] = [place] if isinstance(place, SourceFile) else place
    results = [_stated(each) if isinstance(each, SourceFile) else each for each in found]
    errors = [each for each in results if isinstance(each, FileError)]
    return [each for each in results if isinstance(each, Listed)], errors, is_file


def _stated(source: SourceFile) -> Listed | FileError:
    try:
        about = os.stat(source.label)  # noqa: PTH116 (no path is too strange)
    except (OSError, ValueError) as error:
        return FileError(source.label, f"cannot be read: {reason_of(error)}")
    path = os.path.abspath(source.label)  # noqa: PTH100
    folder, name, label = source.folder, source.name, source.label
    return Listed(folder, name, label, path, about.st_size, str(about.st_mtime_ns), about.st_mtime)


def _listed_of(source: SourceFile, path: str, about: Mapping[str, Any]) -> Listed:
    mark = next((str(about[name]) for name in _MARKS if about.get(name)), "")
    times = (_seconds_of(about.get(name)) for name in _TIMES)
    written = next((time for time in times if time is not None), None)
    size = about.get("size")
    known = size if isinstance(size, int) else None
    return Listed(source.folder, source.name, source.label, path, known, mark, written)


def _seconds_of(value: object) -> float | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    return float(value) if isinstance(value, int | float) else None


def sources_of(root: str, files: Iterable[Listed], *, limits: Limits | None = None) -> list[SourceFile]:
    """The files themselves, to be read, on whichever machine this is.

    Raises:
        DumpError: what reads such URLs is not there.
    """
    meter = new_meter(limits)
    if is_url(root):
        from hloscope.dump.remote import opener_at

        open_at = opener_at(root)
        return [_source(file, open_at(file.path, file.size), meter) for file in files]
    return [_source(file, file_at(Path(file.path), label=file.label).open, meter) for file in files]


def _source(file: Listed, opener: Callable[[], Any], meter: Meter) -> SourceFile:
    return SourceFile(file.folder, file.name, file.label, partial(opener), Meter(meter.budget))
