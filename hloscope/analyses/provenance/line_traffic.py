"""Line traffic: which bytes a launch reads and writes for which line of the program; inferred, from XLA's metadata.

What several lines read, each of them reads. A result belongs to the operation that makes it, or failing metadata to
what that is made of. Loops count once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hloscope.analyses.facts.groups import Group
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS, results_of
from hloscope.analyses.facts.sources import Sources
from hloscope.ir import HloComputation, HloInstruction

_PARTIAL_READERS = frozenset({"dynamic-slice", "gather", "slice"})
_SEEN_THROUGH = BOOKKEEPING - {"parameter"}


@dataclass(frozen=True, slots=True)
class LineTraffic:
    """The bytes that a launch reads and writes, by line as `file:line`; "" is what no metadata tells."""

    read: Mapping[str, int] = field(default_factory=Counter[str])
    written: Mapping[str, int] = field(default_factory=Counter[str])


def line_traffic_of(launch: HloInstruction, sources: Sources) -> LineTraffic:
    """What a launch of the module that runs reads and writes for which line; linear in its operations."""
    if launch.opcode in FUSIONS and launch.called_computations:
        return _traffic_inside(launch.called_computations[0], launch, sources)
    place = sources.source_of(launch).place
    read = sum(operand.shape.byte_size for operand in launch.operands)
    return LineTraffic(Counter({place: read}), Counter({place: sum(s.byte_size for s in Group(launch, ()).outputs)}))


def _traffic_inside(body: HloComputation, fusion: HloInstruction, sources: Sources) -> LineTraffic:
    read: Counter[str] = Counter()
    for parameter, operand in zip(body.parameters, fusion.operands, strict=False):
        size = operand.shape.byte_size
        by_line: defaultdict[str, int] = defaultdict(int)
        for reader in _readers_of(parameter):
            by_line[sources.source_of(reader).place] += reader.shape.byte_size if _reads_a_part(reader) else size
        read.update({place: min(total, size) for place, total in by_line.items()})
    written: Counter[str] = Counter()
    for result in results_of(body):
        written[_place_of(result, sources)] += _written_by(result)
    return LineTraffic(read, written)


def _readers_of(parameter: HloInstruction) -> Iterator[HloInstruction]:
    """The operations that read it, through what only renames."""
    seen = {parameter}
    waiting = [parameter]
    while waiting:
        for user in waiting.pop().users:
            if user not in seen:
                seen.add(user)
                if user.opcode in _SEEN_THROUGH:
                    waiting.append(user)
                else:
                    yield user


def _reads_a_part(reader: HloInstruction) -> bool:
    return reader.opcode in _PARTIAL_READERS


def _written_by(result: HloInstruction) -> int:
    """Its bytes; of an update in place those of the update."""
    if result.opcode == "dynamic-update-slice" and len(result.operands) > 1:
        result = result.operands[1]
    return result.shape.byte_size


def _place_of(result: HloInstruction, sources: Sources) -> str:
    """The line of what makes a result: a bitcast or a copy that XLA added behind it has none."""
    seen: set[HloInstruction] = set()
    while result not in seen and not sources.source_of(result).place and len(result.operands) == 1:
        seen.add(result)
        result = result.operands[0]
    return sources.source_of(result).place
