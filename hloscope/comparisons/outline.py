"""Outlines: what is compared of a program when two compilations of it are, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypedDict

from hloscope.analyses.facts.execution import LARGEST

MemoryNumber = Literal["peak_bytes", "argument_bytes", "output_bytes", "alias_bytes", "temp_bytes"]
COMPUTE_CLASSES = frozenset({"kernel", "library", "unknown"})


class Time(NamedTuple):
    """What a profile measured, in seconds of a run: the median, and from where to where the middle half of the runs is.

    Two times differ by more than noise if those halves do not overlap.
    """

    runs: int
    median: float
    lower: float
    upper: float

    def differs_from(self, other: Time) -> bool:
        """Whether they differ by more than noise."""
        return self.lower > other.upper or other.lower > self.upper


class Operation(NamedTuple):
    """A real operation, and the name that the framework gave it; "" where the dump does not say."""

    opcode: str
    op_name: str = ""


@dataclass(frozen=True, slots=True)
class Launch:
    """What runs as one: a cluster, a wrapped operation, a compiled loop, or an operation in no fusion.

    `kind` is how it is compiled: of a fusion `kLoop`, `triton`, `ynn`, ..., `compiled loop`, of an operation by itself
    the class of its launch: `kernel` (wrapped by XLA or not), `library`, `copy`, `collective`, `misc`. Shapes have
    layouts. `bytes` is what it reads and writes each of the `runs` times that a run of the program executes it, slices
    as slices; `is_optional` says that a run may take another branch than the one that it is in. `source` is a line of
    the user's program, else a name of the framework's. `time` is what a profile says.
    """

    name: str
    kind: str
    is_cluster: bool
    operations: tuple[Operation, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    bytes: int
    signature: str
    source: str = ""
    runs: int = field(default=1, compare=False)
    is_optional: bool = field(default=False, compare=False)
    time: Time | None = field(default=None, compare=False)

    @property
    def bytes_per_run(self) -> int:
        """What all its executions in a run read and write; a loop of unknown length counts as one turn."""
        return min(LARGEST, self.bytes * self.runs)

    @property
    def opcodes(self) -> tuple[str, ...]:
        """The opcodes of its operations, in text order."""
        return tuple([operation.opcode for operation in self.operations])

    @property
    def is_compute(self) -> bool:
        """Whether it counts as a compute launch: it is no copy, no collective and nothing that XLA's runtime does."""
        return self.kind not in ("copy", "collective", "misc")


@dataclass(frozen=True, slots=True)
class WrittenBroadcast:
    """A broadcast that writes memory; `source` as of a launch."""

    name: str
    shape: str
    operand_shape: str
    bytes: int
    source: str = ""


class Holding(NamedTuple):
    """The bytes at the peak of memory that have one owner: what it is in words, "" where it is computed; its source."""

    owner: str
    source: str
    bytes: int


class Modelled(NamedTuple):
    """How long a run would take at best, and on which machine that is modelled."""

    machine: str
    seconds: float


class CollectiveTotal(NamedTuple):
    """The collectives of one kind over the same axes: launches, and bytes of payload in a run."""

    kind: str
    over: str
    number: int
    bytes: int


class OutlineForm(TypedDict):
    """Which program it is, wherever programs are compared; `unit` says what its launches count."""

    name: str
    path: str
    backend: str
    unit: str


@dataclass(frozen=True, slots=True)
class Outline:
    """One program of one compilation.

    `parameters` and `results` are the shapes of its entry without layouts, None where no stage could be read.
    `numbers` are the totals that are compared, each None where its stage is missing; NUMBERS says what they are.
    `launches` are in the order of execution. `is_known` says that the stage that runs could be read, `is_inferred` that
    the launches per run rest on trip counts which XLA does not say. `holdings` are what is there at the peak of memory,
    of which `is_peak_exact` says whether it is no upper bound. `collectives`
    are by kind and axes, None where nothing tells: snapshots do not, nor older reports. `time` is that of a run, by a
    profile.
    """

    name: str
    function: str
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    unit: str
    parameters: tuple[str, ...] | None
    results: tuple[str, ...] | None
    numbers: Mapping[str, int | None]
    launches: tuple[Launch, ...]
    broadcasts: tuple[WrittenBroadcast, ...]
    holdings: tuple[Holding, ...] = ()
    modelled: Modelled | None = None
    is_peak_exact: bool = True
    is_inferred: bool = False
    collectives: tuple[CollectiveTotal, ...] | None = None
    time: Time | None = None

    @property
    def is_known(self) -> bool:
        """Whether the module that runs could be read."""
        return self.numbers["launches"] is not None

    @property
    def backend(self) -> str:
        """`jax cpu`, `tensorflow gpu sm_9.0a`, `unknown` where nothing tells."""
        parts = (self.framework, self.platform, self.arch)
        return " ".join(part for part in parts if part) or "unknown"

    @property
    def has_branches(self) -> bool:
        """Whether a run leaves some launches out, so that sums over all of them are the most that it may take."""
        return any(launch.is_optional for launch in self.launches)

    def to_dict(self) -> OutlineForm:
        """The JSON form: which program it is."""
        return {"name": self.name, "path": self.path, "backend": self.backend, "unit": self.unit}


NUMBERS: Mapping[str, str] = {
    "before": "operations asked for",
    "unfused": "operations to run",
    "launches": "compute launches",
    "per_run": "launches per run",
    "copies": "copies",
    "collectives": "collectives",
    "collective_bytes": "payload of collectives",
    "clusters": "clusters",
    "broadcasts": "materialized broadcasts",
    "broadcast_bytes": "bytes of materialized broadcasts",
    "bytes": "bytes read and written",
    "flops": "floating point operations of a run",
    "peak_bytes": "bytes of memory at the peak",
    "argument_bytes": "bytes of arguments",
    "output_bytes": "bytes of results",
    "alias_bytes": "bytes of donated arguments",
    "temp_bytes": "bytes of temporary values",
}
"""The totals of an outline; of `before` and `unfused`, one for each operation that would run by itself.

Bytes are those of a run.
"""

MEMORY: tuple[MemoryNumber, ...] = ("peak_bytes", "argument_bytes", "output_bytes", "alias_bytes", "temp_bytes")
"""The totals of memory, which a dump without a buffer assignment does not tell."""

OPTIONAL = frozenset({"collective_bytes", "flops", *MEMORY})
"""The totals that one of two sides may not know though it has all stages: they are compared where both know them."""
