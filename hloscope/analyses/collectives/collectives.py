"""Collectives: every one that a run comes to, over which axes of the mesh, how much, how often, and for which line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from hloscope.analyses.collectives.collective import Collective
from hloscope.analyses.collectives.contexts import Contexts
from hloscope.analyses.collectives.device_groups import DeviceGroups, Devices, GroupReader, devices_of
from hloscope.analyses.collectives.mesh_axes import Over, find_axes
from hloscope.analyses.collectives.meshes import Mesh, along_replicas, infer_mesh, named_meshes, tiles_of
from hloscope.analyses.collectives.origins import members_of, origin_of
from hloscope.analyses.collectives.overlap import Overlaps
from hloscope.analyses.collectives.sites import CollectiveSites, Site
from hloscope.analyses.collectives.times import NOT_MEASURED
from hloscope.analyses.facts.execution import LARGEST, Callees, callees
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.kernels.rules import LaunchRules
from hloscope.analyses.loops.trip_counts import TripCounts
from hloscope.ir import HloInstruction, HloModule

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import CollectivesForm, CollectiveSumForm

LISTED: Final = 20_000
"""Calls of calls multiply: of more launches than these the first are listed."""

_SYNCHRONOUS = '"is_sync":true'  # what XLA for GPU starts and awaits in one


class CollectiveSum(NamedTuple):
    """Launches of one kind over the same axes; in a run, a loop of unknown length counts once."""

    kind: str
    over: str
    number: int
    runs: int
    bytes_per_run: int
    wire_bytes_per_run: int | None

    def to_dict(self) -> CollectiveSumForm:
        """The JSON form."""
        return {
            "kind": self.kind,
            "over": self.over,
            "count": self.number,
            "runs": self.runs,
            "bytes_per_run": self.bytes_per_run,
            "wire_bytes_per_run": self.wire_bytes_per_run,
            **NOT_MEASURED,
        }


@dataclass(frozen=True)
class Collectives:
    """The collectives of one stage in the order of the count of kernels; `count` is how many there are in all."""

    items: tuple[Collective, ...]
    count: int

    @property
    def is_exact(self) -> bool:
        """Whether numbers of a run are known: no loop of unknown length, no branch, none that is not listed."""
        is_listed = self.count == len(self.items)
        return is_listed and all(item.runs is not None and not item.is_conditional for item in self.items)

    @cached_property
    def sums(self) -> tuple[CollectiveSum, ...]:
        """The launches added up by kind and axes, the most bytes first."""
        groups: dict[tuple[str, str], list[Collective]] = {}
        for item in self.items:
            groups.setdefault((item.kind, item.over_text), []).append(item)
        sums = [_sum_of(kind, over, items) for (kind, over), items in groups.items()]
        return tuple(sorted(sums, key=lambda found: -found.bytes_per_run))

    def to_dict(self) -> CollectivesForm:
        """The JSON form."""
        whole = _sum_of("", "", self.items)
        return {
            "count": self.count,
            "runs": whole.runs,
            "bytes": min(LARGEST, sum(item.bytes for item in self.items)),
            "bytes_per_run": whole.bytes_per_run,
            "wire_bytes_per_run": whole.wire_bytes_per_run,
            "is_exact": self.is_exact,
            "sums": [found.to_dict() for found in self.sums],
            **NOT_MEASURED,
            "items": [item.to_dict() for item in self.items],
        }


NONE: Final = Collectives((), 0)


def _sum_of(kind: str, over: str, items: Sequence[Collective]) -> CollectiveSum:
    wires = [item.wire_bytes for item in items]
    known = [wire * item.least_runs for wire, item in zip(wires, items, strict=True) if wire is not None]
    return CollectiveSum(
        kind,
        over,
        len(items),
        min(LARGEST, sum(item.least_runs for item in items)),
        min(LARGEST, sum(item.bytes_per_run for item in items)),
        min(LARGEST, sum(known)) if len(known) == len(items) else None,
    )


def collectives_of(
    module: HloModule,
    rules: LaunchRules,
    *,
    callees_of: Callable[[HloInstruction], Callees] = callees,
    named_in: Iterable[HloModule] = (),
    memo: Memo | None = None,
) -> Collectives:
    """The collectives of a module that `rules` launch, by the same walk as the count of kernels.

    `named_in` are other stages of the same program, whose text may name the axes of its mesh.
    """
    sites = CollectiveSites(module, rules, callees_of)
    found = [*islice(sites, LISTED)]
    if not found:
        return NONE
    describer = _Describer(module, rules, found, named_in, (memo or Memo()).sources)
    return Collectives(tuple(map(describer.describe, found)), sites.number)


class _Describer:
    """Says what is to be said of the sites of one module; what repeats is found out once."""

    def __init__(
        self,
        module: HloModule,
        rules: LaunchRules,
        sites: Sequence[Site],
        named_in: Iterable[HloModule],
        sources: Sources,
    ) -> None:
        self._sources = sources
        self._launch_sources = LaunchSources(sources, module.instructions())
        self._contexts = Contexts(sources, TripCounts(module))
        self._overlaps = Overlaps(module, rules)
        self._devices = _devices_among(module, sites)
        reader = GroupReader(self._devices)
        self._groups = {site.collective: reader.groups_of(site.collective, site.kind) for site in sites}
        named = dict.fromkeys(mesh for other in (module, *named_in) for mesh in named_meshes(other))
        self._meshes = [along_replicas(mesh, self._devices.replicas) for mesh in named if not mesh.is_named_by_xla]
        self._inferred = _inferred_mesh(module, self._devices, self._groups.values())
        self._over: dict[DeviceGroups, Over | None] = {}

    def describe(self, site: Site) -> Collective:
        groups = self._groups[site.collective]
        if groups not in self._over:
            self._over[groups] = self._find_over(groups)
        context = self._contexts.of(site.path)
        origin = origin_of(site, context.names, self._sources, self._launch_sources)
        start = self._overlaps.start_of(site)
        done = self._overlaps.find_done(start) if start else None
        return Collective(
            site=site,
            groups=groups,
            over=self._over[groups],
            context=context,
            origin=origin,
            is_asynchronous=start is not None and not _is_synchronous(start),
            start=start,
            done=done,
            between=self._overlaps.between(start, done) if start else None,
            combined=members_of(site, origin, self._sources),
        )

    def _find_over(self, groups: DeviceGroups) -> Over | None:
        """The axes by the mesh that frameworks named, else by the one that is inferred, or inferred of these alone."""
        framework_mesh = groups.mesh if groups.mesh and not groups.mesh.is_named_by_xla else None
        alone = [infer_mesh(self._devices.number, steps) for steps in ([groups.steps or ()], [])]
        meshes = [framework_mesh, *self._meshes, self._inferred, *alone]
        fitting = (mesh for mesh in meshes if mesh and mesh.size == self._devices.number)
        return next((over for mesh in fitting if (over := find_axes(groups, mesh))), None)


def _is_synchronous(start: HloInstruction) -> bool:
    return _SYNCHRONOUS in start.attribute_text.replace(" ", "")


def _devices_among(module: HloModule, sites: Iterable[Site]) -> Devices:
    """The devices that the header tells, else those that the groups number: a text may have lost its header."""
    in_header = devices_of(module)
    if in_header.number > 1:
        return in_header
    reader = GroupReader(in_header)
    groups = {reader.groups_of(site.collective, site.kind) for site in sites}
    replicas = max([_number_in(found) for found in groups if found.mode == "cross_replica"], default=1)
    partitions = max([_number_in(found) for found in groups if found.mode != "cross_replica"], default=1)
    return Devices(1, partitions) if partitions > 1 else Devices(replicas, 1)


def _number_in(groups: DeviceGroups) -> int:
    highest = max((max(pair) for pair in groups.pairs), default=0) + 1
    return max(1, highest, (groups.count or 0) * (groups.size or 0))


def _inferred_mesh(module: HloModule, devices: Devices, groups: Iterable[DeviceGroups]) -> Mesh | None:
    """The mesh that all groups are axes of, and the shardings of arguments too if they leave one."""
    whole = [found for found in groups if (found.count or 0) * (found.size or 0) == devices.number]
    taken = list(dict.fromkeys(found.steps for found in whole if found.steps))
    tiles = [*tiles_of(module)] if devices.replicas == 1 else []
    return infer_mesh(devices.number, [*taken, *tiles]) or infer_mesh(devices.number, taken)
