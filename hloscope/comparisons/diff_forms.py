"""The JSON forms of a diff."""

from __future__ import annotations

from typing import Literal, TypedDict

from hloscope.comparisons.collective_changes import CollectiveChangeForm
from hloscope.comparisons.launch_changes import ChangeForm
from hloscope.comparisons.memory_changes import HoldingChangeForm
from hloscope.comparisons.outline import OutlineForm
from hloscope.comparisons.regressions import RegressionForm
from hloscope.comparisons.time_changes import TimeChangeForm
from hloscope.reports.schema import Error

Verdict = Literal["regression", "no regression", "unknown"]


class WrittenBroadcastForm(TypedDict):
    """A broadcast that writes memory."""

    name: str
    shape: str
    operand_shape: str
    bytes: int
    source: str


class WrittenForm(TypedDict):
    """The broadcasts that now write memory, and those that no longer do; inferred from shape and source."""

    written: list[WrittenBroadcastForm]
    no_longer_written: list[WrittenBroadcastForm]


class ModelledForm(TypedDict):
    """The modelled time of a run at best, old and new, on the machine of each side; None where that is not known."""

    machines: list[str | None]
    seconds: list[float | None]


class ProgramDiffForm(TypedDict):
    """One program in two compilations; each of the `numbers` is a pair, old and new, None where a stage is missing.

    `holdings` are the owners that hold more or less at the peak of memory; which owner is which is inferred.
    """

    old: OutlineForm
    new: OutlineForm
    is_same: bool
    numbers: dict[str, list[int | None]]
    changes: list[ChangeForm]
    broadcasts: WrittenForm
    holdings: list[HoldingChangeForm]
    modelled: ModelledForm
    collectives: list[CollectiveChangeForm]
    measured: TimeChangeForm


class DiffDocument(TypedDict):
    """Two dumps side by side: the programs that both have, those that one has, and what got worse by `rules`."""

    schema: int
    is_same: bool
    is_regression: bool
    verdict: Verdict
    rules: list[str]
    regressions: list[RegressionForm]
    programs: list[ProgramDiffForm]
    only_old: list[OutlineForm]
    only_new: list[OutlineForm]
    errors: list[Error]
