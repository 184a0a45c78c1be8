"""Collective order: what devices tell each other, one after another; where ranks differ in that, a run hangs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from hloscope.analyses.collectives.collectives import LISTED
from hloscope.analyses.collectives.device_groups import GroupReader, devices_of
from hloscope.analyses.collectives.payload import result_of
from hloscope.analyses.collectives.sites import CollectiveSites, Site
from hloscope.analyses.facts.execution import callees, entered_callees
from hloscope.analyses.kernels.count import rules_for
from hloscope.analyses.kernels.rules_unfused import unfused_rules
from hloscope.comparisons.outlook import source_of
from hloscope.ir import HloModule
from hloscope.words import source_text

if TYPE_CHECKING:
    from hloscope.comparisons.ranks.forms import CollectiveStepForm, OrderChangeForm, OrderKind


class Said(NamedTuple):
    """What all who take part in a collective must agree on."""

    kind: str
    shape: str
    groups: str
    mode: str
    channel: int | None
    reduction: str


class Step(NamedTuple):
    """One collective, where it stands in the order; `name` and `source` may differ without harm."""

    said: Said
    name: str
    source: str

    def __str__(self) -> str:
        """`all-gather f32[64,64], channel 1, groups {{0,1}} (train.py:7)`."""
        said = self.said
        channel = "" if said.channel is None else f", channel {said.channel}"
        groups = f", groups {said.groups}" if said.groups else ""
        return f"{said.kind} {said.shape}{channel}{groups}" + (f" ({source_text(self.source)})" if self.source else "")

    def to_dict(self) -> CollectiveStepForm:
        """The JSON form."""
        said = self.said
        return {
            "kind": said.kind,
            "shape": said.shape,
            "groups": said.groups,
            "mode": said.mode,
            "channel": said.channel,
            "reduction": said.reduction,
            "name": self.name,
            "source": self.source,
        }


class OrderChange(NamedTuple):
    """The first place, from 0, in which two orders differ, and what is there; `kind` says how they differ in all."""

    kind: OrderKind
    place: int
    usual: Step | None
    odd: Step | None
    counts: tuple[int, int]
    different: int

    def __str__(self) -> str:
        """One sentence, from the view of the odd one."""
        usual, odd = self.counts
        at = f"number {self.place + 1} is {self.odd or 'missing'} here, {self.usual or 'missing'} there"
        if self.kind == "order":
            return f"its {odd} collectives come in another order: {at}"
        if self.kind == "number":
            return f"{odd} collectives, {usual} there: {at}"
        more = f" (the first of {self.different} that differ)" if self.different > 1 else ""
        if self.kind == "other" or self.usual is None or self.odd is None:
            return f"collective {at}{more}"
        here, there = (str(getattr(step.said, self.kind)) or "none" for step in (self.odd, self.usual))
        shape = "" if self.kind == "shape" else f" {self.odd.said.shape}"
        where = f"collective {self.place + 1} of {odd}, {self.odd.said.kind}{shape}"
        return f"{where}: {self.kind} {here} here, {there} there{more}"

    def to_dict(self) -> OrderChangeForm:
        """The JSON form."""
        return {
            "kind": self.kind,
            "place": self.place,
            "usual": self.usual.to_dict() if self.usual else None,
            "odd": self.odd.to_dict() if self.odd else None,
            "counts": [*self.counts],
            "different": self.different,
            "text": str(self),
        }


def steps_of(module: HloModule, stage: str, platform: str | None, arch: str | None) -> tuple[Step, ...]:
    """The collectives of a module in the order in which a run comes to them, those of a loop once."""
    sites = (
        CollectiveSites(module, rules_for(module, platform, arch), callees)
        if stage == "after"
        else CollectiveSites(module, unfused_rules("copy"), entered_callees)
    )
    reader = GroupReader(devices_of(module))
    return tuple([_step_of(site, reader) for site in islice(sites, LISTED)])


def _step_of(site: Site, reader: GroupReader) -> Step:
    collective, kind = site.collective, site.kind
    groups = reader.groups_of(collective, kind)
    channel = collective.attributes.get("channel_id")
    called = collective.called_computations
    said = Said(
        kind,
        str(result_of(collective, kind)),
        groups.text,
        groups.mode,
        channel if isinstance(channel, int) else None,
        called[0].root.opcode if called and "reduce" in kind else "",
    )
    return Step(said, collective.name, source_of(collective))


def order_change(usual: Sequence[Step], odd: Sequence[Step]) -> OrderChange | None:
    """In what the second order differs from the first; None if in nothing that matters."""
    different = [place for place, pair in enumerate(_pairs(usual, odd)) if pair[0] != pair[1]]
    if not different:
        return None
    place = different[0]
    one, other = (steps[place] if place < len(steps) else None for steps in (usual, odd))
    kind = _kind_of(usual, odd, one, other)
    return OrderChange(kind, place, one, other, (len(usual), len(odd)), len(different))


def _pairs(usual: Sequence[Step], odd: Sequence[Step]) -> Iterator[tuple[Said | None, Said | None]]:
    return zip_longest((step.said for step in usual), (step.said for step in odd))


def _kind_of(usual: Sequence[Step], odd: Sequence[Step], one: Step | None, other: Step | None) -> OrderKind:
    if len(usual) != len(odd) or one is None or other is None:
        return "number"
    counts = [Counter(step.said for step in steps) for steps in (usual, odd)]
    if counts[0] == counts[1]:
        return "order"
    fields: tuple[OrderKind, ...] = ("shape", "groups", "mode", "channel", "reduction")
    differing: list[OrderKind] = [field for field in fields if getattr(one.said, field) != getattr(other.said, field)]
    return differing[0] if one.said.kind == other.said.kind and len(differing) == 1 else "other"
