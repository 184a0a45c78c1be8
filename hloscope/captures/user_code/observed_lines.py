"""Observed lines: which lines of the user's code run while a function is called, and how often."""

from __future__ import annotations

import linecache
import os
import sys
import sysconfig
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, NamedTuple

from hloscope.frameworks import FRAMEWORKS


class Place(NamedTuple):
    """A line of the user's code."""

    file: str
    line: int


_PACKAGES = {"keras", "numpy", "flax", "hloscope"}.union(*(row.packages for row in FRAMEWORKS.values()))
_HLOSCOPE = Path(__file__).parents[2]  # hloscope/, in a checkout as well
_FOLDERS = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), str(_HLOSCOPE))
_LIBRARY = tuple(os.path.abspath(folder) + os.sep for folder in _FOLDERS)  # noqa: PTH100


@dataclass
class Lines:
    """The lines that ran, filled while it is watched."""

    counts: Counter[Place] = field(default_factory=Counter[Place])

    def sources(self) -> dict[str, str]:
        """The texts of the files that the lines are in; files that cannot be read are left out."""
        texts = {file: "".join(linecache.getlines(file)) for file in dict.fromkeys(place.file for place in self.counts)}
        return {file: text for file, text in texts.items() if text}


@contextmanager
def observed_lines() -> Generator[Lines]:
    """Watches this thread; whatever watched it before (a debugger, coverage) pauses and goes on afterwards."""
    lines, before = Lines(), sys.gettrace()
    sys.settrace(_tracer(lines.counts))
    try:
        yield lines
    finally:
        sys.settrace(before)


class TooLongError(Exception):
    """The user's code ran longer than it may."""


@contextmanager
def limited(seconds: float) -> Generator[None]:
    """Raises TooLongError in the user's code, at its next line, once it has run so long."""
    end, before = monotonic() + seconds, sys.gettrace()

    def line(_frame: FrameType, _event: str, _: object) -> Callable[..., Any]:
        if monotonic() > end:
            raise TooLongError(f"it ran longer than {seconds:g} s")
        return line

    sys.settrace(lambda frame, event, _: line(frame, event, _) if is_users(frame.f_code.co_filename) else None)
    try:
        yield
    finally:
        sys.settrace(before)


def _tracer(counts: Counter[Place]) -> Callable[[FrameType, str, Any], Callable[..., Any] | None]:
    def line(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        if event == "line":
            counts[Place(_absolute_path(frame.f_code.co_filename), frame.f_lineno)] += 1
        return line

    def call(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        return line if is_users(frame.f_code.co_filename) else None

    return call


def is_users(file: str) -> bool:
    """Whether a file is the user's own, and neither the standard library's nor a framework's."""
    if file.startswith("<"):
        return False
    path = _absolute_path(file)
    packages = path.rpartition(f"{os.sep}site-packages{os.sep}")
    if packages[1]:
        return packages[2].partition(os.sep)[0] not in _PACKAGES
    return not path.startswith(_LIBRARY)


def last_users_place(traceback: TracebackType | None) -> Place | None:
    """The innermost line of the user's code in a traceback."""
    place = None
    while traceback:
        if is_users(traceback.tb_frame.f_code.co_filename):
            place = Place(_absolute_path(traceback.tb_frame.f_code.co_filename), traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def place_at(file: str, line: int) -> Place:
    """The place with the absolute path of its file."""
    return Place(_absolute_path(file), line)


def _absolute_path(file: str) -> str:
    return os.path.abspath(file)  # noqa: PTH100 (a Path for each line that runs would be slow)
