"""The JSON document of a report: its shape.

Keys are added, never renamed or removed, while the SCHEMA of `versions.py` stays the same.
"""

from __future__ import annotations

from typing import Any, TypedDict

_Site = TypedDict("_Site", {"name": str, "class": str})


class Site(_Site, total=False):
    """One launch; of a GPU kernel also its dimensions, where the dump has XLA's `thunk_sequence.txt`.

    `shared_memory` is bytes a block, None where the printer does not tell.
    """

    grid: list[int]
    threads: list[int]
    shared_memory: int | None


class Count(TypedDict):
    """The launches of one stage; of `before` and `unfused`, one for each operation that would run by itself."""

    compute_launches: int
    kernels: int
    library: int
    copies: int
    collectives: int
    misc: int
    unknown: int
    launches_per_run: int | None
    launches_range: list[int] | None
    sites: list[Site]


class Disagreement(TypedDict):
    """A site, or a kind of sites, where XLA's own list of launches says something else than the rule."""

    name: str
    rule: Any
    thunks: Any


class Change(TypedDict):
    """Launches that simplification and fusion took away; `other` are operations left that are no compute launch."""

    simplification: int
    fusion: int
    other: int


class Kernels(TypedDict):
    """The count of each stage, None where the stage is missing; `judge` is `thunks` or `rule`."""

    before: Count | None
    unfused: Count | None
    after: Count | None
    change: Change | None
    judge: str
    disagreements: list[Disagreement]


class Buffer(TypedDict):
    """An array that a cluster reads or writes."""

    shape: str
    bytes: int


class Operation(TypedDict):
    """An instruction inside a fusion."""

    name: str
    opcode: str


class GroupForm(TypedDict):
    """Operations that run as one."""

    name: str
    operations: list[Operation]
    inputs: list[Buffer]
    outputs: list[Buffer]
    op_names: list[str]
    op_name_indices: list[int | None]
    source_lines: list[str]
    signature: str


class FusionForm(GroupForm):
    """A fusion of `after`: a cluster, or a wrapped single operation."""

    kind: str | None
    custom_kind: str | None
    wrapped: bool
    root_opcode: str


class CompiledLoopForm(GroupForm):
    """A loop of `after` that the CPU compiler made one kernel of."""


SingleOperation = TypedDict(
    "SingleOperation",
    {
        "name": str,
        "computation": str,
        "opcode": str,
        "target": str | None,
        "class": str,
        "inputs": list[Buffer],
        "outputs": list[Buffer],
        "op_name": str,
        "source": str,
        "signature": str,
    },
)
"""An operation of `after` that is launched by itself, in no fusion; `target` is what a custom-call runs."""


class Entry(TypedDict):
    """What a program takes and gives: shapes without layouts, as the framework asked for them."""

    parameters: list[str]
    results: list[str]


class BroadcastForm(TypedDict):
    """A broadcast of one stage."""

    name: str
    shape: str
    operand_shape: str | None
    expansion: int
    bytes: int
    materialized: bool
    source: str


class BroadcastList(TypedDict):
    """The broadcasts of one stage, the worst first."""

    count: int
    materialized: int
    materialized_bytes: int
    items: list[BroadcastForm]


class BroadcastStages(TypedDict):
    """The broadcasts of each stage, None where it is missing."""

    before: BroadcastList | None
    unfused: BroadcastList | None
    after: BroadcastList | None


class ProgramName(TypedDict):
    """Which compilation it is, in every document."""

    name: str
    id: int | None
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    recompilation_of: Any


class Program(ProgramName):
    """One compilation. `unit` says what `kernels` counts: `launches`, or `top_level_ops` where nothing is launched."""

    unit: str
    entry: Entry | None
    kernels: Kernels
    fusions: list[FusionForm]
    compiled_loops: list[CompiledLoopForm]
    single_operations: list[SingleOperation]
    broadcasts: BroadcastStages


class Error(TypedDict):
    """A file that could not be read, and why."""

    file: str
    message: str


class Document(TypedDict):
    """A whole report."""

    schema: int
    compilations: list[Program]
    errors: list[Error]
