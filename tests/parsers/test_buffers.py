"""Buffer assignments: every form of allocation and value, every file that XLA wrote, and texts that it did not."""

from pathlib import Path

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import BufferAllocation, BufferValue, parse_buffer_assignment
from tests.support.dumped import TESTDATA

FILES = sorted(TESTDATA.glob("*/*/*buffer-assignment.txt"))
HEAD = "BufferAssignment:\n"
VALUE = " value: <7 add.1 @0> (size=20,offset=8): f32[5]{0}\n"


def allocation_of(text: str) -> BufferAllocation:
    [allocation] = parse_buffer_assignment(HEAD + text).allocations
    return allocation


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("allocation 0: size 8, thread-local:\n", BufferAllocation(0, 8, (), is_thread_local=True)),
        ("allocation 10: size 552, preallocated-temp:\n", BufferAllocation(10, 552, (), is_temporary=True)),
        ("allocation 7: size 4, constant:\n", BufferAllocation(7, 4, (), is_constant=True)),
        ("allocation 1: size 640, maybe-live-out:\n", BufferAllocation(1, 640, (), is_live_out=True)),
        (
            "allocation 2: size 64, color 1, parameter 3, shape |f32[16]| at ShapeIndex {1,0}:\n",
            BufferAllocation(2, 64, (), color=1, parameter=3, parameter_index="1,0"),
        ),
        (
            "allocation 2: size 64, parameter 0, shape |f32[16]| at ShapeIndex {}, maybe-live-out:\n",
            BufferAllocation(2, 64, (), parameter=0, is_live_out=True),
        ),
        (
            "allocation 6: size 16, output shape is |(f32[16], /*index=1*/f32[10,16])|, maybe-live-out:\n",
            BufferAllocation(6, 16, (), is_live_out=True),
        ),
        (
            "allocation 6: size 8, parameter 0, shape |f32[]| at ShapeIndex {}, output shape is |s8[]|, maybe-live-out:\n",
            BufferAllocation(6, 8, (), parameter=0, is_live_out=True),
        ),
    ],
)
def test_allocation_is_read(line: str, expected: BufferAllocation) -> None:
    assert allocation_of(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (VALUE, BufferValue("add.1", "", False, 20, 8, "f32[5]{0}")),
        (
            " value: <53 while.6{1,0} (phi) @0> (size=4,offset=0): s32[]\n",
            BufferValue("while.6", "1,0", True, 4, 0, "s32[]"),
        ),
        (
            " value: <9 tuple.5{} @1> (size=16,offset=0): (f32[16]{0}, f32[2]{0})",
            BufferValue("tuple.5", "", False, 16, 0, "(f32[16]{0}, f32[2]{0})"),
        ),
    ],
)
def test_value_is_read(line: str, expected: BufferValue) -> None:
    assert allocation_of("allocation 0: size 28:\n" + line).values == (expected,)


def test_tuple_is_told_by_its_shape() -> None:
    assert BufferValue("t", "", False, 8, 0, "(f32[])").is_tuple
    assert not BufferValue("t", "", False, 8, 0, "f32[]").is_tuple


def test_values_of_another_color_are_not_listed_twice() -> None:
    reused = " reused by buffers of a different color:\n  value: <7 add.1 @0> (color=1)\n"
    assert len(allocation_of("allocation 0: size 28:\n" + VALUE + reused).values) == 1


@pytest.mark.parametrize(
    "rest", ["", "\nTotal bytes used: 5 (5B)\n", "\nUsed values:\n<0 a>", "HloLiveRange (max 1):\n"]
)
def test_what_older_versions_write_behind_is_left(rest: str) -> None:
    assert len(parse_buffer_assignment(HEAD + "allocation 0: size 28:\n" + VALUE + rest).allocations) == 1


def test_windows_newlines_are_taken() -> None:
    text = (HEAD + "allocation 0: size 28:\n" + VALUE).replace("\n", "\r\n")
    assert parse_buffer_assignment(text).allocations[0].values[0].shape == "f32[5]{0}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_line_of_a_dumped_file_is_taken(path: Path) -> None:
    text = path.read_text("utf-8")
    assignment = parse_buffer_assignment(text, filename=path.name)
    assert len(assignment.allocations) == text.count("\nallocation ") > 0
    assert sum(len(allocation.values) for allocation in assignment.allocations) == text.count("\n value: ") > 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("HloModule m", "b.txt:1:1: expected 'BufferAssignment:', found 'HloModule m'\n  HloModule m\n  ^"),
        (
            HEAD + "allocation 0: size big:\n",
            """b.txt:2:1: expected an allocation or a value in one, found 'allocation 0: size big:'
  allocation 0: size big:
  ^""",
        ),
        (
            HEAD + "allocation 0: size 28:\n value: <7 add.1 @0> (size=20): f32[5]\n",
            """b.txt:3:1: expected an allocation or a value in one, found 'value: <7 add.1 @0> (size=20): f32[5]'
   value: <7 add.1 @0> (size=20): f32[5]
  ^""",
        ),
    ],
)
def test_other_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_buffer_assignment(text, filename="b.txt")
    assert str(caught.value) == message


def test_long_line_takes_linear_time() -> None:
    with pytest.raises(ParseError):
        parse_buffer_assignment(HEAD + "allocation 0: size 1" + ", a" * 200_000)
