"""Forms of ranks in JSON, which only checkers and the generator of schemas load."""

from __future__ import annotations

from typing import Literal, TypedDict

from hloscope.comparisons.recompile_forms import Kind
from hloscope.reports.schema import Error

OrderKind = Literal["order", "number", "shape", "groups", "mode", "channel", "reduction", "other"]
"""How collectives differ: in their order alone, in their number, or in one field of one; `other` in more than that."""
DifferenceKind = Kind | Literal["stage", "version", "total"]
"""As of `hloscope recompiles`, and: a stage is missing, another version of XLA, another total of what runs."""
Status = Literal["same", "differs", "missing", "partial"]
"""`missing` is a finding, `partial` none: few ranks have it, and it has no collective that others would wait for."""


class RankForm(TypedDict):
    """A rank, and how many compilations it has that could be read."""

    name: str
    programs: int


class CollectiveStepForm(TypedDict):
    """A collective where it stands in the order."""

    kind: str
    shape: str
    groups: str
    mode: str
    channel: int | None
    reduction: str
    name: str
    source: str


class OrderChangeForm(TypedDict):
    """The first place, from 0, where collectives differ; `counts` are the usual number and the odd one."""

    kind: OrderKind
    place: int
    usual: CollectiveStepForm | None
    odd: CollectiveStepForm | None
    counts: list[int]
    different: int
    text: str


class DifferenceForm(TypedDict):
    """One thing in which a program differs from the usual one, old and new being the usual and the odd."""

    kind: DifferenceKind
    stage: str
    text: str


class SettingForm(TypedDict):
    """A flag of XLA's with another value, "" for the default."""

    name: str
    usual: str
    odd: str


class VariantForm(TypedDict):
    """What some ranks have of a program. It is compared with the first one, which has no differences.

    `ids` are those of the first compilation on each of the ranks. `older_seconds` says how much earlier its files were
    written than those of the usual one, None if they were not.
    """

    ranks: list[str]
    ids: list[int | None]
    is_usual: bool
    collectives: int
    collective_order: OrderChangeForm | None
    differences: list[DifferenceForm]
    settings: list[SettingForm]
    older_seconds: float | None


class RankedProgramForm(TypedDict):
    """One program on all ranks: what they have of it, and those that lack it or on which it cannot be read."""

    name: str
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    status: Status
    is_finding: bool
    has_usual: bool
    variants: list[VariantForm]
    missing: list[str]
    unreadable: list[str]


class RanksDocument(TypedDict):
    """The programs of all ranks; `is_same` says that there is no finding."""

    schema: int
    is_same: bool
    ranks: list[RankForm]
    programs: list[RankedProgramForm]
    errors: list[Error]
