"""Pass times: how long XLA's passes took, together with what they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from hloscope.analyses.passes.optimizations import optimization_of
from hloscope.analyses.passes.timeline import PassChange
from hloscope.parsers import PassRun


class OptimizationForm(TypedDict):
    """What all passes of one classical optimization did; `counts` are operations by kind of change.

    `microseconds` is None where no times were dumped.
    """

    optimization: str
    passes: int
    counts: dict[str, int]
    microseconds: float | None


@dataclass(slots=True)
class OptimizationSum:
    """What all passes of one classical optimization did: how many changed something, what, and for how long they ran.

    `microseconds` includes those that changed nothing; None where no times were dumped.
    """

    optimization: str
    passes: int = 0
    counts: Counter[str] = field(default_factory=Counter[str])
    microseconds: float | None = None

    def to_dict(self) -> OptimizationForm:
        """The JSON form."""
        return {
            "optimization": self.optimization,
            "passes": self.passes,
            "counts": dict(self.counts),
            "microseconds": self.microseconds,
        }


def sums_of(passes: Sequence[PassChange], runs: Sequence[PassRun]) -> list[OptimizationSum]:
    """The sums of all optimizations that changed something or took time, in the order in which they come."""
    sums: dict[str, OptimizationSum] = {}
    for change in passes:
        total = sums.setdefault(change.optimization, OptimizationSum(change.optimization))
        total.passes += 1
        total.counts.update(change.counts)
    for run in runs:
        if not run.is_pipeline:  # their passes are there themselves
            kind = optimization_of(run.name)
            total = sums.setdefault(kind, OptimizationSum(kind))
            total.microseconds = (total.microseconds or 0) + run.microseconds
    return list(sums.values())


def times_by_file(runs: Sequence[PassRun]) -> Mapping[str, float]:
    """The microseconds of the pass that left each snapshot, by the name of its file."""
    return {file: run.microseconds for run in runs for file in run.files}
