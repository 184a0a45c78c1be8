"""The JSON documents: what all of them have in common, and that of a report.

The forms of what an analysis finds stand beside it, those of other documents beside what makes them. Keys are added,
never renamed or removed, while the SCHEMA of `hloscope.version` stays the same.
"""

from __future__ import annotations

from typing import Generic, Literal, TypedDict, TypeVar

from hloscope.analyses.broadcasts.forms import BroadcastChangeForm, BroadcastsForm
from hloscope.analyses.collectives.forms import CollectivesForm
from hloscope.analyses.fusions.forms import CompiledLoopForm, FusionForm
from hloscope.analyses.kernels.forms import CountForm, EntryForm, KernelChangeForm, SingleOperationForm
from hloscope.analyses.kernels.judge import DisagreementForm
from hloscope.analyses.kernels.unit import Unit
from hloscope.analyses.profile.forms import MeasuredForm, MeasuredRunsForm
from hloscope.reports.totals import CostTotalsForm, MemoryTotalsForm

P = TypeVar("P")


class ProgramName(TypedDict):
    """Which compilation it is, in every document; `recompilation_of` is the id of the first one of the same program.

    It is not `complete` if a text of it is cut, or lacks what it calls: then the numbers are of what is there.
    """

    name: str
    id: int | None
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    recompilation_of: int | None
    complete: bool


class Error(TypedDict):
    """A file that could not be read, and why."""

    file: str
    message: str


class DocumentOf(TypedDict, Generic[P]):
    """A document with an entry for each compilation that there is something to say of."""

    schema: int
    compilations: list[P]
    errors: list[Error]


class Kernels(TypedDict):
    """The count of each stage, None where the stage is missing; `judge` says whether XLA's own list was compared."""

    before: CountForm | None
    unfused: CountForm | None
    after: CountForm | None
    change: KernelChangeForm | None
    judge: Literal["thunks", "rule"]
    disagreements: list[DisagreementForm]


class BroadcastStages(TypedDict):
    """The broadcasts of each stage, None where it is missing; and what became of them, from `before` to `after`."""

    before: BroadcastsForm | None
    unfused: BroadcastsForm | None
    after: BroadcastsForm | None
    changes: list[BroadcastChangeForm]


class CollectiveStages(TypedDict):
    """What devices tell each other, as asked for and as it runs; None where the stage is missing."""

    before: CollectivesForm | None
    after: CollectivesForm | None


class LaunchForm(TypedDict):
    """Where a launch comes from, what one execution moves by XLA's cost analysis, and how often a run executes it.

    `source` is `file:line`, else the framework's name; it is inferred where XLA lost it. Slices count as slices, and
    updates in place as what they write. `runs` takes every branch of a conditional, `least_runs` none that may be left
    out. Where `runs_exact` is false, both count loops of unknown length as one turn; `runs_inferred` says that they
    rest on a trip count which is not XLA's. `measured` is what a profile says of it.
    """

    source: str
    source_inferred: bool
    bytes_read: int
    bytes_written: int
    runs: int
    least_runs: int
    runs_exact: bool
    runs_inferred: bool
    measured: MeasuredForm | None


class LaunchedFusion(FusionForm, LaunchForm):
    """A fusion, and what it moves."""


class LaunchedLoop(CompiledLoopForm, LaunchForm):
    """A compiled loop, and what it moves."""


class LaunchedOperation(SingleOperationForm, LaunchForm):
    """An operation that is launched by itself, and what it moves."""


class Launches(TypedDict):
    """What runs."""

    fusions: list[LaunchedFusion]
    compiled_loops: list[LaunchedLoop]
    single_operations: list[LaunchedOperation]


class Program(ProgramName, Launches):
    """One compilation. `unit` says what `kernels` counts: `launches`, or `top_level_ops` where nothing is launched.

    It is `unit_inferred` where a CPU's old runtime, which launches nothing, may have compiled what is read. The totals
    are None where nobody asked for them, or the dump does not tell; `measured` is None without a profile in which it
    ran.
    """

    unit: Unit
    unit_inferred: bool
    entry: EntryForm | None
    kernels: Kernels
    broadcasts: BroadcastStages
    memory_totals: MemoryTotalsForm | None
    cost_totals: CostTotalsForm | None
    collectives: CollectiveStages
    measured: MeasuredRunsForm | None


Document = DocumentOf[Program]
"""A whole report."""
