"""Source costs: what a run takes for each line of the program, from what each launch takes for each operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, TypeVar

from hloscope.analyses.cost.by_source import CostsBySource, SourceCost
from hloscope.analyses.cost.cost import InstructionCost, ModuleCost
from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.cost.roofline import roofline_of
from hloscope.analyses.cost.sums import Cost
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.execution import CONTROL_FLOW, LARGEST
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.operations import BOOKKEEPING
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.profile.launch_times import LaunchTimes
from hloscope.ir import HloInstruction

Key = TypeVar("Key")


class RunCostForm(TypedDict):
    """What a run takes for something: loops count as often as they run, those of unknown length once.

    `seconds` are modelled, None without a machine; `share` is that of the time, else of the bytes, of the whole run.
    `cost_inferred` says that some of it is of launches that lost their metadata. `measured_seconds` are what launches
    took in a profile, the mean of all runs, None without one: a launch for several lines is shared by the bytes that it
    moves for each. `measured_share` is of all that was measured of the program.
    """

    run_bytes_read: int
    run_bytes_written: int
    run_flops: int
    seconds: float | None
    share: float
    cost_inferred: bool
    measured_seconds: float | None
    measured_share: float | None


@dataclass(slots=True)
class RunCost:
    """What a run takes for something, and the names of the launches that it is part of."""

    bytes_read: int = 0
    bytes_written: int = 0
    flops: int = 0
    seconds: float = 0.0
    measured: float = 0.0
    is_inferred: bool = False
    once_read: int = 0
    once_written: int = 0
    launches: dict[str, int] = field(default_factory=dict[str, int])
    """How often a run executes each of them."""

    @property
    def bytes(self) -> int:
        """Bytes read and written."""
        return self.bytes_read + self.bytes_written

    @property
    def weight(self) -> tuple[float, float, int]:
        """What it is ordered by: measured time, else modelled time, else bytes."""
        return self.measured, self.seconds, self.bytes

    def add(self, part: LaunchPart) -> None:
        """Adds what a launch takes."""
        cost, runs = part.cost, part.item.runs
        self.bytes_read = min(LARGEST, self.bytes_read + cost.bytes_read * runs)
        self.bytes_written = min(LARGEST, self.bytes_written + cost.bytes_written * runs)
        self.flops = min(LARGEST, self.flops + cost.flops * runs)
        self.once_read += cost.bytes_read
        self.once_written += cost.bytes_written
        self.seconds += part.seconds
        self.measured += part.measured
        self.is_inferred |= cost.is_inferred
        if part.is_launch:
            self.launches[part.item.instruction.name] = runs

    def to_dict(self, whole: RunCost, machine: Machine | None, measured: float | None = None) -> RunCostForm:
        """The JSON form, beside what the whole run takes; `measured` are the seconds of all that ran in a profile."""
        part, total = (self.seconds, whole.seconds) if machine and whole.seconds else (self.bytes, whole.bytes)
        return {
            "run_bytes_read": self.bytes_read,
            "run_bytes_written": self.bytes_written,
            "run_flops": self.flops,
            "seconds": self.seconds if machine else None,
            "share": part / total if total else 0.0,
            "cost_inferred": self.is_inferred,
            "measured_seconds": None if measured is None else self.measured,
            "measured_share": self.measured / measured if measured else None,
        }


@dataclass(frozen=True, slots=True)
class LaunchPart:
    """What one launch takes for one source, and the modelled and the measured seconds of that in a run."""

    item: InstructionCost
    cost: SourceCost
    seconds: float
    measured: float = 0.0

    @property
    def is_launch(self) -> bool:
        """Whether something is launched: a tuple is a table of pointers, and a loop runs around others."""
        opcode = self.item.instruction.opcode
        return opcode not in BOOKKEEPING and (opcode not in CONTROL_FLOW or any(self.item.cost))


def launch_parts(
    cost: ModuleCost,
    traffic: ModuleTraffic,
    machine: Machine | None,
    launches: LaunchSources | None = None,
    times: LaunchTimes | None = None,
) -> list[LaunchPart]:
    """All that a run takes, in parts; the seconds of a launch are shared by what bounds it: its bytes or its work.

    Measured seconds are shared by bytes; those of what moves none, such as a loop around its body, are of its source.
    """
    sources = launches or LaunchSources(Sources(), cost.by_instruction)
    split = CostsBySource(traffic, cost.by_instruction, Sources(), sources)
    modelled = {entry.item.instruction: entry for entry in roofline_of(cost, machine).items} if machine else {}
    parts: list[LaunchPart] = []
    for item in cost.items:
        measured = times.seconds_of(item.instruction.name) if times else None
        if measured or (item.runs and any(item.cost)):
            entry = modelled.get(item.instruction)
            seconds, is_compute = (entry.seconds, entry.bound == "compute") if entry else (0.0, False)
            found = split.of(item.instruction)
            parts += [
                LaunchPart(
                    item,
                    part,
                    seconds * _share(part, item.cost, is_compute=is_compute),
                    (measured or 0.0) * _measured_share(part, found),
                )
                for part in found
            ]
            if measured and not found:
                parts.append(_untold(item.instruction, sources, item.runs, measured))
    around = times.around.items() if times else ()
    return parts + [_untold(instruction, sources, 0, measured) for instruction, measured in around]


def _untold(instruction: HloInstruction, sources: LaunchSources, runs: int, measured: float) -> LaunchPart:
    """What was measured of something that moves no bytes."""
    source, is_inferred = sources.of(instruction)
    item = InstructionCost(instruction, Cost(), runs, runs)
    return LaunchPart(item, SourceCost(source, 0, 0, 0, is_inferred), 0.0, measured)


def _measured_share(part: SourceCost, parts: Sequence[SourceCost]) -> float:
    """By the bytes that a launch moves for each source, else by its work, else evenly."""
    for weight_of in (_bytes_of, _flops_of):
        total = sum(map(weight_of, parts))
        if total:
            return weight_of(part) / total
    return 1 / len(parts)


def _bytes_of(part: SourceCost) -> int:
    return part.bytes_read + part.bytes_written


def _flops_of(part: SourceCost) -> int:
    return part.flops


def _share(part: SourceCost, whole: Cost, *, is_compute: bool) -> float:
    if is_compute:
        return part.flops / whole.flops if whole.flops else 0.0
    return _bytes_of(part) / whole.bytes_accessed if whole.bytes_accessed else 0.0


def costs_by(parts: Iterable[LaunchPart], key_of: Callable[[Source], Key]) -> Mapping[Key, RunCost]:
    """What a run takes for each key of a source."""
    found: dict[Key, RunCost] = {}
    for part in parts:
        found.setdefault(key_of(part.cost.source), RunCost()).add(part)
    return found
