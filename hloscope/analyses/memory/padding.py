"""Padding: what values take in the tiles of their layouts beyond their data, and who pads most.

TPU keeps arrays in tiles such as 8 by 128, and rounds their sizes up: a vector of one column takes 128 of them. The
rule is that of XLA (`Shape.padded_byte_size`); the sizes of arguments are those of jax's `memory_analysis()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.facts.execution import CONTROL_FLOW, entered_callees, executed_computations
from hloscope.analyses.memory.owners import Owners
from hloscope.ir import HloInstruction, HloModule
from hloscope.shapes import Shape

_WITHOUT_MEMORY = CONTROL_FLOW | {"bitcast", "get-tuple-element", "tuple", "parameter", "opt-barrier", "domain"}


class PaddedForm(TypedDict):
    """A value that is padded: `bytes` is what it takes, `data_bytes` what it would take without."""

    name: str
    shape_index: str
    shape: str
    bytes: int
    data_bytes: int
    source: str
    owner: str


class PaddingForm(TypedDict):
    """What tiles cost one program: of arguments, results and all values what they take, and their data alone."""

    argument_bytes: int
    argument_data_bytes: int
    output_bytes: int
    output_data_bytes: int
    value_bytes: int
    value_data_bytes: int
    values: list[PaddedForm]


@dataclass(frozen=True, slots=True)
class Padded:
    """A value, or the member of it at `shape_index`, that takes more bytes than its data; and whose it is."""

    name: str
    shape_index: str
    shape: str
    bytes: int
    data_bytes: int
    source: str
    owner: str

    @property
    def padding(self) -> int:
        """The bytes beyond its data."""
        return self.bytes - self.data_bytes

    def to_dict(self) -> PaddedForm:
        """The JSON form."""
        return {
            "name": self.name,
            "shape_index": self.shape_index,
            "shape": self.shape,
            "bytes": self.bytes,
            "data_bytes": self.data_bytes,
            "source": self.source,
            "owner": self.owner,
        }


@dataclass(frozen=True, slots=True)
class Padding:
    """What tiles cost one program; `values` are those that are padded, most first.

    All values are the arguments and what instructions make in main memory: not all of them are there at once.
    """

    arguments: tuple[int, int]
    results: tuple[int, int]
    all_values: tuple[int, int]
    values: tuple[Padded, ...]

    def to_dict(self) -> PaddingForm:
        """The JSON form."""
        return {
            "argument_bytes": self.arguments[0],
            "argument_data_bytes": self.arguments[1],
            "output_bytes": self.results[0],
            "output_data_bytes": self.results[1],
            "value_bytes": self.all_values[0],
            "value_data_bytes": self.all_values[1],
            "values": [value.to_dict() for value in self.values],
        }


def find_padding(module: HloModule) -> Padding | None:
    """What tiles cost a module; None if no layout of it has any."""
    values = [*_values_of(module)]
    if not any(shape.layout and shape.layout.tile for _, _, shape in values):
        return None
    owners = Owners(module)
    padded = [_padded(*value, owners) for value in values if value[2].padded_byte_size > value[2].byte_size]
    return Padding(
        arguments=_sizes(parameter.shape for parameter in module.entry.parameters),
        results=_sizes([module.entry.root.shape]),
        all_values=_sizes(shape for _, _, shape in values),
        values=tuple(sorted(padded, key=lambda value: -value.padding)),
    )


_Value = tuple[HloInstruction, tuple[int, ...], Shape]


def _values_of(module: HloModule) -> Iterator[_Value]:
    """The arrays that are made in memory, arguments first: what is another name of them, or in fast memory, is not."""
    made = (
        instruction
        for computation in executed_computations(module, entered_callees)
        for instruction in computation.instructions.values()
        if instruction.opcode not in _WITHOUT_MEMORY
    )
    for instruction in (*module.entry.parameters, *made):
        for index, shape in _members(instruction):
            if shape.layout is None or shape.layout.memory_space == 0:
                yield instruction, index, shape


def _members(instruction: HloInstruction) -> list[tuple[tuple[int, ...], Shape]]:
    """The arrays of a result with their places; of what is only begun none, for what is done tells them."""
    if instruction.opcode.endswith("-start"):
        return []
    found: list[tuple[tuple[int, ...], Shape]] = []
    waiting: list[tuple[tuple[int, ...], Shape]] = [((), instruction.shape)]
    while waiting:
        index, shape = waiting.pop()
        if shape.is_tuple:
            waiting += [((*index, number), member) for number, member in enumerate(shape.tuple_shapes)][::-1]
        else:
            found.append((index, shape))
    return found


def _padded(instruction: HloInstruction, index: tuple[int, ...], shape: Shape, owners: Owners) -> Padded:
    owner = owners.owner_of(instruction, index)
    place = ",".join(map(str, index))
    sizes = shape.padded_byte_size, shape.byte_size
    return Padded(instruction.name, place, str(shape), *sizes, owner.source, owner.what)


def _sizes(shapes: Iterable[Shape]) -> tuple[int, int]:
    """What shapes take in memory, and their data."""
    pairs = [(shape.padded_byte_size, shape.byte_size) for shape in shapes]
    return sum(size for size, _ in pairs), sum(size for _, size in pairs)
