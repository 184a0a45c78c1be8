"""How many kernels a program launches: in the module that runs, and in one that is not fused.

After optimizations the rules of the target apply (`launches.rules_cpu`, `launches.rules_gpu`); before, and in the
unfused module, every operation counts as one kernel (`launches.rules_unfused`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hloscope.analyses.facts.era import is_new_module
from hloscope.analyses.facts.execution import callees, entered_callees
from hloscope.analyses.kernels.buffer_slices import BufferSlices
from hloscope.analyses.kernels.rules import LaunchRules, LaunchSite
from hloscope.analyses.kernels.rules_cpu import cpu_rules, is_packed
from hloscope.analyses.kernels.rules_top_level import top_level_rules
from hloscope.analyses.kernels.rules_unfused import copy_rule, unfused_rules
from hloscope.analyses.kernels.totals import Runs, Total, launch_total
from hloscope.analyses.loops.trip_counts import Loop, TripCounts
from hloscope.ir import HloModule

if TYPE_CHECKING:
    from hloscope.analyses.kernels.forms import CountForm, KernelChangeForm
    from hloscope.parsers import BufferAssignment

SITE_LIMIT = 200_000
"""Calls of calls multiply: a few lines of hostile text stand for more sites than fit in memory. `sites` ends here."""


@dataclass(frozen=True, slots=True)
class KernelCount:
    """The launch sites of one stage by class; compute launches, the headline, are kernels and library calls together.

    `launches_per_run` weighs compute launches by trip counts: None if a loop's is unknown or branches differ; the
    latter give `launches_range`, least and most. Copies and collectives per run are likewise. `sites` has one entry a
    launch, in the order of the module, and is cut at SITE_LIMIT; the numbers are whole, but end at 2**63 - 1. The class
    of `inferred_sites` depends on the version of XLA, and nothing tells that: they count as before jaxlib 0.11.
    """

    kernels: int
    library: int
    copies: int
    collectives: int
    misc: int
    unknown: int
    launches_per_run: int | None
    launches_range: tuple[int, int] | None
    copies_per_run: int | None
    copies_range: tuple[int, int] | None
    collectives_per_run: int | None
    collectives_range: tuple[int, int] | None
    loops: tuple[Loop, ...]
    sites: tuple[LaunchSite, ...]
    inferred_sites: tuple[str, ...] = ()

    @property
    def compute_launches(self) -> int:
        """Kernels of XLA's own and library calls."""
        return self.kernels + self.library

    @property
    def is_inferred(self) -> bool:
        """Whether what is counted per run rests on a trip count that XLA does not say."""
        return any(loop.trip_count and loop.trip_count.is_inferred for loop in self.loops)

    @property
    def by_class(self) -> dict[str, int]:
        """The number of launches of each class that occurs."""
        numbers = {
            "kernel": self.kernels,
            "library": self.library,
            "copy": self.copies,
            "collective": self.collectives,
            "misc": self.misc,
            "unknown": self.unknown,
        }
        return {launch_class: number for launch_class, number in numbers.items() if number}

    def to_dict(self) -> CountForm:
        """The JSON form."""
        return {
            "compute_launches": self.compute_launches,
            "kernels": self.kernels,
            "library": self.library,
            "copies": self.copies,
            "collectives": self.collectives,
            "misc": self.misc,
            "unknown": self.unknown,
            "launches_per_run": self.launches_per_run,
            "launches_range": list(self.launches_range) if self.launches_range else None,
            "copies_per_run": self.copies_per_run,
            "copies_range": list(self.copies_range) if self.copies_range else None,
            "collectives_per_run": self.collectives_per_run,
            "collectives_range": list(self.collectives_range) if self.collectives_range else None,
            "inferred": self.is_inferred,
            "loops": [loop.to_dict() for loop in self.loops],
            "inferred_sites": list(self.inferred_sites),
            "sites": [{"name": site.name, "class": site.launch_class} for site in self.sites],
        }


def count_launches(
    module: HloModule,
    *,
    platform: str | None,
    arch: str | None = None,
    buffers: str | BufferAssignment | None = None,
    is_new: bool | None = None,
) -> KernelCount:
    """What one run of a scheduled module launches on its target.

    `platform` is "cpu" or "gpu", `arch` as in `sm_9.0a`; on any other platform, and where it is None, top-level
    operations are counted: see `unit_of`. `buffers`, the module's buffer assignment or the text of it, tells
    which sorts copy an operand; without it that is inferred. `is_new` says that XLA of jaxlib 0.11 or later compiled
    it, or did not; None looks for what the module tells.
    """
    slices = BufferSlices(buffers, module) if buffers else None
    is_new = is_new_module(module) if is_new is None else is_new
    trip_counts = TripCounts(module)
    rules = rules_for(module, platform, arch, slices, is_new=is_new)
    total = launch_total(module, rules, callees, trip_counts)
    return _count_of(total, trip_counts, _sites_by_version(module, platform, is_new=is_new))


