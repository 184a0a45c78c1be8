"""The instructions of a module field by field: one read of all of them in place of a message for each.

Protocol buffers are put behind each other by putting their bytes so: what is read then has each repeated field of all.
A field that every instruction has is one value for each; behind the others stands an end, which is put there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hloscope.errors import DumpError

from .messages import Message, read_message

END = -1
"""Stands behind the operands of each instruction, and behind its callees: no id is negative."""

_NONE = -2  # no instruction either
_END = b"\xff" * 9 + b"\x01"  # END as protocol buffers write it
_ENDS = b"".join(tag + _END for tag in (b"\x98\x02", b"\xa0\x02", b"\xb0\x02"))  # of the fields 35, 36 and 38


class Columns(NamedTuple):
    """Instructions by field: one value each, but for operands, in a row with END behind those of each."""

    names: Sequence[str]
    opcodes: Sequence[str]
    shapes: Sequence[bytes]
    ids: Sequence[int]
    operands: Sequence[int]
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
    names, opcodes, shapes = read.name[:], read.opcode[:], read.shape[:]
    ids, operands, called = read.id[:], read.operand_ids[:], read.called_computation_ids[:]
    if len(ids) == 2 * count - 1:  # the first instruction has no id, for it would be zero
        place = ids[::2].index(END) if END in ids[::2] else count
        ids.insert(2 * place, 0)
    is_whole = len(names) == len(opcodes) == len(shapes) == count == operands.count(END) == called.count(END)
    if not is_whole or len(ids) != 2 * count or ids[1::2].count(END) != count:
        return None
    return Columns(names, opcodes, shapes, ids[::2], operands, _split(called, count))


def _split(numbers: Sequence[int], count: int) -> list[Sequence[int]]:
    """The numbers in front of each END."""
    found: list[Sequence[int]] = [()] * count
    if len(numbers) == count:
        return found
    place, row = 0, list[int]()
    for number in numbers:
        if number != END:
            row.append(number)
            continue
        if row:
            found[place], row = row, []
        place += 1
    return found


def _read_apart(instructions: Sequence[bytes]) -> Columns:
    """The same, one by one."""
    read = [read_message("HloInstructionOutline", data) for data in instructions]
    return Columns(
        [each.name for each in read],
        [each.opcode for each in read],
        [each.shape for each in read],
        [each.id for each in read],
        [number for each in read for number in _ended(each)],
        [each.called_computation_ids[:] for each in read],
    )


def _ended(instruction: Message) -> Iterator[int]:
    yield from (_NONE if number == END else number for number in instruction.operand_ids)
    yield END
