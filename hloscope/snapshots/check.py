"""Check: whether a compilation is as it was reviewed; and writing it down where it is to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from hloscope.comparisons.change_words import broadcast_lines, change_lines
from hloscope.comparisons.program_diff import ProgramDiff
from hloscope.comparisons.total_words import total_lines
from hloscope.dump import Compilation
from hloscope.frameworks import FRAMEWORKS
from hloscope.snapshots.snapshot import Snapshot, Snapshots, changing
from hloscope.snapshots.stored import StoredSnapshots
from hloscope.words.safe_text import visible

Unseen = Literal["compare", "fail", "add"]
"""What to do about a compiler that the file has no snapshot of.

`compare`: with the nearest version that it has, and fail only if that differs. `fail`: fail. `add`: write one down.
"""


@dataclass(frozen=True)
class Checked:
    """How a compilation compares with its snapshot; `message` is for a person, "" where all is well.

    `status` is `same`, `changed`, `missing` (there is none of this backend and compiler), `written` or `updated`.
    `key` names the snapshot in the file; `diff` is what changed, None where nothing was compared.
    """

    status: Literal["same", "changed", "missing", "written", "updated"]
    key: str
    message: str = ""
    diff: ProgramDiff | None = None

    @property
    def is_same(self) -> bool:
        """Whether it is as reviewed; what was just written nobody reviewed."""
        return self.status == "same"


def check_snapshot(
    compilation: Compilation,
    path: str | Path,
    *,
    update: bool = False,
    compiler: str | None = None,
    unseen: Unseen = "compare",
    how: str = "run again with update=True",
) -> Checked:
    """Compares a compilation with the snapshot in a file, or with `update` writes it there if it differs.

    `compiler` is what compiled it, such as `jaxlib 0.10.2`, None if that is not known: snapshots are kept by backend
    and compiler. `unseen` is what to do about a compiler that is new, `how` what a failing test tells people to do.

    Raises:
        HloscopeError: the compilation has no module that runs, or the file is no file of snapshots.
    """
    path, now = Path(path), Snapshot.of(compilation)
    key = f"{now.backend}, {compiler}" if compiler else now.backend
    written = ("missing", "changed") if update else ("missing",) if unseen == "add" else ()
    nearest: Unseen = "fail" if update else unseen
    if not written:
        return _checked(StoredSnapshots(path), now, key, nearest, path, how)
    with changing(path):
        known = StoredSnapshots(path)
        found = _checked(known, now, key, nearest, path, how)
        if found.status not in written:
            return found
        known.write_with(key, now)
    status: Literal["written", "updated"] = "updated" if found.status == "changed" else "written"
    return Checked(status, key, visible(f"{status} {path} ({key}); look at it, and run again"), found.diff)


def _checked(known: Snapshots, now: Snapshot, key: str, unseen: Unseen, path: Path, how: str) -> Checked:
    if key in known:
        return _compared(known, key, key, now, path, how)
    nearest = _nearest(known, key) if unseen == "compare" else None
    return _compared(known, nearest, key, now, path, how) if nearest else _missing(known, key, path, how)


def installed_compiler(framework: str | None) -> str | None:
    """The package that holds the framework's compiler, as installed here: `jaxlib 0.10.2`; None if there is none."""
    row = FRAMEWORKS.get(framework or "")
    try:
        return f"{row.compiler} {version(row.compiler)}" if row else None
    except PackageNotFoundError:
        return None


def _compared(known: Snapshots, nearest: str, key: str, now: Snapshot, path: Path, how: str) -> Checked:
    diff = known[nearest].diff(now if nearest == key else now.of_any_compiler())
    if diff.is_same:
        return Checked("same", key, diff=diff)
    origin = nearest if nearest == key else f"{nearest}, for there is none of {key}"
    lines = [f"{diff.name} is not as in {path} ({origin}):", *_lines_of(diff), f"If this is how it should be: {how}"]
    return Checked("changed", key, "\n".join(map(visible, lines)), diff)


def _lines_of(diff: ProgramDiff) -> Iterator[str]:
    for line in (*total_lines(diff), *change_lines(diff), *broadcast_lines(diff)):
        yield f"  {line}"


def _missing(known: Snapshots, key: str, path: Path, how: str) -> Checked:
    there = f"it has {'; '.join(sorted(known))}" if known else "there is no such file yet" if not path.exists() else ""
    return Checked("missing", key, visible(f"no snapshot of {key} in {path}: {there}. To write one: {how}"))


def _nearest(known: Snapshots, key: str) -> str | None:
    """The key of the same backend whose version is the highest of those that are no higher, else the lowest."""
    backend, numbers = _parts_of(key)
    versions = {name: found for name in known for place, found in [_parts_of(name)] if place == backend}
    ordered = sorted(versions, key=versions.__getitem__)
    older = [name for name in ordered if versions[name] <= numbers]
    return next(iter(older[::-1] or ordered), None)


def _parts_of(key: str) -> tuple[str, list[int]]:
    """The backend and the version: of `jax cpu, jaxlib 0.10.2` `jax cpu` and [0, 10, 2]."""
    backend, _, compiler = key.partition(", ")
    return backend, [int(number) for number in re.findall(r"\d{1,9}", compiler)]
