"""A serialized HloModuleProto (xla/service/hlo.proto) as plain data, by the numbers of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hloscope.ir import Frame, Metadata
from tests.support.judges.cpu_thunks import Field, all_of, fields, one
from tests.support.judges.shape_proto import numbers_of, shape_text


@dataclass(frozen=True)
class Instruction:
    """An instruction; operands and predecessors are names in its computation, called ones names in the module."""

    name: str
    opcode: str
    shape: str
    operands: tuple[str, ...]
    called: tuple[str, ...]
    control_predecessors: tuple[str, ...]
    fusion_kind: str
    parameter_number: int
    custom_call_target: str
    metadata: Metadata


@dataclass(frozen=True)
class Computation:
    """A computation, its instructions in the order in which they were made: that of the text."""

    name: str
    root: str
    execution_thread: str
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True)
class Module:
    """A module, its computations in the order in which they were made."""

    name: str
    entry: str
    computations: tuple[Computation, ...]


def module_of(serialized: bytes) -> Module:
    """The module in a serialized HloModuleProto."""
    found = fields(serialized)
    computations = [fields(message) for message in all_of(found, 3)]
    names = _Names(_ids(computations, 5), _ids([i for c in computations for i in _instructions(c)], 35))
    frames = _Frames.of(fields(one(found, 17)))
    return Module(
        name=_text(found, 1),
        entry=names.computations[_number(found, 6)],
        computations=tuple(_computation(message, names, frames) for message in _sorted(computations, 5)),
    )


@dataclass(frozen=True)
class _Names:
    computations: Mapping[int, str]
    instructions: Mapping[int, str]


@dataclass(frozen=True)
class _Frames:
    """The stack-frame index; all its numbers count from 1, and a parent of 0 is none."""

    locations: list[Frame] = field(default_factory=list[Frame])
    frames: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    @staticmethod
    def of(index: Mapping[int, list[Field]]) -> _Frames:
        files, functions = ([name.decode() for name in all_of(index, number)] for number in (1, 2))
        locations = [fields(message) for message in all_of(index, 3)]
        frames = [fields(message) for message in all_of(index, 4)]
        return _Frames(
            [
                Frame(files[_number(m, 1) - 1], _number(m, 3), functions[_number(m, 2) - 1], _number(m, 4))
                for m in locations
            ],
            [(_number(m, 1), _number(m, 2)) for m in frames],
        )

    def stack(self, frame_id: int) -> tuple[Frame, ...]:
        stack: list[Frame] = []
        while frame_id:
            location, frame_id = self.frames[frame_id - 1]
            stack.append(self.locations[location - 1])
        return tuple(stack)


def _computation(message: Mapping[int, list[Field]], names: _Names, frames: _Frames) -> Computation:
    instructions = [_instruction(i, names, frames) for i in _sorted(_instructions(message), 35)]
    return Computation(
        name=_text(message, 1),
        root=names.instructions[_number(message, 6)],
        execution_thread=_text(message, 8),
        instructions=tuple(instructions),
    )


def _instructions(computation: Mapping[int, list[Field]]) -> list[Mapping[int, list[Field]]]:
    return [fields(message) for message in all_of(computation, 2)]


def _instruction(message: Mapping[int, list[Field]], names: _Names, frames: _Frames) -> Instruction:
    return Instruction(
        name=_text(message, 1),
        opcode=_text(message, 2),
        shape=shape_text(fields(one(message, 3))),
        operands=tuple(names.instructions[number] for number in numbers_of(message, 36)),
        called=tuple(names.computations[number] for number in numbers_of(message, 38)),
        control_predecessors=tuple(names.instructions[number] for number in numbers_of(message, 37)),
        fusion_kind=_text(message, 11),
        parameter_number=_number(message, 9),
        custom_call_target=_text(message, 28),
        metadata=_metadata(fields(one(message, 7)), frames),
    )


def _metadata(message: Mapping[int, list[Field]], frames: _Frames) -> Metadata:
    stack = frames.stack(_number(message, 15))
    place = stack[0] if stack else Frame("", 0)
    file, line = _text(message, 3), _number(message, 4)
    return Metadata(_text(message, 2), _text(message, 1), file or place.file, line or place.line, stack)


def _sorted(messages: list[Mapping[int, list[Field]]], number: int) -> list[Mapping[int, list[Field]]]:
    return sorted(messages, key=lambda message: _number(message, number))


def _ids(messages: list[Mapping[int, list[Field]]], number: int) -> dict[int, str]:
    return {_number(message, number): _text(message, 1) for message in messages}


def _text(message: Mapping[int, list[Field]], number: int) -> str:
    return one(message, number).decode()


def _number(message: Mapping[int, list[Field]], number: int) -> int:
    (value,) = message.get(number, [0])
    assert isinstance(value, int)
    return value
