"""Residents: the values that take memory at the peak of a program, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.memory.owners import Owner, Owners
from hloscope.analyses.memory.peak import Peak, Placed
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import BufferAllocation, BufferValue, LiveRanges

Kind = Literal["argument", "result", "constant", "temporary"]


class ResidentForm(TypedDict):
    """A value that takes memory at the peak; `owner` says in words what it is, "" where it is simply computed."""

    name: str
    shape_index: str
    kind: Kind
    shape: str
    bytes: int
    source: str
    owner: str


@dataclass(frozen=True, slots=True)
class Resident:
    """A value, or the member of it at `shape_index`, that takes memory at the peak, and where it comes from.

    `owner` says in words what it is (`argument ws, transposed`), "" where it is simply computed at `source`. It is
    inferred, as is the source of what XLA gave none.
    """

    name: str
    shape_index: str
    kind: Kind
    shape: str
    bytes: int
    source: str
    owner: str

    def to_dict(self) -> ResidentForm:
        """The JSON form."""
        return {
            "name": self.name,
            "shape_index": self.shape_index,
            "kind": self.kind,
            "shape": self.shape,
            "bytes": self.bytes,
            "source": self.source,
            "owner": self.owner,
        }


class Residents:
    """Tells what is in memory at the peak, one value for each piece of memory, the largest first."""

    def __init__(self, module: HloModule, live: LiveRanges | None, peak: Peak | None) -> None:
        self._instructions = {instruction.name: instruction for instruction in module.instructions()}
        self._owners = Owners(module)
        self._live = live
        self._step = peak.step if peak else None

    def of(self, held: Sequence[BufferAllocation], temporary: Sequence[Placed]) -> tuple[Resident, ...]:
        """What is in the allocations that are held, and in each piece of what temporary values share."""
        slices: dict[tuple[int, int], BufferValue] = {}
        for number, value in temporary:
            known = slices.get((number, value.offset))
            if known is None or known.is_phi or (self._live is None and known.size < value.size):
                slices[number, value.offset] = value
        found = [
            *self._residents_in(held),
            *(self._resident(value, "temporary", value.size) for value in slices.values()),
        ]
        return tuple(sorted(found, key=lambda resident: -resident.bytes))

    def _residents_in(self, held: Sequence[BufferAllocation]) -> Iterator[Resident]:
        for allocation in held:
            if allocation.values:
                yield self._resident(self._value_in(allocation), _kind_of(allocation), allocation.size)

    def _value_in(self, allocation: BufferAllocation) -> BufferValue:
        """What is in an allocation at the peak; else what fills it."""
        there = [value for value in allocation.values if not value.is_phi and self._is_there(value)]
        return max(there or allocation.values, key=lambda value: (not value.is_phi, value.size))

    def _is_there(self, value: BufferValue) -> bool:
        if self._live is None or self._step is None:
            return False
        first, last = self._live.ranges.get((value.name, value.shape_index), (0, -1))
        return first <= self._step <= last

    def _resident(self, value: BufferValue, kind: Kind, size: int) -> Resident:
        owner = self._owner_of(value)
        return Resident(value.name, value.shape_index, kind, value.shape, size, owner.source, owner.what)

    def _owner_of(self, value: BufferValue) -> Owner:
        instruction: HloInstruction | None = self._instructions.get(value.name)
        index = tuple(map(int, value.shape_index.split(","))) if value.shape_index else ()
        return self._owners.owner_of(instruction, index) if instruction else Owner()


def _kind_of(allocation: BufferAllocation) -> Kind:
    if allocation.parameter is not None:
        return "argument"
    return "constant" if allocation.is_constant else "result"
