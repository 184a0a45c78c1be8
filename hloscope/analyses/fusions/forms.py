"""Forms of fusions and compiled loops in JSON, which only checkers and the reader of reports load."""

from __future__ import annotations

from typing import TypedDict

from hloscope.analyses.facts.forms import GroupForm


class HeroForm(TypedDict):
    """The operation of a fusion that decides how XLA compiles it; that is inferred."""

    name: str
    opcode: str
    inferred: bool


class OwnFusionForm(GroupForm):
    """What a fusion says of itself.

    `same_outputs` has for each of `outputs` the place of an earlier one that is the same value, perhaps in another
    layout, which is written once more; null where there is none.
    """

    kind: str | None
    custom_kind: str | None
    wrapped: bool
    root_opcode: str
    root_opcodes: list[str]
    same_outputs: list[int | None]
    hero: HeroForm | None


class FusionForm(OwnFusionForm):
    """A fusion of `after`: a cluster, or a `wrapped` single operation.

    `root_opcode` is `tuple` where there are several results, whose opcodes `root_opcodes` has. `duplicated` names the
    operations of it that another cluster computes too.
    """

    duplicated: list[str]


class CompiledLoopForm(GroupForm):
    """A loop of `after` that the CPU compiler made one kernel of."""

    label: str
