"""Forms of collectives in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import TypedDict

from hloscope.analyses.collectives.device_groups import Mode
from hloscope.analyses.facts.direction import Direction


class AxisForm(TypedDict):
    """One axis of a mesh; `name` is None where it is inferred."""

    name: str | None
    size: int


class MeshForm(TypedDict):
    """The mesh that a collective's axes are of, the axis that changes slowest first."""

    axes: list[AxisForm]
    inferred: bool


class GroupsForm(TypedDict):
    """Who talks to whom: `text` is the module's own, `mode` what its numbers are numbers of.

    `count` groups of `size` devices; each None where they differ or nothing tells.
    """

    text: str
    mode: Mode
    count: int | None
    size: int | None


class MemberForm(TypedDict):
    """One of the arrays that a combined collective takes, with the line that it comes from."""

    name: str
    shape: str
    bytes: int
    op_name: str
    source: str


class CollectiveLoopForm(TypedDict):
    """A loop around a collective; `trip_count` is None where it is not known, and inferred where XLA does not say."""

    name: str
    trip_count: int | None
    inferred: bool


class BetweenForm(TypedDict):
    """What runs from the start of a collective to what waits for it; `names` are the first that launch anything."""

    operations: int
    compute_launches: int
    names: list[str]


class CollectiveTimesForm(TypedDict):
    """What a profile measured, each None without one: seconds in a run, the mean of all, waiting for others too.

    A collective that is started and awaited takes the own time of both. `measured_share` is of all that was measured of
    the program, `bytes_per_second` the payload by that time.
    """

    measured_seconds: float | None
    measured_share: float | None
    bytes_per_second: float | None


class CollectiveForm(CollectiveTimesForm):
    """One launch of a collective; `launched` is the instruction that runs: itself, its start, or a fusion.

    `bytes` is its payload: the larger of what one device hands in and what it gets. `wire_bytes` is a model, a ring.
    `runs` is how often a run of the program comes to it, None in a loop of unknown length. `axes` are those of `mesh`
    that it talks over, None where they are not known, as `over` says in words. `source_inferred` says that the line is
    that of what it takes or of what takes it, for it has none of its own.
    """

    name: str
    computation: str
    launched: str
    kind: str
    reduction: str | None
    shape: str
    input_bytes: int
    output_bytes: int
    bytes: int
    wire_bytes: int | None
    channel_id: int | None
    groups: GroupsForm
    mesh: MeshForm | None
    axes: list[str] | None
    over: str
    loops: list[CollectiveLoopForm]
    conditional: bool
    runs: int | None
    direction: Direction | None
    op_name: str
    source: str
    source_inferred: bool
    asynchronous: bool
    start: str | None
    done: str | None
    between: BetweenForm | None
    combined: list[MemberForm]


class CollectiveSumForm(CollectiveTimesForm):
    """Launches of one kind over the same axes; numbers of a run count loops of unknown length once."""

    kind: str
    over: str
    count: int
    runs: int
    bytes_per_run: int
    wire_bytes_per_run: int | None


class CollectivesForm(CollectiveTimesForm):
    """The collectives of one stage. `items` are the first of them, `count` is how many there are.

    Numbers of a run count loops of unknown length once and branches as taken: they are exact where `is_exact` says so.
    """

    count: int
    runs: int
    bytes: int
    bytes_per_run: int
    wire_bytes_per_run: int | None
    is_exact: bool
    sums: list[CollectiveSumForm]
    items: list[CollectiveForm]
