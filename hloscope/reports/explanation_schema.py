"""The keys that `--explain` adds to each program of a report (schema 2)."""

from __future__ import annotations

from typing import Any, TypedDict

from hloscope.reports.cost_schema import ModuleCostForm
from hloscope.reports.memory_schema import MemoryForm
from hloscope.reports.schema import Program


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


class MissedForm(TypedDict):
    """What is written to memory only to be read back, each value with its reason as `hloscope why --json` has it.

    `has_decisions` says whether XLA's own words were dumped. `bytes_per_run` weighs both bytes by trip counts.
    """

    has_decisions: bool
    bytes_written: int
    bytes_read: int
    bytes_per_run: int
    missed: list[dict[str, Any]]


class PassesForm(TypedDict):
    """What the passes changed, by optimization as `hloscope passes --json` has it; None in place of unknown times."""

    microseconds: float | None
    by_optimization: list[dict[str, Any]]


class ExplanationForm(TypedDict):
    """Why a program costs what it does: of the stage `after`; None where that is missing.

    `machine` names the one that times are modelled on, None where no time is. `memory` is None where the dump has no
    buffer assignment, `passes` where it has no snapshots of passes.
    """

    machine: str | None
    cost: ModuleCostForm | None
    duplicated_work: list[LedgerForm] | None
    memory: MemoryForm | None
    missed_fusions: MissedForm | None
    passes: PassesForm | None


class ExplainedProgram(Program, ExplanationForm):
    """A program of a report with `--explain`."""
