"""Retarget cache: dumps of earlier compiles, found again by what was compiled, for what, and by which compiler.

It lies in the folder `hloscope/retarget` of $XDG_CACHE_HOME, or of ~/.cache, and may be removed at any time.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

_FORM = 1  # of the entries; another number makes the old ones unknown
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
        """Copies the dump of an entry into a folder; what the compiler said, None if there is no such entry."""
        entry = self._folder / key
        try:
            answer: Any = json.loads((entry / _ANSWER).read_text("utf-8"))
            for path in entry.iterdir():
                if path.name != _ANSWER:
                    shutil.copy(path, folder)
        except (OSError, ValueError):
            return None
        return cast("dict[str, Any]", answer) if isinstance(answer, dict) else None

    def keep(self, key: str, folder: Path, answer: Mapping[str, Any]) -> None:
        """Makes an entry of a dump. It appears whole or not at all, whoever else writes it at the same time."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as new:
                shutil.copytree(folder, new, dirs_exist_ok=True)
                (Path(new) / _ANSWER).write_text(json.dumps(answer), "utf-8")
                Path(new).rename(self._folder / key)
                Path(new).mkdir()  # for the end of this block to remove
        except OSError:  # no space, no permission, or another process was first
            return
