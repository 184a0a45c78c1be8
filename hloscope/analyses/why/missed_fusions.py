"""Missed fusions: what a program writes to memory only to read it back, and why; what moves most bytes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from hloscope.analyses.cost.bytes_moved import Traffic
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.execution import LARGEST
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.kernels.count import count_launches
from hloscope.analyses.loops.run_counts import RunCount
from hloscope.analyses.why.barriers import Barriers
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.edge_bytes import traffic_over
from hloscope.analyses.why.edges import MemoryEdge, memory_edges
from hloscope.analyses.why.launch import Launches
from hloscope.analyses.why.reasons import Context, Reason, reason_of
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import FusionDecisions, FusionEstimate


class MissedFusionForm(TypedDict):
    """A value that is written to memory only to be read back, and why; bytes are those of one execution.

    `runs` is None where a loop's length is unknown; `runs_inferred` says that it rests on a trip count which is not
    XLA's. `xla` are XLA's own words on the producer, `us_unfused` and `us_fused` its modelled microseconds, None where
    they were not dumped. `sources` are lines of the user's program, the producer's and then the consumer's.
    """

    producer: str
    consumer: str
    value: str
    bytes_written: int
    bytes_read: int
    runs: int | None
    runs_inferred: bool
    bytes_per_run: int
    rule: str
    reason: str
    inferred: bool
    xla: str | None
    us_unfused: float | None
    us_fused: float | None
    sources: list[str]


@dataclass(frozen=True, slots=True)
class MissedFusion:
    """One edge through memory and why it is there.

    `bytes` are moved each of the `runs` times that a run of the program executes it. `words` are XLA's own, of the
    producer, where its decisions were dumped; so are the modelled times of `estimate`. `reason` is inferred. `sources`
    are lines of the user's program, the producer's and then the consumer's. `made_by` is the operation that makes the
    value, inside of a fusion too.
    """

    edge: MemoryEdge
    bytes: Traffic
    runs: RunCount
    reason: Reason
    words: str
    estimate: FusionEstimate | None
    sources: tuple[str, str]
    made_by: HloInstruction

    @property
    def bytes_per_run(self) -> int:
        """What it moves in a run of the program; a loop of unknown length counts as one turn."""
        return min(LARGEST, self.runs.times * sum(self.bytes))

    def to_dict(self) -> MissedFusionForm:
        """The JSON form; bytes are those of one execution, and `runs` is None where a loop's length is unknown."""
        estimate = self.estimate
        return {
            "producer": self.edge.producer.name,
            "consumer": self.edge.consumer.name,
            "value": self.edge.value.label,
            "bytes_written": self.bytes.written,
            "bytes_read": self.bytes.read,
            "runs": self.runs.known_times,
            "runs_inferred": self.runs.is_inferred,
            "bytes_per_run": self.bytes_per_run,
            "rule": self.reason.rule,
            "reason": self.reason.text,
            "inferred": True,
            "xla": self.words or None,
            "us_unfused": estimate.unfused if estimate else None,
            "us_fused": estimate.fused if estimate else None,
            "sources": list(self.sources),
        }


def missed_fusions(
    module: HloModule,
    *,
    platform: str | None,
    arch: str | None = None,
    decisions: FusionDecisions | None = None,
    former_names: Mapping[str, str] | None = None,
    barriers: Callable[[], Barriers] = Barriers,
    sources: LaunchSources | None = None,
    is_new: bool | None = None,
) -> tuple[MissedFusion, ...]:
    """Every edge through memory of a scheduled module, what moves most in a run first, then in order of execution.

    `decisions` are those of XLA's fusion pass, `former_names` what it called the instructions that are named otherwise
    now; `barriers` gives those that optimization took away, and is asked at most once. Linear in the module, but for
    operations in fusions that several launches read.
    """
    sites = count_launches(module, platform=platform, arch=arch, is_new=is_new).sites
    classes: dict[str, str] = {site.name: site.launch_class for site in sites if site.launch_class == "copy"}
    classes |= {site.name: site.launch_class for site in sites if site.launch_class != "copy"}  # a sort may copy first
    sources = sources or LaunchSources(Sources(), module.instructions())
    launches, traffic = Launches(), ModuleTraffic(module, is_new=is_new)
    context = Context(barriers)
    boundaries: list[Boundary] = []
    for edge in memory_edges(module, classes):
        ends = (classes.get(edge.producer.name, ""), classes.get(edge.consumer.name, ""))
        boundaries.append(Boundary(edge, platform, *ends, launches))
        context.add(boundaries[-1])
    found: list[MissedFusion] = []
    for boundary in boundaries:
        edge = boundary.edge
        words, estimate = _decision_on(edge, decisions, former_names or {})
        reason = reason_of(boundary, context)
        places = (str(sources.of(edge.producer).source), str(sources.of(edge.consumer).source))
        moved, times = traffic_over(edge, traffic), traffic.runs_of(edge.consumer.computation)
        found.append(MissedFusion(edge, moved, times, reason, words, estimate, places, boundary.made_by))
    return tuple(sorted(found, key=lambda missed: -missed.bytes_per_run))


def _decision_on(
    edge: MemoryEdge, decisions: FusionDecisions | None, former_names: Mapping[str, str]
) -> tuple[str, FusionEstimate | None]:
    if decisions is None:
        return "", None
    for name in (former_names.get(edge.producer.name, ""), edge.producer.name):
        words, estimate = decisions.refusals.get(name, ""), decisions.estimates.get(name)
        if words or estimate:
            return words, estimate if name not in decisions.fused else None
    return "", None
