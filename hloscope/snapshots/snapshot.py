"""Snapshot: one compilation as it was reviewed, and the files that hold such, by backend and compiler."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hloscope.comparisons.comparable import comparable
from hloscope.comparisons.outline import OPTIONAL, Outline
from hloscope.comparisons.program_diff import ProgramDiff, diff_programs
from hloscope.dump import Compilation
from hloscope.dump.writing import locked, write_whole
from hloscope.errors import DumpError, HloscopeError
from hloscope.reports.reader import find_problem, read_json
from hloscope.snapshots.form import REVIEWED, FileForm, SnapshotForm, form_of, json_text, outline_of_form
from hloscope.version import SNAPSHOT_SCHEMA

MOST_LAUNCHES = 1_000_000
_HOW = "write it anew with check_snapshot(..., update=True)"


@dataclass(frozen=True)
class Snapshot:
    """What a compilation launches, as far as it is reviewed: no names of instructions, no places in the source."""

    outline: Outline

    @classmethod
    def of(cls, compilation: Compilation) -> Snapshot:
        """The snapshot of a compilation.

        Raises:
            HloscopeError: it has no module that runs, or that cannot be read: an empty capture is no snapshot.
        """
        (outline,), errors = comparable(compilation)
        if not outline.is_known:
            problem = "; ".join(error.message for error in errors) or "there is no module from after optimization"
            raise HloscopeError(f"{compilation.name or 'the compilation'} cannot be compared: {problem}")
        numbers = {key: number if key in REVIEWED else None for key, number in outline.numbers.items()}
        return cls(replace(outline, numbers=numbers))

    @classmethod
    def from_form(cls, form: SnapshotForm) -> Snapshot:
        """The snapshot in a JSON object."""
        return cls(outline_of_form(form))

    @property
    def backend(self) -> str:
        """The framework, platform and architecture: `jax cpu`, `jax gpu sm_9.0a`."""
        return self.outline.backend

    def diff(self, new: Snapshot) -> ProgramDiff:
        """What changed since, as `hloscope.diff` has it; by the rule `changes` anything is a regression."""
        return diff_programs(self.outline, new.outline, rules=("changes",))

    def of_any_compiler(self) -> Snapshot:
        """The same without memory and FLOPs, which differ a little from version to version of a compiler."""
        numbers = {key: None if key in OPTIONAL else number for key, number in self.outline.numbers.items()}
        return Snapshot(replace(self.outline, numbers=numbers))

    def to_dict(self) -> SnapshotForm:
        """The JSON object, sorted: equal programs give equal text."""
        return form_of(self.outline)

    def to_json(self) -> str:
        """The same as text that a person can review."""
        return json_text(self.to_dict()) + "\n"


Snapshots = Mapping[str, Snapshot]
"""Snapshots of one program by backend and compiler: `jax cpu, jaxlib 0.10.2`."""


def read_snapshots(path: Path) -> dict[str, Snapshot]:
    """The snapshots in a file; none if there is no such file.

    Raises:
        DumpError: it cannot be read, or is no file of snapshots; the message says where in it.
    """
    if not path.exists():
        return {}
    forms = check_form(read_json(path), path)
    return {key: Snapshot.from_form(form) for key, form in forms.items()}


def check_form(found: dict[str, Any], path: Path) -> dict[str, SnapshotForm]:
    """The snapshots in a JSON document.

    Raises:
        DumpError: it has another form; the message says where in it.
    """
    problem = find_problem(found, FileForm)
    if problem is None and found["schema"] != SNAPSHOT_SCHEMA:
        problem = f"expected snapshots of schema {SNAPSHOT_SCHEMA}, found {found['schema']!r}"
    forms: dict[str, SnapshotForm] = {} if problem else found["snapshots"]
    launches = sum(launch["times"] for form in forms.values() for launch in (*form["launches"], *form["broadcasts"]))
    if launches > MOST_LAUNCHES:
        problem = f"expected at most {MOST_LAUNCHES} launches, found {launches}"
    if problem:
        raise DumpError(f"{problem}; {_HOW}", str(path))
    return forms


def write_snapshots(path: Path, snapshots: Snapshots) -> None:
    """Writes a file of snapshots, sorted; its folder is made if need be, and no half of it is ever seen.

    Raises:
        DumpError: it cannot be written.
    """
    content: FileForm = {
        "schema": SNAPSHOT_SCHEMA,
        "snapshots": {key: snapshots[key].to_dict() for key in sorted(snapshots)},
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json_text(content) + "\n")
    except OSError as error:
        raise DumpError(f"cannot be written: {error.strerror}", str(path)) from error


@contextmanager
def changing(path: Path) -> Generator[None]:
    """Keeps others from changing a file of snapshots, from when it is read until it is written.

    Raises:
        DumpError: its folder is not there, and cannot be made.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(Path(os.path.realpath(path)).parent))
        except OSError as error:
            raise DumpError(f"cannot be written: {error.strerror}", str(path)) from error
        yield
