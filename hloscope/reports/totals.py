"""Totals: what a program holds in memory and what a run of it costs, in a few numbers that two reports can compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hloscope.analyses.cost.sums import CostForm
from hloscope.analyses.memory.use import OwnerForm

if TYPE_CHECKING:
    from hloscope.analyses.answers import Answers


class MemoryTotalsForm(TypedDict):
    """The memory of one program in bytes, as `hloscope memory` has it, and whose the bytes at the peak are."""

    argument_bytes: int
    output_bytes: int
    alias_bytes: int
    temp_bytes: int
    peak_bytes: int
    is_peak_exact: bool
    owners: list[OwnerForm]


class CostTotalsForm(CostForm):
    """What a run costs, loops as often as they run; `unknown_loops` of them count once.

    `modelled_seconds` is its time at best on `machine`, the one that it was compiled for, None where that is not known.
    Members of tuples count as pointers, whose size depends on XLA's version; that is inferred where no file tells it.
    """

    unknown_loops: int
    pointer_bytes_inferred: bool
    machine: str | None
    modelled_seconds: float | None


def memory_totals(answers: Answers) -> MemoryTotalsForm | None:
    """The memory of what runs, None if the dump does not tell."""
    use = answers.memory
    if use is None:
        return None
    return {
        "argument_bytes": use.argument_bytes,
        "output_bytes": use.output_bytes,
        "alias_bytes": use.alias_bytes,
        "temp_bytes": use.temp_bytes,
        "peak_bytes": use.peak_bytes,
        "is_peak_exact": use.is_peak_exact,
        "owners": use.owners_form(),
    }


def cost_totals(answers: Answers) -> CostTotalsForm | None:
    """The cost of a run, None if what runs is not known."""
    from hloscope.analyses.cost.machines import find_machine
    from hloscope.analyses.cost.roofline import roofline_of

    cost = answers.cost
    if cost is None:
        return None
    machine = find_machine(answers.compilation.arch)
    return {
        **cost.per_run.to_dict(),
        "unknown_loops": len(cost.unknown_loops),
        "pointer_bytes_inferred": cost.is_pointer_inferred,
        "machine": machine.name if machine else None,
        "modelled_seconds": roofline_of(cost, machine).seconds if machine else None,
    }
