"""Findings: what a CI system is told, whatever command found it: by which rule, at which line, how bad it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hloscope.regex import lazy_pattern

Level = Literal["error", "warning", "note"]
"""An error makes the command fail, a warning is what could not be judged, a note is something worth knowing."""
_LINE = lazy_pattern(r"(.+):(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `rule` is an id such as `hloscope/unfused`, `program` where it is, "" if it is of none.

    `source` is `file:line` as the dump has it, a name of the framework's, or "". `fingerprint` stays where lines move.
    """

    rule: str
    level: Level
    message: str
    program: str
    source: str
    fingerprint: str

    @property
    def text(self) -> str:
        """The message, with the program, and the name of the operation where no line is known."""
        where = self.source if self.source and place_in(self.source) is None else ""
        return ": ".join(filter(None, (self.program, self.message))) + (f" ({where})" if where else "")


@dataclass(frozen=True, slots=True)
class Total:
    """A number of a program, which is better the smaller it is."""

    program: str
    name: str
    unit: str
    value: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a run of a command found; `checked` are the programs that it looked at, `totals` what they have now."""

    command: str
    verdict: str
    items: tuple[Finding, ...]
    checked: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A file as its repository has it, with slashes, and a line from 1."""

    file: str
    line: int


def workspace() -> str:
    """The folder that CI has checked the repository out to, else the one that the command runs in."""
    return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or str(Path.cwd())


def place_of(source: str, root: str) -> Place | None:
    """Where a source stands in the repository at `root`; None if it is no line of a file.

    A dump may come from another machine: of a path that is not below `root`, the longest tail that is a file there
    counts (inferred). Where there is none, the path is as the dump has it.
    """
    place = place_in(source)
    return place and Place(_in_repository(place.file, root) or place.file, place.line)


def place_in(source: str) -> Place | None:
    """The file and the line of a source, as the dump has them."""
    found = _LINE.fullmatch(source.replace("\\", "/"))
    return Place(found[1], max(1, int(found[2]))) if found else None


def _in_repository(file: str, root: str) -> str | None:
    parts = [part for part in file.split("/") if part not in ("", ".")]
    if ".." in parts or "\0" in file:
        return None
    tails = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((tail for tail in tails if os.path.isfile(os.path.join(root, tail))), None)  # noqa: PTH113, PTH118


def by_level(findings: Sequence[Finding]) -> list[Finding]:
    """The worst first, else as they were found."""
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(findings, key=lambda finding: order[finding.level])
