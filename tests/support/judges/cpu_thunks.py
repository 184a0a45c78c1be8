"""XLA's own list of CPU thunks, read from a serialized executable: the judge of the CPU launch rules.

`jax.jit(f).lower(*args).compile().runtime_executable().serialize()` is a varint length, a header of that length, and a
proto whose field 1 is xla.cpu.CompilationResultProto (xla/service/cpu/executable.proto); field 6 of that is the thunk
sequence that the runtime executes (xla/backends/cpu/runtime/thunk.proto, jaxlib 0.6 and later).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Field = int | bytes

CONTROL_FLOW = {"call": 3, "conditional": 4, "while": 10}  # the field that holds the nested sequences


@dataclass(frozen=True)
class CpuThunk:
    """One thunk: its kind (`kernel`, `dot`, `copy`, ...) and the instruction that it was emitted for."""

    kind: str
    name: str


def thunks_of(serialized: bytes) -> tuple[CpuThunk, ...]:
    """All thunks that do work, in the order of emission; control flow stands for its contents, once per call site."""
    header_size, start = varint(serialized, 0)
    executable = one(fields(serialized[start + header_size :]), 1)
    return tuple(_work(one(fields(executable), 6)))


def _work(sequence: bytes) -> Iterator[CpuThunk]:
    for thunk in all_of(fields(sequence), 1):
        found = fields(thunk)
        kind = one(found, 1).decode()
        if kind not in CONTROL_FLOW:
            yield CpuThunk(kind, one(fields(one(found, 2)), 1).decode())
            continue
        for nested in _sequences(kind, fields(one(found, CONTROL_FLOW[kind]))):
            yield from _work(nested)


def _sequences(kind: str, implementation: Mapping[int, list[Field]]) -> list[bytes]:
    """A call has one, a conditional all its branches in field 1; a while has condition and body in fields 1 and 2."""
    return all_of(implementation, 1) + (all_of(implementation, 2) if kind == "while" else [])


def fields(message: bytes) -> Mapping[int, list[Field]]:
    """The fields of a serialized proto by number; nested messages and strings are bytes."""
    found: dict[int, list[Field]] = defaultdict(list)
    position = 0
    while position < len(message):
        key, position = varint(message, position)
        value: Field
        match key & 7:
            case 0:
                value, position = varint(message, position)
            case 2:
                size, position = varint(message, position)
                value, position = message[position : position + size], position + size
            case wire_type:
                size = {1: 8, 5: 4}[wire_type]
                value, position = message[position : position + size], position + size
        found[key >> 3].append(value)
    return found


def varint(data: bytes, position: int) -> tuple[int, int]:
    """The number at `position`, seven bits a byte, and where it ends."""
    value = shift = 0
    while data[position] & 0x80:
        value |= (data[position] & 0x7F) << shift
        shift += 7
        position += 1
    return value | data[position] << shift, position + 1


def all_of(found: Mapping[int, list[Field]], number: int) -> list[bytes]:
    """The messages in a repeated field."""
    return [value for value in found.get(number, []) if isinstance(value, bytes)]


def one(found: Mapping[int, list[Field]], number: int) -> bytes:
    """The message in a field; an absent one is empty, as proto3 has it."""
    return (all_of(found, number) or [b""])[0]
