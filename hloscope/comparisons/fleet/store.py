"""Store: where a fleet is kept, a folder here or a URL; files appear whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

from hloscope.comparisons.fleet.layout import Piece, find_piece, latest_of
from hloscope.comparisons.fleet.libraries import library
from hloscope.comparisons.fleet.schema import FLEET_SCHEMA, TABLES
from hloscope.dump.places import is_url, label_of
from hloscope.dump.sources import reason_of
from hloscope.dump.writing import write_whole
from hloscope.errors import HloscopeError

_MARK: Final = "hloscope-fleet.json"
_ENDING: Final = ".parquet"


class Store:
    """A fleet's files, by their paths below it."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.label = label_of(place)

    @cached_property
    def _remote(self) -> tuple[Any, str] | None:
        """The file system and the folder in it, None for a folder of this machine."""
        if not is_url(self.place):
            return None
        from hloscope.dump.remote import file_system
        from hloscope.dump.steady_reading import attempt

        system, path = attempt(lambda: file_system(self.place), self.label)
        return system, path.rstrip("/")

    @property
    def root(self) -> str:
        """Its folder, as its file system calls it."""
        return self._remote[1] if self._remote else os.path.abspath(self.place)  # noqa: PTH100

    def find_schema(self) -> int | None:
        """The version of its tables; None if there is no fleet here."""
        data = self._told(lambda: self._find(_MARK))
        if data is None:
            return None
        try:
            found: object = json.loads(data)
        except ValueError:
            raise HloscopeError(f"{self.label}/{_MARK}: expected JSON; make the fleet anew") from None
        schema = cast("dict[str, object]", found).get("schema") if isinstance(found, dict) else None
        return schema if isinstance(schema, int) else 0

    def begin(self) -> None:
        """Makes a fleet here, if there is none.

        Raises:
            HloscopeError: what is here is a fleet of another version, or nothing can be written.
        """
        if self.check() is None:
            self.put(_MARK, json.dumps({"schema": FLEET_SCHEMA}).encode() + b"\n")

    def check(self) -> int | None:
        """The version of the tables that are here, None if there are none; raises if it is not ours."""
        found = self.find_schema()
        if found is not None and found != FLEET_SCHEMA:
            hint = "index the dumps into another place" if found < FLEET_SCHEMA else "take a newer hloscope"
            raise HloscopeError(f"{self.label}: expected a fleet of schema {FLEET_SCHEMA}, found {found}; {hint}")
        return found

    def pieces(self) -> list[Piece]:
        """All files of tables, told by one listing."""
        return [piece for path in self._told(self._paths) if (piece := find_piece(path))]

    def live_pieces(self) -> list[Piece]:
        """Those that count."""
        found = self.pieces()
        latest = latest_of(found)
        return [piece for piece in found if latest.get(piece.stem.unit) == piece.stem]

    def put(self, path: str, data: bytes) -> None:
        """Writes a file.

        Raises:
            HloscopeError: it cannot be written.
        """
        self._told(lambda: self._put(path, data))

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files; one that is gone is no error."""
        for path in paths:
            try:
                self._remove(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise HloscopeError(f"{self.label}/{path}: cannot be removed: {reason_of(error)}") from error

    @property
    def arrow_system(self) -> Any:  # noqa: ANN401 (of pyarrow)
        """The file system as pyarrow reads it."""
        files = library("pyarrow.fs")
        if self._remote:
            return files.PyFileSystem(files.FSSpecHandler(self._remote[0]))
        return files.LocalFileSystem()

    def _told(self, task: Callable[[], Any]) -> Any:  # noqa: ANN401
        """What a task gives; raises HloscopeError where the place says no."""
        if self._remote:
            from hloscope.dump.steady_reading import attempt, waits_for

            return attempt(task, self.label, waits_for(self._remote[0]))
        try:
            return task()
        except OSError as error:
            raise HloscopeError(f"{error.filename or self.label}: cannot be used: {reason_of(error)}") from error

    def _find(self, path: str) -> bytes | None:
        """What is in a file, None if there is none."""
        try:
            if self._remote:
                system, root = self._remote
                data: bytes = system.cat_file(f"{root}/{path}")
                return data
            return Path(self.root, path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _paths(self) -> list[str]:
        if not self._remote:
            return [*_local_paths(Path(self.root))]
        system, root = self._remote
        system.invalidate_cache()
        start = len(root.strip("/")) + 1
        return [path.strip("/")[start:] for path in system.find(root) if path.endswith(_ENDING)]

    def _put(self, path: str, data: bytes) -> None:
        if self._remote:
            system, root = self._remote
            system.pipe_file(f"{root}/{path}", data)
            return
        place = Path(self.root, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, data)

    def _remove(self, path: str) -> None:
        if self._remote:
            system, root = self._remote
            system.rm_file(f"{root}/{path}")
        else:
            Path(self.root, path).unlink()


def _local_paths(root: Path) -> Iterable[str]:
    for table in TABLES:
        for folder, _, names in os.walk(root / table.name):
            inner = os.path.relpath(folder, root).replace(os.sep, "/")
            yield from (f"{inner}/{name}" for name in names if name.endswith(_ENDING))
