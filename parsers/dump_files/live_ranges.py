"""Live ranges: when each value of a module is needed, from XLA's `*-live-range.txt`.

Source of the form: HloLiveRange::ToString in xla/hlo/utils/hlo_live_range.cc. Before jaxlib 0.7 it stood at the end of
the `*-buffer-assignment.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hloscope.errors import ParseError

_TITLE = re.compile(r"^HloLiveRange \(max \d{1,18}\):\n  InstructionSequence:\n", re.MULTILINE)
_STEP = re.compile(r"    (\d{1,18}):(\S++)\n?")
_RANGES = "  BufferLiveRange:\n"
_RANGE = re.compile(r"    ([^\s{}]++)\{([\d,]*+)\}:(\d{1,18})-(\d{1,18})\n?")
_BEHIND = re.compile(r"  Live ranges at |  RelatedInstructions|\s*+\Z")

Range = tuple[int, int]
"""The first and the last step at which a value is needed."""


@dataclass(frozen=True, slots=True)
class LiveRanges:
    """The steps of a module in order, loops and branches in their places, and the range of each value.

    A value is an instruction's name and the member of it: `("while.6", "1")`; "" is the whole.
    """

    steps: tuple[str, ...]
    ranges: Mapping[tuple[str, str], Range]


def find_live_ranges(text: str, *, filename: str | None = None) -> LiveRanges | None:
    """The live ranges in a text; None if it holds none.

    Raises:
        ParseError: a line of them is of no form that XLA writes.
    """
    text = text.replace("\r\n", "\n")
    title = _TITLE.search(text)
    if title is None:
        return None
    steps: list[str] = []
    position = title.end()
    while step := _STEP.match(text, position):
        steps.append(step[2])
        position = step.end()
    if not text.startswith(_RANGES, position):
        raise _error("a step or 'BufferLiveRange:'", text, position, filename)
    ranges: dict[tuple[str, str], Range] = {}
    position += len(_RANGES)
    while found := _RANGE.match(text, position):
        ranges[found[1], found[2]] = int(found[3]), int(found[4])
        position = found.end()
    if not _BEHIND.match(text, position):
        raise _error("a live range such as name{}:1-2", text, position, filename)
    return LiveRanges(tuple(steps), ranges)


def _error(expected: str, text: str, position: int, filename: str | None) -> ParseError:
    line = text[position : position + 200].partition("\n")[0].strip()
    found = repr(line[:60]) if line else "the end of the text"
    return ParseError(expected, found, text=text, position=position, filename=filename)
