"""Memory: what a program holds, what lives at its peak and whose it is, what planning saved, and what it copies.

Everything comes from XLA's own plan, its buffer assignment, and from its live ranges. In `BufferAllocation` of
xla/service/buffer_assignment.h: arguments, results and constants are held for the whole run, temporary values share
what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.memory.copies import CopyForm, NeedlessCopy, needless_copies
from hloscope.analyses.memory.owners import Owner
from hloscope.analyses.memory.peak import Peak, Placed, peak_of
from hloscope.analyses.memory.residents import Resident, ResidentForm, Residents
from hloscope.ir import HloModule
from hloscope.parsers import BufferAllocation, BufferAssignment, LiveRanges


class OwnedForm(TypedDict):
    """The bytes at the peak that come from one place."""

    source: str
    bytes: int


class OwnerForm(TypedDict):
    """The bytes at the peak of one owner: what it is in words, "" where it is simply computed, and its source."""

    owner: str
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
    by_owner: list[OwnerForm]
    aliases: list[AliasForm]
    needless_copies: list[CopyForm]


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
        """The bytes at the peak by where they come from, by what they are where that has no source; most first."""
        owned = Counter[str]()
        for resident in self.residents:
            owned[resident.source or resident.owner] += resident.bytes
        return dict(owned.most_common())

    @property
    def by_owner(self) -> Mapping[Owner, int]:
        """The bytes at the peak by what they are and where that comes from, most first."""
        owned = Counter[Owner]()
        for resident in self.residents:
            owned[Owner(resident.owner, resident.source)] += resident.bytes
        return dict(owned.most_common())

    def owners_form(self) -> list[OwnerForm]:
        """The JSON form of `by_owner`."""
        return [{"owner": owner.what, "source": owner.source, "bytes": size} for owner, size in self.by_owner.items()]

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
            "by_owner": self.owners_form(),
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
    residents = Residents(module, live, peak)
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
