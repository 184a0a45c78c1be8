"""XPlane profiles, as jax and TensorFlow write them (`*.xplane.pb`): which HLO operation ran when, and how long.

The schema is tsl/profiler/protobuf/xplane.proto; its fields are read by number, in the wire format of protocol buffers
(protobuf.dev, "Encoding"). Only events that name an HLO operation are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hloscope.errors import DumpError

_Field = tuple[int, int | memoryview]
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MAX_VARINT = 10  # bytes of 64 bits


@dataclass(frozen=True, slots=True)
class OperationEvent:
    """One run of an HLO operation; times are in picoseconds, `start` counts from the start of its line.

    `line` is the thread or stream that it ran on, unique in a profile. Events on one line nest or follow each other.
    """

    operation: str
    module: str
    program_id: int | None
    line: int
    start: int
    duration: int


def parse_xplane(data: bytes, *, filename: str | None = None) -> tuple[OperationEvent, ...]:
    """The events of a profile that name an HLO operation, in the order of the file.

    Raises:
        DumpError: the data is no XSpace message, or is cut off.
    """
    try:
        return tuple(_events_of(memoryview(data)))
    except (ValueError, IndexError) as error:
        raise DumpError("expected a profile (xplane.pb), found other or cut data", filename) from error


def _events_of(space: memoryview) -> Iterator[OperationEvent]:
    lines = 0
    for number, plane in _fields(space):
        if number != 1:
            continue
        fields = [*_fields(_message(plane))]
        names = dict(_named(value) for key, value in fields if key == 5)
        wanted = {key for key, name in names.items() if name in ("hlo_op", "hlo_module", "program_id")}
        operations = {key for key, name in names.items() if name == "hlo_op"}
        for key, line in fields:
            if key == 3 and operations:
                lines += 1
                yield from _events_on(_message(line), lines, names, wanted)


def _events_on(line: memoryview, number: int, names: Mapping[int, str], wanted: set[int]) -> Iterator[OperationEvent]:
    for key, value in _fields(line):
        if key != 4:
            continue
        fields = [*_fields(_message(value))]
        stats = dict(_stat_of(_message(stat), names, wanted) for at, stat in fields if at == 4)
        times = {at: _number(time) for at, time in fields if at in (2, 3)}
        operation = stats.get("hlo_op")
        if isinstance(operation, str):
            program = stats.get("program_id")
            yield OperationEvent(
                operation,
                str(stats.get("hlo_module", "")),
                program if isinstance(program, int) else None,
                number,
                times.get(2, 0),
                times.get(3, 0),
            )


def _stat_of(stat: memoryview, names: Mapping[int, str], wanted: set[int]) -> tuple[str, str | int]:
    """The name of a statistic, and its value: a number, a string, or a reference to a name."""
    fields = dict(_fields(stat))
    identity = _number(fields.get(1, 0))
    if identity not in wanted:
        return "", 0
    if 5 in fields:
        return names[identity], _text(fields[5])
    if 7 in fields:
        return names[identity], names.get(_number(fields[7]), "")
    return names[identity], next((_number(fields[key]) for key in (3, 4) if key in fields), 0)


def _named(entry: int | memoryview) -> tuple[int, str]:
    """An entry of the map from numbers to names."""
    fields = dict(_fields(_message(entry)))
    value = dict(_fields(_message(fields[2]))) if 2 in fields else {}
    return _number(fields.get(1, 0)), _text(value[2]) if 2 in value else ""


def _message(value: int | memoryview) -> memoryview:
    if isinstance(value, int):
        raise ValueError("a number in place of a message")  # noqa: TRY004 (of the data, not of a caller)
    return value


def _text(value: int | memoryview) -> str:
    return bytes(_message(value)).decode("utf-8", "replace")


def _number(value: int | memoryview) -> int:
    if not isinstance(value, int):
        raise ValueError("a message in place of a number")  # noqa: TRY004 (as above)
    return value


def _fields(data: memoryview) -> Iterator[_Field]:
    """The fields of a message: their numbers, and a number or what is in them."""
    position = 0
    while position < len(data):
        tag, position = _varint(data, position)
        kind = tag & 7
        if kind == _VARINT:
            value, position = _varint(data, position)
            yield tag >> 3, value
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(kind)
        if kind == _BYTES:
            size, position = _varint(data, position)
        if size is None or position + size > len(data):
            raise ValueError("cut off, or of an unknown wire type")
        yield tag >> 3, data[position : position + size]
        position += size


def _varint(data: memoryview, position: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    value = 0
    for shift in range(0, 7 * _MAX_VARINT, 7):
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
    raise ValueError("a number that does not end")
