"""Memory: what a program holds, what lives at its peak and whose it is, what planning saved, and what it copies.

Everything comes from XLA's own plan, its buffer assignment, and from its live ranges. In `BufferAllocation` of
xla/service/buffer_assignment.h: arguments, results and constants are held for the whole run, temporary values share
what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.memory.copies import CopyForm, NeedlessCopy, needless_copies
from hloscope.analyses.memory.peak import Peak, Placed, peak_of
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import BufferAllocation, BufferAssignment, BufferValue, LiveRanges

Kind = Literal["argument", "result", "constant", "temporary"]


class ResidentForm(TypedDict):
    """A value that takes memory at the peak."""

    name: str
    shape_index: str
    kind: Kind
    shape: str
    bytes: int
    source: str


class OwnedForm(TypedDict):
    """The bytes at the peak that come from one place."""

    source: str
    bytes: int


class AliasForm(TypedDict):
    """An argument whose memory holds a result in the end."""

    parameter: int
    shape_index: str
    name: str
    bytes: int


class MemoryForm(TypedDict):
    """The memory of one program, in bytes."""

    argument_bytes: int
    output_bytes: int
    alias_bytes: int
    constant_bytes: int
    temp_bytes: int
    held_bytes: int
    total_bytes: int
    peak_bytes: int
    is_peak_exact: bool
    peak_instruction: str
    value_bytes: int
    saved_bytes: int
    residents: list[ResidentForm]
    by_source: list[OwnedForm]
    aliases: list[AliasForm]
    needless_copies: list[CopyForm]


@dataclass(frozen=True, slots=True)
class Resident:
    """A value, or the member of it at `shape_index`, that takes memory at the peak, and where it comes from."""

    name: str
    shape_index: str
    kind: Kind
    shape: str
    bytes: int
    source: str

    def to_dict(self) -> ResidentForm:
        """The JSON form."""
        return {
            "name": self.name,
            "shape_index": self.shape_index,
            "kind": self.kind,
            "shape": self.shape,
            "bytes": self.bytes,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Alias:
    """An argument, or the member of it at `shape_index`, whose memory holds a result in the end: it was donated."""

    parameter: int
    shape_index: str
    name: str
    bytes: int

    def to_dict(self) -> AliasForm:
        """The JSON form."""
        return {"parameter": self.parameter, "shape_index": self.shape_index, "name": self.name, "bytes": self.bytes}


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """The memory of one program on one device, in bytes.

    `argument_bytes`, `output_bytes`, `alias_bytes` (in both) and `temp_bytes` are those of jax's
    `compiled.memory_analysis()`. `held_bytes` are arguments, results and constants, each allocation once.
    `peak_bytes` adds to them the most that temporary values take at once; without live ranges (`is_peak_exact` is
    false) all of `temp_bytes`, an upper bound. `value_bytes` is what one buffer for each value would take.
    """

    argument_bytes: int
    output_bytes: int
    alias_bytes: int
    constant_bytes: int
    temp_bytes: int
    held_bytes: int
    peak_bytes: int
    is_peak_exact: bool
    peak_instruction: str
    value_bytes: int
    residents: tuple[Resident, ...]
    aliases: tuple[Alias, ...]
    copies: tuple[NeedlessCopy, ...]

    @property
    def total_bytes(self) -> int:
        """All that must be there to run: `held_bytes` and all of `temp_bytes`."""
        return self.held_bytes + self.temp_bytes

    @property
    def saved_bytes(self) -> int:
        """What planning saved against one buffer for each value."""
        return max(0, self.value_bytes - self.total_bytes)

    @property
    def by_source(self) -> Mapping[str, int]:
        """The bytes at the peak by where they come from, most first."""
        owned = Counter[str]()
        for resident in self.residents:
            owned[resident.source] += resident.bytes
        return dict(owned.most_common())

    def peak_as_jax_has_it(self, platform: str | None) -> int:
        """`compiled.memory_analysis().peak_memory_in_bytes`: on CPU that leaves temporary values out.

        Measured with jaxlib 0.10.2, whose CPU compiler hands no live ranges to the executable.
        """
        return self.held_bytes if platform == "cpu" else self.peak_bytes

    def to_dict(self) -> MemoryForm:
        """The JSON form."""
        return {
            "argument_bytes": self.argument_bytes,
            "output_bytes": self.output_bytes,
            "alias_bytes": self.alias_bytes,
            "constant_bytes": self.constant_bytes,
            "temp_bytes": self.temp_bytes,
            "held_bytes": self.held_bytes,
            "total_bytes": self.total_bytes,
            "peak_bytes": self.peak_bytes,
            "is_peak_exact": self.is_peak_exact,
            "peak_instruction": self.peak_instruction,
            "value_bytes": self.value_bytes,
            "saved_bytes": self.saved_bytes,
            "residents": [resident.to_dict() for resident in self.residents],
            "by_source": [{"source": source, "bytes": size} for source, size in self.by_source.items()],
            "aliases": [alias.to_dict() for alias in self.aliases],
            "needless_copies": [copy.to_dict() for copy in self.copies],
        }


def memory_use_of(module: HloModule, buffers: BufferAssignment, live: LiveRanges | None = None) -> MemoryUse:
    """The memory of a scheduled module, from its buffer assignment, and its live ranges where they are known."""
    allocations = [a for a in buffers.allocations if not a.is_thread_local]
    held = [a for a in allocations if not a.is_temporary]
    temporary: list[Placed] = [(a.number, v) for a in allocations if a.is_temporary for v in a.values]
    peak = peak_of(temporary, live) if live else None
    temp_bytes = _size(a for a in allocations if a.is_temporary)
    residents = _Residents(module, live, peak)
    return MemoryUse(
        argument_bytes=_size(a for a in allocations if a.parameter is not None),
        output_bytes=_size(a for a in allocations if a.is_live_out),
        alias_bytes=_size(a for a in allocations if a.is_live_out and a.parameter is not None),
        constant_bytes=_size(a for a in allocations if a.is_constant),
        temp_bytes=temp_bytes,
        held_bytes=_size(held),
        peak_bytes=_size(held) + (peak.bytes if peak else temp_bytes),
        is_peak_exact=peak is not None or not temp_bytes,
        peak_instruction=_step_name(module, live, peak),
        value_bytes=sum(v.size for a in allocations for v in a.values if not v.is_phi),
        residents=residents.of(held, peak.values if peak else temporary),
        aliases=tuple(map(_alias_of, (a for a in held if a.is_live_out and a.parameter is not None))),
        copies=needless_copies(module),
    )


def _size(allocations: Iterable[BufferAllocation]) -> int:
    return sum(allocation.size for allocation in allocations)


def _step_name(module: HloModule, live: LiveRanges | None, peak: Peak | None) -> str:
    """What runs at the peak: its first step by a name of the text, for that of an element, `%p#0`, is not there."""
    steps = live.steps[peak.step :] if live and peak else ()
    names = {instruction.name for instruction in module.instructions()} if steps else ()
    return next((step for step in steps if step in names), steps[0] if steps else "")


def _alias_of(allocation: BufferAllocation) -> Alias:
    name = next((value.name for value in allocation.values if not value.is_phi), "")
    return Alias(allocation.parameter or 0, allocation.parameter_index, name, allocation.size)


class _Residents:
    """Tells what is in memory at the peak, one value for each piece of memory, the largest first."""

    def __init__(self, module: HloModule, live: LiveRanges | None, peak: Peak | None) -> None:
        self._instructions = {instruction.name: instruction for instruction in module.instructions()}
        self._sources = Sources()
        self._live = live
        self._step = peak.step if peak else None

    def of(self, held: Sequence[BufferAllocation], temporary: Sequence[Placed]) -> tuple[Resident, ...]:
        slices: dict[tuple[int, int], BufferValue] = {}
        for number, value in temporary:
            known = slices.get((number, value.offset))
            if known is None or known.is_phi or (self._live is None and known.size < value.size):
                slices[number, value.offset] = value
        found = [*self._held(held), *(self._resident(value, "temporary", value.size) for value in slices.values())]
        return tuple(sorted(found, key=lambda resident: -resident.bytes))

    def _held(self, held: Sequence[BufferAllocation]) -> Iterator[Resident]:
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
        return Resident(value.name, value.shape_index, kind, value.shape, size, self._source_of(value.name))

    def _source_of(self, name: str) -> str:
        instruction: HloInstruction | None = self._instructions.get(name)
        return str(self._sources.source_of(instruction)) if instruction else ""


def _kind_of(allocation: BufferAllocation) -> Kind:
    if allocation.parameter is not None:
        return "argument"
    return "constant" if allocation.is_constant else "result"
