"""Outlined totals: what of a program's memory and cost is compared, whether of answers or of a JSON report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from hloscope.comparisons.outline import MEMORY, Holding, Modelled, Time
from hloscope.reports.totals import CostTotalsForm, MemoryTotalsForm

if TYPE_CHECKING:
    from hloscope.analyses.profile.forms import MeasuredForm, MeasuredRunsForm, SpreadForm


class OutlinedTotals(NamedTuple):
    """The numbers of an outline that are of memory and cost, None where they are not known, and what explains them."""

    numbers: Mapping[str, int | None]
    holdings: tuple[Holding, ...]
    modelled: Modelled | None
    is_peak_exact: bool


def outlined_totals(memory: MemoryTotalsForm | None, cost: CostTotalsForm | None) -> OutlinedTotals:
    """The totals as an outline has them."""
    return OutlinedTotals(
        numbers={"flops": cost and cost["flops"], **{key: memory and memory[key] for key in MEMORY}},
        holdings=tuple(Holding(o["owner"], o["source"], o["bytes"]) for o in (memory["owners"] if memory else ())),
        modelled=_modelled(cost) if cost else None,
        is_peak_exact=memory is None or memory["is_peak_exact"],
    )


def time_of(measured: MeasuredRunsForm | None) -> Time | None:
    """The time of a run, by a profile."""
    spread = measured["run_seconds"] if measured else None
    return _time(measured["runs"], spread) if measured and spread else None


def time_of_launch(measured: MeasuredForm | None, runs: int) -> Time | None:
    """The time of a launch in a run, by a profile."""
    return _time(runs, measured["run_seconds"]) if measured else None


def _time(runs: int, spread: SpreadForm) -> Time:
    return Time(runs, spread["median"], spread["lower"], spread["upper"])


def _modelled(cost: CostTotalsForm) -> Modelled | None:
    machine, seconds = cost["machine"], cost["modelled_seconds"]
    return None if machine is None or seconds is None else Modelled(machine, seconds)
