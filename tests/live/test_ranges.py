"""Live ranges: XLA's own files, the form in older buffer assignments, and broken texts."""

from pathlib import Path

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import find_live_ranges
from tests.support.dumped import TESTDATA

FILES = sorted(TESTDATA.glob("*/*/*live-range.txt"))
TEXT = """HloLiveRange (max 2):
  InstructionSequence:
    0:p.1
    1:while.6
  BufferLiveRange:
    p.1{}:0-2
    while.6{1,0}:1-2
"""


def test_steps_and_ranges_are_read() -> None:
    live = find_live_ranges(TEXT + "  Live ranges at 1 (peak):\n    p.1{}: 4 bytes\n")
    assert live
    assert live.steps == ("p.1", "while.6")
    assert live.ranges == {("p.1", ""): (0, 2), ("while.6", "1,0"): (1, 2)}


def test_ranges_are_found_behind_a_buffer_assignment() -> None:
    live = find_live_ranges(f"BufferAssignment:\nallocation 0: size 4:\n\nUsed values:\n<0 a>\n{TEXT}")
    assert live
    assert len(live.ranges) == 2


def test_text_without_ranges_has_none() -> None:
    assert find_live_ranges("BufferAssignment:\nallocation 0: size 4:\n") is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_range_of_a_dumped_file_is_taken(path: Path) -> None:
    text = path.read_text("utf-8")
    live = find_live_ranges(text, filename=path.name)
    assert live
    ranges = text.partition("BufferLiveRange:\n")[2].partition("  Live ranges at")[0]
    assert len(live.ranges) == ranges.count("\n") > 0
    assert all(first <= last <= len(live.steps) for first, last in live.ranges.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT.replace("    0:p.1", "    zero:p.1"), "3:1: expected a step or 'BufferLiveRange:', found 'zero:p.1'"),
        (TEXT.replace("{}:0-2", "{}:0"), "6:1: expected a live range such as name{}:1-2, found 'p.1{}:0'"),
        (TEXT[: TEXT.index("  Buffer")], "5:1: expected a step or 'BufferLiveRange:', found the end of the text"),
    ],
)
def test_broken_ranges_are_refused(text: str, expected: str) -> None:
    with pytest.raises(ParseError) as caught:
        find_live_ranges(text, filename="l.txt")
    assert str(caught.value).startswith(f"l.txt:{expected}\n")