def rules_for(
    module: HloModule,
    platform: str | None,
    arch: str | None = None,
    slices: BufferSlices | None = None,
    *,
    is_new: bool | None = None,
) -> LaunchRules:
    """The launch rules of a target, by which `count_launches` counts a module that runs there; `is_new` as there."""
    if platform == "gpu":
        from hloscope.analyses.kernels.rules_gpu import gpu_rules  # 1 ms that other reports need not wait for

        return gpu_rules(arch, slices)
    if platform != "cpu":
        return top_level_rules()
    return cpu_rules(slices, is_new=bool(is_new_module(module) if is_new is None else is_new))


def count_operations(
    module: HloModule, *, platform: str | None = None, enter_small_calls: bool = True, is_new: bool | None = None
) -> KernelCount:
    """What a module would launch if each operation were one kernel, copy or collective: for what is not fused yet.

    `platform` tells which copies would be kernels. A loop that the CPU compiler made one kernel of counts as its
    operations, unless `enter_small_calls` is false. `is_new` is as of `count_launches`.
    """
    is_new = is_new_module(module) if is_new is None else is_new
    rules = unfused_rules(copy_rule(platform, is_new=bool(is_new)))
    callees_of, trip_counts = entered_callees if enter_small_calls else callees, TripCounts(module)
    total = launch_total(module, rules, callees_of, trip_counts)
    return _count_of(total, trip_counts, _sites_by_version(module, platform, is_new=is_new))


def _sites_by_version(module: HloModule, platform: str | None, *, is_new: bool | None) -> tuple[str, ...]:
    """The copies that are kernels or not by the version of XLA, if nothing tells that."""
    if platform != "cpu" or is_new is not None:
        return ()
    return tuple(i.name for i in module.instructions() if i.opcode == "copy" and is_packed(i.shape))


def _count_of(total: Total, trip_counts: TripCounts, inferred_sites: tuple[str, ...]) -> KernelCount:
    count, compute = total.by_class.get, total.runs.compute
    return KernelCount(
        kernels=count("kernel", 0),
        library=count("library", 0),
        copies=count("copy", 0),
        collectives=count("collective", 0),
        misc=count("misc", 0),
        unknown=count("unknown", 0),
        launches_per_run=compute.exact,
        launches_range=_range_of(compute),
        copies_per_run=total.runs.copies.exact,
        copies_range=_range_of(total.runs.copies),
        collectives_per_run=total.runs.collectives.exact,
        collectives_range=_range_of(total.runs.collectives),
        loops=trip_counts.asked(),
        sites=(sites := tuple(islice(total.sites(), SITE_LIMIT))),
        inferred_sites=_present(inferred_sites, sites) if inferred_sites else (),
    )


def _present(names: tuple[str, ...], sites: tuple[LaunchSite, ...]) -> tuple[str, ...]:
    """Those of some names that launch anything."""
    launched = {site.name for site in sites}
    return tuple(name for name in dict.fromkeys(names) if name in launched)


def _range_of(runs: Runs) -> tuple[int, int] | None:
    """The least and the most, where branches differ; None where they do not, or nothing is known."""
    return None if runs.most in (None, runs.least) else (runs.least, runs.most)


class KernelChange(NamedTuple):
    """Operations that simplification and fusion took away; a negative number added some.

    What is left is `compute_launches` and what is no compute launch: operations that are neither kernel nor library
    call. So `before - simplification - fusion - other == compute_launches`. Copies are in none of these numbers.
    """

    simplification: int
    fusion: int
    other: int

    def to_dict(self) -> KernelChangeForm:
        """The JSON form."""
        return {"simplification": self.simplification, "fusion": self.fusion, "other": self.other}


def change_of(
    before: KernelCount,
    unfused: KernelCount,
    after: KernelCount,
    module: HloModule,
    *,
    platform: str | None = None,
    is_new: bool | None = None,
) -> KernelChange:
    """Splits the change of one program: before -> unfused is simplification, unfused -> after is fusion.

    `module` is the one that `after` counts. What of it is an operation of the unfused module, and no compute launch,
    fusion did not take away, so it is kept apart.
    """
    operations = count_operations(module, platform=platform, enter_small_calls=False, is_new=is_new).kernels
    return KernelChange(
        simplification=before.kernels - unfused.kernels,
        fusion=unfused.kernels - operations,
        other=operations - after.compute_launches,
    )
