"""Buffer assignment: which values XLA placed in which memory, from its `*-buffer-assignment.txt`.

Source of the form: BufferAllocation::ToString in xla/service/buffer_assignment.cc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hloscope.errors import ParseError
from hloscope.regex import compiled

_TITLE = "BufferAssignment:"
# `allocation 3: size 20, parameter 1, shape |f32[5]| at ShapeIndex {0}, maybe-live-out:`, and below it
# ` value: <53 fusion{0} (phi) @0> (size=20,offset=0): f32[5]{0}`.
_ALLOCATION = compiled(
    r"allocation (\d{1,18}): size (\d{1,18})((?:, [^,|:\n]*+(?:\|[^|\n]*+\|[^:\n{]*+(?:\{[\d,]*+\})?+)?+)*+):\n"
)
_VALUE = compiled(
    r" value: <\d+ ([^\s{}<>]++)(?:\{([\d,]*+)\})?+( \(phi\))?+ @\d+> \(size=(\d{1,18}),offset=(\d{1,18})\): (.*+)\n?"
)
_PARAMETER = compiled(r", parameter (\d{1,18})(?:, shape \|[^|]*+\|(?: at ShapeIndex \{([\d,]*+)\})?+)?+")
_COLOR = compiled(r", color (\d{1,18})")
_REUSED = compiled(r" reused by buffers of a different color:\n(?:  value: .*+\n?)*+")
# What older versions write behind the allocations, and newer ones into files of their own.
_BEHIND = compiled(r"\s*+(?:Total bytes used: |Used values:|HloLiveRange |\Z)")


class BufferValue(NamedTuple):
    """What an instruction makes, or the member of it at `shape_index` ("1,0": member 0 of member 1), and its place.

    A phi is no value of its own: it stands for one of several, such as what a loop starts with and what it repeats.
    """

    name: str
    shape_index: str
    is_phi: bool
    size: int
    offset: int
    shape: str

    @property
    def is_tuple(self) -> bool:
        """Whether it is the table of pointers of a tuple."""
        return self.shape.startswith("(")


@dataclass(frozen=True, slots=True)
class BufferAllocation:
    """A piece of memory of its own, in bytes, and the values that are in it at one time or another.

    `parameter` is the number of the entry's argument that it holds, `parameter_index` which member of that. What is
    maybe live out holds a result, or a part of one. Thread-local memory is the stack of reducers and the like.
    """

    number: int
    size: int
    values: tuple[BufferValue, ...]
    color: int = 0
    parameter: int | None = None
    parameter_index: str = ""
    is_constant: bool = False
    is_thread_local: bool = False
    is_live_out: bool = False
    is_temporary: bool = False


@dataclass(frozen=True, slots=True)
class BufferAssignment:
    """The memory of one module, as XLA planned it."""

    allocations: tuple[BufferAllocation, ...]


def parse_buffer_assignment(text: str, *, filename: str | None = None) -> BufferAssignment:
    """The allocations of a `*-buffer-assignment.txt`.

    Raises:
        ParseError: the text is no such file, or a line of an allocation is of no form that XLA writes.
    """
    text = text.replace("\r\n", "\n")
    if not text.startswith(_TITLE):
        raise ParseError(repr(_TITLE), _found(text, 0), text=text, position=0, filename=filename)
    return BufferAssignment(tuple(_allocations(text, len(_TITLE) + 1, filename)))


def _allocations(text: str, position: int, filename: str | None) -> Iterator[BufferAllocation]:
    while found := _ALLOCATION.match(text, position):
        values: list[BufferValue] = []
        position = found.end()
        while value := _VALUE.match(text, position):
            values.append(_value_of(value))
            position = value.end()
        reused = _REUSED.match(text, position)
        position = reused.end() if reused else position
        yield _allocation_of(found, tuple(values))
    if not _BEHIND.match(text, position):
        expected = "an allocation or a value in one"
        raise ParseError(expected, _found(text, position), text=text, position=position, filename=filename)


def _found(text: str, position: int) -> str:
    line = text[position : position + 200].partition("\n")[0].strip()
    return repr(line[:60]) if line else "the end of the text"


def _value_of(found: re.Match[str]) -> BufferValue:
    name, index, phi, size, offset, shape = found.groups()
    return BufferValue(name, index or "", bool(phi), int(size), int(offset), shape)


def _allocation_of(found: re.Match[str], values: tuple[BufferValue, ...]) -> BufferAllocation:
    number, size, remarks = found.groups()
    parameter, color = _PARAMETER.search(remarks), _COLOR.search(remarks)
    return BufferAllocation(
        number=int(number),
        size=int(size),
        values=values,
        color=int(color[1]) if color else 0,
        parameter=int(parameter[1]) if parameter else None,
        parameter_index=(parameter[2] or "") if parameter else "",
        is_constant=", constant" in remarks,
        is_thread_local=", thread-local" in remarks,
        is_live_out=", maybe-live-out" in remarks,
        is_temporary=", preallocated-temp" in remarks,
    )
