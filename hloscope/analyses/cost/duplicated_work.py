"""The ledger of duplicated work: what fusion computes more than once, and what that costs and saves, by source line.

Which operations are computed in several clusters is known (`hloscope.analyses.fusions.duplicates`). What the copies
save is inferred: computed once by itself, such an operation would write its result, and each of the clusters would
read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.cost.cost import ModuleCost
from hloscope.analyses.cost.sums import NOTHING, Cost, add_costs
from hloscope.analyses.fusions.duplicates import Duplicate
from hloscope.analyses.fusions.fusions import Fusions
from hloscope.ir import HloInstruction


class CopiedForm(TypedDict):
    """An operation that several clusters compute."""

    opcode: str
    name: str
    copies: int


class LedgerForm(TypedDict):
    """The duplicated operations of one source line, what the copies cost in a run, and what they save (inferred)."""

    source: str
    operations: list[CopiedForm]
    clusters: list[str]
    extra_flops: int
    extra_transcendentals: int
    saved_bytes: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The duplicated operations of one source line.

    `extra_flops` and `extra_transcendentals` are those of a run beyond the first copy of each; `saved_bytes` are those
    that would go through memory if each ran once, only for the last of operations that are copied together.
    """

    source: str
    duplicates: tuple[Duplicate, ...]
    extra_flops: int
    extra_transcendentals: int
    saved_bytes: int

    @property
    def clusters(self) -> tuple[str, ...]:
        """The names of the clusters that compute them, each once."""
        return tuple(dict.fromkeys(name for duplicate in self.duplicates for name in duplicate.clusters))

    def to_dict(self) -> LedgerForm:
        """The JSON form."""
        return {
            "source": self.source,
            "operations": [
                {"opcode": d.operation.opcode, "name": d.operation.name, "copies": len(d.places)}
                for d in self.duplicates
            ],
            "clusters": list(self.clusters),
            "extra_flops": self.extra_flops,
            "extra_transcendentals": self.extra_transcendentals,
            "saved_bytes": self.saved_bytes,
        }


def ledger_of(fusions: Fusions, cost: ModuleCost) -> tuple[LedgerEntry, ...]:
    """What the clusters of a module compute more than once; the lines with most extra work first.

    `cost` is that of the same module.
    """
    runs = {item.instruction: item.runs for item in cost.items}
    duplicates = fusions.duplicates
    sources = fusions.memo.sources.of([duplicate.operation for duplicate in duplicates])
    by_source: dict[str, list[Duplicate]] = {}
    for duplicate, source in zip(duplicates, sources, strict=True):
        by_source.setdefault(str(source), []).append(duplicate)
    clusters_of = {operation: duplicate.clusters for duplicate in duplicates for _, operation in duplicate.places}
    last = {d for d in duplicates if _is_last(d, clusters_of)}
    entries = [_entry(source, found, cost, runs, last) for source, found in by_source.items()]
    return tuple(sorted(entries, key=lambda e: -(e.extra_flops + e.extra_transcendentals)))


def _entry(
    source: str,
    duplicates: Sequence[Duplicate],
    cost: ModuleCost,
    runs: Mapping[HloInstruction, int],
    last: Iterable[Duplicate],
) -> LedgerEntry:
    extra = add_costs([_extra(duplicate, cost, runs) for duplicate in duplicates])
    saved = sum(_saved(duplicate, runs) for duplicate in duplicates if duplicate in last)
    return LedgerEntry(source, tuple(duplicates), extra.flops, extra.transcendentals, saved)


def _extra(duplicate: Duplicate, cost: ModuleCost, runs: Mapping[HloInstruction, int]) -> Cost:
    """The cost in a run of all copies but the one that runs most often."""
    copies = [
        cost.by_instruction.get(operation, NOTHING).times(runs.get(fusion, 0)) for fusion, operation in duplicate.places
    ]
    copies.sort(key=lambda copy: copy.flops + copy.transcendentals)
    return add_costs(copies[:-1])


def _saved(duplicate: Duplicate, runs: Mapping[HloInstruction, int]) -> int:
    """The bytes of one write of the result, and of one read by each cluster, as often as those run."""
    times = [runs.get(fusion, 0) for fusion in dict.fromkeys(fusion for fusion, _ in duplicate.places)]
    return duplicate.operation.shape.byte_size * (min(times, default=0) + sum(times))


def _is_last(duplicate: Duplicate, clusters_of: Mapping[HloInstruction, tuple[str, ...]]) -> bool:
    """Whether something reads the operation that is not copied along with it."""
    operation, clusters = duplicate.operation, duplicate.clusters
    return operation.is_root or any(clusters_of.get(user) != clusters for user in operation.users)
