"""Out-of-memory messages: what XLA says was allocated when a device had not enough, as errors and logs have it.

TPU: `Largest program allocations in hbm` with what is padding. GPU: `BufferAssignment OOM Debugging` with the peak
buffers, and the chunks that the BFC allocator holds. Each line may have anything in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hloscope.regex import lazy_pattern

_SIZE = r"(?P<size>\d{1,18}(?:\.\d{1,6})?) ?(?P<unit>[KMGTP]?i?B?(?:ytes)?|bytes)(?![\w.])"
_ANY_SIZE = lazy_pattern(_SIZE)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40, "P": 2**50}

_TPU = lazy_pattern(r"Ran out of memory in memory space (?P<space>\w{1,20})(?P<rest>.{0,400})")
_USED = lazy_pattern(r"Used (?P<used>\S{1,20}) of (?P<of>\S{1,20}?)(?: \w{1,20})?\.(?:\s|$)")
_GPU = lazy_pattern(r"(?:Out of memory while trying to allocate|Failed to allocate request for) (?P<rest>[^\n]{1,200})")
_BFC = lazy_pattern(r"Allocator \((?P<space>[^()]{1,60})\) ran out of memory trying to allocate (?P<rest>.{1,200})")
_STARTS: Sequence[tuple[Literal["tpu", "gpu"], re.Pattern[str]]] = (("tpu", _TPU), ("gpu", _GPU), ("gpu", _BFC))

_FIELD = lazy_pattern(
    r"(?:^|\s)(?P<key>Operator|Shape|Entry Parameter Subshape|Unpadded size|Extra memory due to padding|XLA [Ll]abel"
    r"|Allocation type|Size): (?P<value>.{0,4000})"
)
_NUMBERED = lazy_pattern(r"(?:^|\s)(?:\d{1,4}\\?\. (?=Size: )|Buffer \d{1,4}:\s*$)")
_END = lazy_pattern(r"={10,}")
_TOTAL = lazy_pattern(
    rf"(?:^|\s)(?P<name>(?:reserved|program|arguments|global|scoped|overlays|HLO temp|parameter allocation"
    rf"|constant allocation|maybe_live_out allocation|preallocated temp allocation|preallocated temp fragmentation"
    rf"|total allocation|total fragmentation)):?\s{{1,40}}{_SIZE}"
)
_CHUNKS = lazy_pattern(rf"(?P<count>\d{{1,9}}) Chunks of size (?P<each>\d{{1,18}}) totalling {_SIZE}")
_LIMIT = lazy_pattern(r"(?:^|\s)Limit: {1,40}(?P<limit>\d{1,18})\b")
_METADATA = lazy_pattern(r'(\w{1,40})=(?:"((?:[^"\\]++|\\.)*+)"|(\d{1,9}))')
_NAME = lazy_pattern(r"%?([A-Za-z_][\w.\-]*+)")


@dataclass(slots=True)
class MemoryAllocation:
    """One allocation of such a message; sizes that it does not say are None."""

    size: int = 0
    name: str = ""
    shape: str = ""
    kind: str = ""
    op_name: str = ""
    source: str = ""
    unpadded: int | None = None
    padding: int | None = None


@dataclass(slots=True)
class OutOfMemory:
    """One message: on what, where, how much was wanted and there, the sums that it gives, and the allocations."""

    platform: Literal["tpu", "gpu"]
    space: str
    message: str
    line: int
    needed: int | None = None
    capacity: int | None = None
    totals: dict[str, int] = field(default_factory=dict[str, int])
    allocations: list[MemoryAllocation] = field(default_factory=list[MemoryAllocation])


def parse_out_of_memory(lines: Iterable[str]) -> tuple[OutOfMemory, ...]:
    """The messages in the lines of a log, each once: a traceback repeats them."""
    found: list[OutOfMemory] = []
    current: MemoryAllocation | None = None
    for number, line in enumerate(lines, 1):
        started = _find_start(line[:4000], number)
        if started:
            found.append(started)
            current = None
        elif found:
            current = _read_line(line[:8000], found[-1], current)
    return tuple(_merged(found))


def _size_of(text: str) -> int | None:
    """The bytes in `24.68G`, `4.00KiB`, `0B` or `17179869184 bytes`; None of what is no size."""
    found = _ANY_SIZE.search(text)
    return _bytes(found.groupdict()) if found else None


def _bytes(found: Mapping[str, str]) -> int:
    return round(float(found["size"]) * _UNITS.get(found["unit"][:1].replace("B", "").replace("b", ""), 1))


def _find_start(line: str, number: int) -> OutOfMemory | None:
    for platform, pattern in _STARTS:
        found = pattern.search(line)
        if found is None or "this is not a failure" in line:
            continue
        space = found.groupdict().get("space") or ""
        message = OutOfMemory(platform, space, found[0].strip(), number)
        used = _USED.search(found["rest"])
        if used:
            message.needed, message.capacity = _size_of(used["used"]), _size_of(used["of"])
        elif platform != "tpu":
            message.needed = _size_of(found["rest"])
        return message
    return None


def _read_line(line: str, message: OutOfMemory, current: MemoryAllocation | None) -> MemoryAllocation | None:
    """Takes what a line says of the message; gives the allocation that is open behind it."""
    if _NUMBERED.search(line):
        current = MemoryAllocation()
        message.allocations.append(current)
    found = _FIELD.search(line)
    if found and (current or found["key"].lower() == "xla label"):
        if current is None:
            current = MemoryAllocation()
            message.allocations.append(current)
        _set(current, found["key"], found["value"].strip())
        return current
    if _END.search(line):
        return None
    if current is None:
        _read_sums(line, message)
    return current


def _read_sums(line: str, message: OutOfMemory) -> None:
    total, chunks, limit = _TOTAL.search(line), _CHUNKS.search(line), _LIMIT.search(line)
    if total:
        message.totals.setdefault(total["name"], _bytes(total.groupdict()))
    elif chunks and message.platform != "tpu":
        count, each = int(chunks["count"]), int(chunks["each"])
        kind = f"{count} chunk{'s' if count > 1 else ''} of {each} bytes"
        message.allocations.append(MemoryAllocation(count * each, kind=kind))
    elif limit:
        message.capacity = message.capacity or int(limit["limit"])


def _set(allocation: MemoryAllocation, key: str, value: str) -> None:
    if key == "Size":
        allocation.size = _size_of(value) or 0
    elif key in ("Shape", "Entry Parameter Subshape"):
        allocation.shape = value
        allocation.kind = "parameter" if key.startswith("Entry") else allocation.kind
    elif key == "Unpadded size":
        allocation.unpadded = _size_of(value)
    elif key == "Extra memory due to padding":
        allocation.padding = _size_of(value)
    elif key == "Allocation type":
        allocation.kind = value
    elif key == "Operator":
        fields = {name: text or digits for name, text, digits in _METADATA.findall(value)}
        allocation.op_name = fields.get("op_name", "")
        line = fields.get("source_line")
        allocation.source = fields.get("source_file", "") + (f":{line}" if line else "")
    else:
        name = _NAME.match(value)
        allocation.name = name[1] if name and (" = " in value or name[0] == value) else value[:200]


def _merged(found: Iterable[OutOfMemory]) -> Iterable[OutOfMemory]:
    """Each message once, with all that is said of it: an error is often logged, raised and printed again."""
    kept: dict[tuple[str, str, int | None], OutOfMemory] = {}
    for message in found:
        key = message.platform, message.space, message.needed
        other = kept.get(key)
        if other is None or len(message.allocations) > len(other.allocations):
            kept[key] = message
    return sorted(kept.values(), key=lambda message: message.line)
