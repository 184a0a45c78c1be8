"""Units: what is read as one for a fleet: the dump in a folder, or in an archive, as it was when it was listed."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from hloscope.comparisons.fleet.layout import Home, home_of, id_of
from hloscope.comparisons.fleet.schema import FLEET_SCHEMA
from hloscope.dump import FileError
from hloscope.dump.file_names import find_dump_name, find_lowered_name, is_wanted
from hloscope.dump.listing import Listed, list_files
from hloscope.dump.places import is_url, label_of
from hloscope.dump.sources import file_error
from hloscope.errors import HloscopeError

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_EXPECTED = "a folder of dumps, an archive, a log, or a URL of one"
UNKNOWN = "0" * 16
"""The state of what is to be read again, whatever its place says of it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A dump: where it is, which files it has, and whether it is one file that holds others."""

    root: str
    url: str
    home: Home
    files: tuple[Listed, ...]
    is_one_file: bool = False

    @property
    def id(self) -> str:
        """What tells it from other dumps: its place, run and host."""
        return id_of(self.url, self.home.run, self.home.host)

    @property
    def size(self) -> int:
        """Bytes of its files, as far as they are known."""
        return sum(file.size or 0 for file in self.files)

    @property
    def written(self) -> float | None:
        """When its newest file was written, in seconds."""
        return max((file.written for file in self.files if file.written is not None), default=None)

    def state(self, labels: Sequence[str]) -> str:
        """What changes once it is written again, or is labelled otherwise; `UNKNOWN` where its place does not tell."""
        if not all(file.mark for file in self.files):
            return UNKNOWN
        files = sorted((file.folder, file.name, str(file.size), file.mark) for file in self.files)
        return id_of(str(FLEET_SCHEMA), self.home.phase, *labels, *(part for file in files for part in file))


def units_of(
    roots: Iterable[str], *, run: str | None = None, host: str | None = None
) -> tuple[list[Unit], list[FileError]]:
    """The dumps below some roots, each once, and what could not be listed; `run` and `host` name those of all."""
    found: dict[str, Unit] = {}
    errors: list[FileError] = []
    for root in roots:
        try:
            files, problems, is_file = list_files(root, _EXPECTED, _is_wanted)
        except HloscopeError as error:
            errors.append(file_error(error.filename or label_of(root), error))
            continue
        errors += problems
        for unit in _units_in(root, files, is_file=is_file):
            home = unit.home._replace(run=run or unit.home.run, host=host or unit.home.host)
            placed = replace(unit, home=home)
            found.setdefault(placed.id, placed)
    return [*found.values()], errors


def _is_wanted(name: str) -> bool:
    return is_wanted(name) or name.lower().endswith(_ARCHIVES)


def _units_in(root: str, files: Iterable[Listed], *, is_file: bool) -> Iterator[Unit]:
    place = label_of(root) if is_url(root) else os.path.abspath(root)  # noqa: PTH100
    place = place.rstrip("/") or "/"
    if is_file:
        above = PurePath(place).parts[:-1]
        yield from (Unit(root, place, home_of(above, [file.name]), (file,), is_one_file=True) for file in files)
        return
    folders: defaultdict[str, list[Listed]] = defaultdict(list)
    for file in files:
        folders[_folder_of(file)].append(file)
    for folder, members in sorted(folders.items()):
        yield from _units_of_folder(root, place, folder, members)


def _units_of_folder(root: str, place: str, folder: str, files: Sequence[Listed]) -> Iterator[Unit]:
    parts = [part for part in folder.split("/") if part]
    above = _parts_of(place)
    url = f"{place}/{folder}".rstrip("/")
    loose = [file for file in files if not file.name.lower().endswith(_ARCHIVES)]
    if loose:
        yield Unit(root, url, home_of(above, parts), tuple(loose))
    for file in files:
        if file.name.lower().endswith(_ARCHIVES):
            home = home_of(above, [*parts, file.name])
            yield Unit(root, f"{url}/{file.name}", home, (file,), is_one_file=True)


def _parts_of(place: str) -> list[str]:
    """The parts of a path or a URL, without what says how it is reached."""
    return [part for part in place.rpartition("://")[2].split("/") if part]


def _folder_of(file: Listed) -> str:
    """The folder of the dump that a file is of: what jax lowered lies in a folder of its own there."""
    is_lowered = find_dump_name(file.name) is None and find_lowered_name(file.folder, file.name)
    return file.folder.rpartition("/")[0] if is_lowered else file.folder
