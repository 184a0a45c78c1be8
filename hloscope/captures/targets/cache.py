"""Retarget cache: dumps of earlier compiles, found again by what was compiled, for what, and by which compiler.

It lies in the folder `hloscope/retarget` of $XDG_CACHE_HOME, or of ~/.cache, and may be removed at any time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from tempfile import TemporaryDirectory
from typing import Any, cast

_FORM = 2  # of the entries; another number makes the old ones unknown
_ANSWER = "answer.json"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where entries lie, whether or not it is there yet."""
    base = environment.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "hloscope" / "retarget"


def key_of(content: bytes, settings: Mapping[str, Any]) -> str:
    """The name of an entry: a fingerprint of the module, and of all that decides what becomes of it."""
    settled = json.dumps([_FORM, settings], sort_keys=True).encode("utf-8")
    return blake2b(settled + b"\0" + content, digest_size=20).hexdigest()


class Cache:
    """The entries in one folder. Whatever goes wrong with the disk, nothing is found or kept, and the work goes on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def restore(self, key: str, folder: Path) -> dict[str, Any] | None:
        """Copies the dump of an entry into a folder; what the compiler said, None if there is no such entry.

        An entry that is not as it was written is removed, so that it is made again.
        """
        entry = self._folder / key
        try:
            answer, contents = _read(entry)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            self._remove(entry)
            return None
        except OSError:
            return None
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        return answer

    def keep(self, key: str, folder: Path, answer: Mapping[str, Any]) -> None:
        """Makes an entry of a dump. It appears whole or not at all, whoever else writes it at the same time."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as new:
                _write(Path(new), folder, answer)
                Path(new).rename(self._folder / key)
                Path(new).mkdir()  # for the end of this block to remove
        except OSError:  # no space, no permission, or another process was first
            return

    def _remove(self, entry: Path) -> None:
        with suppress(OSError), TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as old:
            entry.rename(Path(old) / entry.name)  # at once, for others may be reading it


def _write(entry: Path, folder: Path, answer: Mapping[str, Any]) -> None:
    """Writes the files of an entry, and what they are to be when they are read again."""
    contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    for name, content in contents.items():
        (entry / name).write_bytes(content)
    stated = {"answer": answer, "files": {name: _hash(content) for name, content in contents.items()}}
    text = json.dumps({**stated, "digest": _digest_of(stated)})
    (entry / _ANSWER).write_text(text, "utf-8")


def _read(entry: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The answer, and the content of each file.

    Raises:
        OSError: something cannot be read.
        ValueError: something is not as it was written.
    """
    found: Any = json.loads(_read_file(entry / _ANSWER))
    record = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    stated: dict[str, Any] = {name: record.get(name) or {} for name in ("answer", "files")}
    is_intact = record.get("digest") == _digest_of(stated) and all(isinstance(part, dict) for part in stated.values())
    if not is_intact or any(Path(name).name != name for name in stated["files"]):  # of another folder
        raise ValueError(entry)
    contents = {name: _read_file(entry / name) for name in stated["files"]}
    if any(_hash(contents[name]) != digest for name, digest in stated["files"].items()):
        raise ValueError(entry)
    return stated["answer"], contents


def _read_file(path: Path) -> bytes:
    """What is in a file of an entry; a link or a pipe is none."""
    if not S_ISREG(path.lstat().st_mode):
        raise ValueError(path)
    return path.read_bytes()


def _digest_of(stated: Mapping[str, Any]) -> str:
    return _hash(json.dumps(stated, sort_keys=True).encode("utf-8"))


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=20).hexdigest()
