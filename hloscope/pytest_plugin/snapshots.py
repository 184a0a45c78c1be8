"""Snapshots of a test: where they are, and what a test says that finds something else than was reviewed.

tests/test_model.py::test_layer[cpu]  ->  tests/__hlo__/test_model/test_layer[cpu].json
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hloscope.dump import Compilation
from hloscope.pytest_plugin.options import option_of
from hloscope.pytest_plugin.snapshot_files import folder_of
from hloscope.snapshots import Unseen, check_snapshot
from hloscope.testing.checked import CheckedCompilation
from hloscope.words.safe_text import visible_lines

_UNSAFE = re.compile(r"[^\w.,=+\-\[\]]")
_LONGEST = 150  # characters of a name; file systems take 255 bytes


@dataclass(frozen=True)
class TestSnapshots:
    """The snapshots of one test; a second one of the same name has a number."""

    __test__ = False  # it is no class of tests

    folder: Path
    test: str
    is_update: bool
    _used: Counter[str] = field(default_factory=Counter[str])

    def path_of(self, name: str) -> Path:
        """The file of the next snapshot of that name."""
        self._used[name] += 1
        number = str(self._used[name]) if self._used[name] > 1 else ""
        words = ".".join(filter(None, (self.test, name, number)))
        return self.folder / f"{_UNSAFE.sub('_', words)[:_LONGEST]}.json"


def snapshots_of(request: pytest.FixtureRequest) -> TestSnapshots:
    """Those of the test that asks."""
    names = [part.name for part in request.node.listchain() if isinstance(part, pytest.Class | pytest.Function)]
    update = bool(option_of(request.config, "update"))
    return TestSnapshots(folder_of(request.path), ".".join(names), update)


class CapturedCompilation(CheckedCompilation):
    """A compilation that a test captured: its assertions, and its snapshot.

    `compiler` is what compiled it, such as `jaxlib 0.10.2`; None of a dump that was loaded.
    """

    compiler: str | None
    snapshots: TestSnapshots

    def check_snapshot(self, name: str = "", *, unseen: Unseen = "compare") -> None:
        """It is as in the reviewed snapshot beside the test, which `pytest --hlo-update` writes.

        Several in one test have a `name` each. `unseen` is what to do about a compiler that no snapshot is of:
        `compare` with the nearest version, `fail`, or `add` one.

        Raises:
            AssertionError: it is another program now, there is no snapshot, or one was written: look at it first.
            HloscopeError: the file is no file of snapshots.
        """
        __tracebackhide__ = True
        snapshots = self.snapshots
        found = check_snapshot(
            self,
            snapshots.path_of(name),
            update=snapshots.is_update,
            compiler=self.compiler,
            unseen=unseen,
            how="pytest --hlo-update",
        )
        if not found.is_same:
            raise AssertionError(visible_lines(found.message))


def captured_of(compilation: Compilation, snapshots: TestSnapshots, compiler: str | None) -> CapturedCompilation:
    """The same compilation, with its assertions and its snapshots."""
    captured = CapturedCompilation.of(compilation)
    vars(captured).update(snapshots=snapshots, compiler=compiler)
    return captured
