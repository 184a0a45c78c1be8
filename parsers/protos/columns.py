"""The instructions of a module field by field: one read of all of them in place of a message for each.

Protocol buffers are put behind each other by putting their bytes so: what is read then has each repeated field of all.
A field that every instruction has is one value for each; behind the others stands an end, which is put there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hloscope.errors import DumpError

from .messages import read_message

_END_ID = -1  # stands behind the operands of each instruction, and behind its callees: no id is negative
_END = b"\xff" * 9 + b"\x01"  # as protocol buffers write it
_ENDS = b"".join(tag + _END for tag in (b"\xa0\x02", b"\xb0\x02"))  # of the fields 36 and 38


class Columns(NamedTuple):
    """Instructions by field: one value each."""

    names: Sequence[str]
    opcodes: Sequence[str]
    shapes: Sequence[bytes]
    ids: Sequence[int]
    operands: Sequence[Sequence[int]]
    callees: Sequence[Sequence[int]]


def columns_of(instructions: Sequence[bytes]) -> Columns:
    """The fields of all instructions (HloInstructionProto) that a module needs at first.

    Raises:
        DumpError: one of them is no instruction.
    """
    try:
        return _read_together(instructions) or _read_apart(instructions)
    except DumpError:
        return _read_apart(instructions)  # or what is wrong with the one that is none


def _read_together(instructions: Sequence[bytes]) -> Columns | None:
    """In a third of the time; None where a field is missing, or one of them holds what is behind it."""
    count = len(instructions)
    read = read_message("HloInstructionColumns", _ENDS.join([*instructions, b""]))
    names, opcodes, shapes, ids = read.name[:], read.opcode[:], read.shape[:], read.id[:]
    if not len(names) == len(opcodes) == len(shapes) == len(ids) == count:  # the first of a module has id 0: none
        return None
    operands = _rows(read.operand_ids[:], count)
    called = _few_rows(read.called_computation_ids[:], count)
    return Columns(names, opcodes, shapes, ids, operands, called) if operands and called else None


def _rows(numbers: Sequence[int], count: int) -> list[Sequence[int]]:
    """The numbers in front of each end; nothing if there are more ends or less."""
    found, start, find = list[Sequence[int]](), 0, numbers.index
    try:
        for _ in range(count):
            end = find(_END_ID, start)
            found.append(numbers[start:end])
            start = end + 1
    except ValueError:
        return []
    return found if start == len(numbers) else []


def _few_rows(numbers: Sequence[int], count: int) -> list[Sequence[int]]:
    """The same where most are empty: in a fifth of the time."""
    found: list[Sequence[int]] = [()] * count
    places = [place for place, number in enumerate(numbers) if number != _END_ID]
    if len(numbers) - len(places) != count or (places and places[-1] == len(numbers) - 1):
        return []
    for before, place in enumerate(places):
        found[place - before] = (*found[place - before], numbers[place])
    return found


def _read_apart(instructions: Sequence[bytes]) -> Columns:
    """The same, one by one."""
    read = [read_message("HloInstructionOutline", data) for data in instructions]
    return Columns(
        [each.name for each in read],
        [each.opcode for each in read],
        [each.shape for each in read],
        [each.id for each in read],
        [each.operand_ids[:] for each in read],
        [each.called_computation_ids[:] for each in read],
    )
