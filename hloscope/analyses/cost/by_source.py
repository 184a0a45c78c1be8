"""Costs by source: what a launch reads, writes and computes for which operation of the program.

The bytes are those of `ModuleTraffic`, the FLOPs those of `ModuleCost`, each given to one source: what is read through
a parameter is shared by the operations that read it, by the bytes that each takes; a result belongs to the operation
that makes it, work to the one that does it. What no metadata tells is the launch's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hloscope.analyses.cost.sums import Cost
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS, results_of
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.ir import HloInstruction

_PARTIAL_READERS = frozenset({"dynamic-slice", "gather", "slice"})
_SEEN_THROUGH = BOOKKEEPING - {"parameter"}


class SourceCost(NamedTuple):
    """What one execution of a launch takes for one source; `is_inferred` says that the launch lost its metadata."""

    source: Source
    bytes_read: int
    bytes_written: int
    flops: int
    is_inferred: bool


class CostsBySource:
    """Splits the costs of a module's launches; `costs` are those of each instruction."""

    def __init__(
        self,
        traffic: ModuleTraffic,
        costs: Mapping[HloInstruction, Cost],
        sources: Sources,
        launches: LaunchSources | None = None,
    ) -> None:
        self._traffic = traffic
        self._costs = costs
        self._sources = sources
        self._launches = launches or LaunchSources(sources, costs)
        self._makers: dict[HloInstruction, Source] = {}  # of results behind the same chain of bitcasts

    def of(self, launch: HloInstruction) -> list[SourceCost]:
        """What a launch takes for each source; linear in its operations."""
        whole, is_inferred = self._launches.of(launch)
        if launch.opcode not in FUSIONS or not launch.called_computations:
            cost = self._costs[launch]
            return [SourceCost(whole, cost.bytes_read, cost.bytes_written, cost.flops, is_inferred)]
        read, written, flops = self._read(launch, whole), self._written(launch, whole), self._flops(launch, whole)
        return [
            SourceCost(source, read[source], written[source], flops[source], is_inferred and source == whole)
            for source in dict.fromkeys([*read, *written, *flops])
        ]

    def _read(self, fusion: HloInstruction, whole: Source) -> Counter[Source]:
        parts = self._traffic.parts_of(fusion)
        read = Counter({whole: parts.constants} if parts.constants else {})
        for parameter, size in zip(fusion.called_computations[0].parameters, parts.reads, strict=False):
            if size:
                read.update(_split(size, self._weights(parameter, whole)) or {whole: size})
        return read

    def _weights(self, parameter: HloInstruction, whole: Source) -> Counter[Source]:
        """The bytes that each source takes of a parameter."""
        weights = Counter[Source]()
        for reader in _readers_of(parameter):
            size = reader.shape.byte_size if reader.opcode in _PARTIAL_READERS else parameter.shape.byte_size
            weights[_completed(self._sources.source_of(reader), whole)] += size
        return weights

    def _written(self, fusion: HloInstruction, whole: Source) -> Counter[Source]:
        written = Counter[Source]()
        root = fusion.called_computations[0].root
        sizes = self._traffic.parts_of(fusion).writes
        results = root.operands if root.opcode == "tuple" and len(root.operands) == len(sizes) else (root,) * len(sizes)
        for result, size in zip(results, sizes, strict=True):
            if size:
                written[_completed(self._source_of_result(result), whole)] += size
        return written

    def _source_of_result(self, result: HloInstruction) -> Source:
        """The source of what makes a result: a bitcast or a copy that XLA added behind it has none."""
        if result.opcode in FUSIONS and result.called_computations:
            result = next(iter(results_of(result.called_computations[0])), result)
        passed: list[HloInstruction] = []
        while result not in self._makers and not any(self._sources.source_of(result)) and len(result.operands) == 1:
            passed.append(result)
            result = result.operands[0]
        source = self._makers.get(result) or self._sources.source_of(result)
        self._makers.update(dict.fromkeys(passed, source))
        return source

    def _flops(self, fusion: HloInstruction, whole: Source) -> Counter[Source]:
        flops = Counter[Source]()
        for operation in fusion.called_computations[0].instructions.values():
            cost = self._costs.get(operation)
            if cost and cost.flops:
                flops[_completed(self._sources.source_of(operation), whole)] += cost.flops
        return flops


def _completed(source: Source, whole: Source) -> Source:
    """A source, with what it does not tell as the launch has it."""
    return source if source.is_whole else Source(source.op_name or whole.op_name, source.place or whole.place)


def _split(size: int, weights: Mapping[Source, int]) -> Mapping[Source, int]:
    """Shares of a number by weights, which add up to it; empty without weights."""
    total = sum(weights.values())
    if not total:
        return {}
    shares = {source: size * weight // total for source, weight in weights.items()}
    first = next(iter(shares))
    return {**shares, first: shares[first] + size - sum(shares.values())}


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
