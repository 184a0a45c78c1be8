"""Provenances: of one program, where each operation went, and back: what went into each launch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hloscope.analyses.provenance.by_passes import Evidence, Provenance
from hloscope.errors import HloscopeError


@dataclass(frozen=True)
class Provenances:
    """The provenance of each operation of `before`, in order of execution.

    `is_by_passes` says that snapshots of passes told it; else all is inferred. `errors` are snapshots that could not be
    read, and were left out.
    """

    operations: tuple[Provenance, ...]
    is_by_passes: bool
    errors: tuple[HloscopeError, ...] = ()

    def of(self, operation: str) -> Provenance | None:
        """Where an operation of `before` went, by its name."""
        return self._by_name.get(operation)

    def into(self, launch: str) -> tuple[Provenance, ...]:
        """The operations of `before` that ended in a launch of `after`, by its name, in order of execution.

        Each with its own evidence and with all its places. None where XLA added the launch, or where nothing tells.
        """
        return tuple(self._by_place.get(launch, ()))

    @property
    def evidence(self) -> Evidence:
        """`exact` if it is of every operation."""
        return "exact" if all(each.evidence == "exact" for each in self.operations) else "inferred"

    @cached_property
    def _by_name(self) -> Mapping[str, Provenance]:
        return {each.operation.name: each for each in self.operations}

    @cached_property
    def _by_place(self) -> Mapping[str, Sequence[Provenance]]:
        found: defaultdict[str, list[Provenance]] = defaultdict(list)
        for each in self.operations:
            for place in each.places:
                found[place].append(each)
        return found
