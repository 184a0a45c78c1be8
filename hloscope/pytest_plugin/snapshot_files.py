"""Snapshot files: where those of a test module are, and which of them no test has any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_FOLDER = "__hlo__"


def folder_of(module: Path) -> Path:
    """The folder of the snapshots of one file of tests."""
    return module.parent / _FOLDER / module.stem


def unused_files(tests: Iterable[str], root: Path) -> Iterator[Path]:
    """The snapshots, beside the modules that were run, of functions that are not among the ids of the tests."""
    functions: dict[Path, set[str]] = {}
    for test in tests:
        file, _, names = test.partition("::")
        functions.setdefault(root / file, set()).add(names.partition("[")[0].replace("::", "."))
    for module, known in functions.items():
        for path in sorted(folder_of(module).glob("*.json")):
            if not any(path.name.startswith((f"{name}[", f"{name}.")) for name in known):
                yield path
