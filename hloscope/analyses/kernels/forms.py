"""Forms of launches and their counts in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import TypedDict

from hloscope.analyses.facts.forms import BufferForm
from hloscope.analyses.kernels.rules import LaunchClass
from hloscope.analyses.loops.forms import LoopForm

ClassForm = TypedDict("ClassForm", {"class": LaunchClass})  # which the body of a class cannot spell


class SingleOperationForm(ClassForm):
    """An operation of `after` that is launched by itself, in no fusion; `target` is what a custom-call runs."""

    name: str
    computation: str
    opcode: str
    target: str | None
    inputs: list[BufferForm]
    outputs: list[BufferForm]
    op_name: str
    source: str
    signature: str


class EntryForm(TypedDict):
    """What a program takes and gives: shapes without layouts, as the framework asked for them."""

    parameters: list[str]
    results: list[str]


class NamedSiteForm(ClassForm):
    """One launch: the instruction that it is made for."""

    name: str


class SiteForm(NamedSiteForm, total=False):
    """One launch; of a GPU kernel also its dimensions, where the dump has XLA's `thunk_sequence.txt`.

    `shared_memory` is bytes a block, None where the printer does not tell.
    """

    grid: list[int]
    threads: list[int]
    shared_memory: int | None


class CountForm(TypedDict):
    """The launches of one stage; of `before` and `unfused`, one for each operation that would run by itself.

    `launches_per_run` weighs `compute_launches` by trip counts, None where it is not known or branches differ; in the
    latter case `launches_range` has the least and the most. `copies_per_run` and `collectives_per_run` are likewise.
    They are `inferred` if a trip count of one of the `loops` is. The class of `inferred_sites` is that of XLA before
    jaxlib 0.11, another since, and nothing tells the version.
    """

    compute_launches: int
    kernels: int
    library: int
    copies: int
    collectives: int
    misc: int
    unknown: int
    launches_per_run: int | None
    launches_range: list[int] | None
    copies_per_run: int | None
    copies_range: list[int] | None
    collectives_per_run: int | None
    collectives_range: list[int] | None
    inferred: bool
    loops: list[LoopForm]
    inferred_sites: list[str]
    sites: list[SiteForm]


class KernelChangeForm(TypedDict):
    """Kernels that simplification and fusion took away; `other` are operations left that are no compute launch.

    Copies are in none of them.
    """

    simplification: int
    fusion: int
    other: int
