"""Sharing: whether several processes would gain by reading a dump together, and what goes to and fro between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from hloscope.dump import Compilation, Dump
from hloscope.dump.files import FileState
from hloscope.dump.sources import is_folder

T = TypeVar("T")

LEAST_BYTES: Final = 4 << 20
"""Of less than this, several processes take longer than one: each start costs what 1 to 2 MB cost."""
_PACKED: Final = (".gz", ".bz2", ".xz", ".zst")


class Task(NamedTuple):
    """A compilation by its place in the dump; `label` is a file of it, by which it is known again."""

    place: int
    path: str
    label: str


class Outcome(NamedTuple, Generic[T]):
    """What came of a compilation, and the states of its files by role, of which the errors of the dump are told."""

    result: T
    states: Mapping[str, FileState]


def can_share(dump: Dump, compilations: Sequence[Compilation], jobs: int) -> bool:
    """Whether several processes would gain: several programs, large together, in files of a folder, none packed."""
    if jobs < 2 or len(compilations) < 2 or not is_folder(Path(dump.path)):
        return False
    labels = [file.source.label for compilation in compilations for file in compilation.files.values()]
    if any(label.endswith(_PACKED) for label in labels):
        return False  # all that is unpacked has one budget, which one process counts
    size = 0
    for label in labels:
        size += _size_of(label)
        if size >= LEAST_BYTES:
            return True
    return False


def _size_of(label: str) -> int:
    try:
        return Path(label).stat().st_size
    except (OSError, ValueError):  # told where it is read
        return 0


def label_of(compilation: Compilation) -> str:
    """A file of a compilation, by which it is known among others."""
    return next(iter(compilation.files.values())).source.label


def outcome_of(result: T, compilation: Compilation) -> Outcome[T]:
    """What came of a compilation that was read here."""
    return Outcome(result, {role.name: file.state for role, file in compilation.files.items()})


def take_over(outcome: Outcome[T], compilation: Compilation) -> None:
    """Notes what another process found of the files of a compilation, as if they had been read here."""
    for role, file in compilation.files.items():
        if role.name in outcome.states:
            file.state = outcome.states[role.name]
