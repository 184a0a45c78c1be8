"""Signs of drawings: whether a text holds one of a program, in which language, and where each begins."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

from hloscope.regex import lazy_pattern

DrawingKind = Literal["xla", "lazy drawing", "lazy text", "other"]

_START = lazy_pattern(r"(?:strict[ \t]++)?digraph(?:[ \t]++[\w\"]++)?\s*+\{|(?m:^[ \t]*+IR \{)")
DRAWN_LINE = lazy_pattern(
    r"(?P<head>(?:strict[ \t]++)?digraph[ \t{]|IR \{)"
    r"|(?:subgraph )?+cluster_\d++ [{\[]|\d{3,}+ (?:\[label=<|-> (?:\d{3,}+|cluster_\d++) \[)"
    r"|node\d++ (?:\[label=|-> node\d)|%\d++ = \S.*? \w++::\w++\("
)
"""The lines of drawings, by which what a log has in front of them is told."""

_XLA = lazy_pattern(r"<b>Parameter \d|Fused expression for <b>|Subcomputation for <b>|<br/>Computation ")
_LAZY = lazy_pattern(r"xla_shape=|\w::\w++\\n")


class DrawnPart(NamedTuple):
    """Where in a text a drawing is, up to the next one, and of what."""

    kind: DrawingKind
    start: int
    end: int


def find_drawings(text: str) -> list[DrawnPart]:
    """The drawings in a text."""
    starts = [found.start() for found in _START.finditer(text)]
    bounds = pairwise([*starts, len(text)])
    return [DrawnPart(_kind_of(text, start, end), start, end) for start, end in bounds]


def _kind_of(text: str, start: int, end: int) -> DrawingKind:
    if text[start : start + 80].lstrip().startswith("IR"):
        return "lazy text"
    if _XLA.search(text, start, end):
        return "xla"
    return "lazy drawing" if _LAZY.search(text, start, end) else "other"
