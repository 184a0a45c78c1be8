"""Measured: the time that each launch of a program took in a profile, against what the program says it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.cost import InstructionCost
from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.analyses.kernels.rules import LaunchClass
from hloscope.analyses.profile.own_times import own_durations
from hloscope.analyses.profile.runs import Run, Spread, runs_of, spread_of
from hloscope.ir import HloInstruction

if TYPE_CHECKING:
    from hloscope.parsers import LaunchEvent

PICOSECOND = 1e-12


@dataclass(frozen=True, slots=True)
class MeasuredLaunch:
    """One operation: how often it ran and its own time in all runs.

    `instruction` is None where the module has no such operation; `launch_class` is None where by the rules it launches
    nothing, as a loop does, whose own time is what passes around its body. `bytes_moved` are of all runs, by XLA's
    cost analysis; None where they are not known.
    """

    name: str
    calls: int
    seconds: float
    instruction: HloInstruction | None
    launch_class: LaunchClass | None
    bytes_moved: int | None

    @property
    def bandwidth(self) -> float | None:
        """Bytes a second."""
        return self.bytes_moved / self.seconds if self.bytes_moved and self.seconds else None


class MeasuredProgram:
    """The runs of one program in a profile; `answers` are those about it, None where its module is nowhere."""

    def __init__(self, events: Sequence[LaunchEvent], answers: Answers | None) -> None:
        self._events = events
        self._answers = answers
        self._after = answers.after if answers else None
        count = answers.count("after") if answers else None
        self._sites: Mapping[str, LaunchClass] = {site.name: site.launch_class for site in count.sites} if count else {}

    @property
    def entry_names(self) -> Collection[str] | None:
        """The operations that each run executes once, where the module is known."""
        return self._after.entry.instructions if self._after else None

    @cached_property
    def runs(self) -> Sequence[Run]:
        """Its runs, each on one device."""
        return runs_of(self._events, self.entry_names)

    @cached_property
    def run_seconds(self) -> Spread | None:
        """From the start of a run's first launch to the end of its last."""
        found = spread_of([run.end - run.start for run in self.runs])
        return found.times(PICOSECOND) if found else None

    @cached_property
    def in_runs(self) -> float:
        """The seconds of all runs."""
        return sum(run.end - run.start for run in self.runs) * PICOSECOND

    @cached_property
    def in_launches(self) -> float:
        """The seconds of all runs in which a launch runs that the module knows of."""
        return sum(run.busy(self._not_launches) for run in self.runs) * PICOSECOND

    @property
    def gap_share(self) -> float:
        """How much of its runs' time passes between launches, 0 to 1."""
        return 1 - self.in_launches / self.in_runs if self.in_runs else 0.0

    @cached_property
    def launches_seen(self) -> Spread | None:
        """The launches of a run: kernels, calls of libraries, copies and collectives. None without the module."""
        if not self._sites:
            return None
        counted = {name for name, launch_class in self._sites.items() if launch_class != "misc"}
        return spread_of([sum(event.operation in counted for event in run.events) for run in self.runs])

    @cached_property
    def launches_by_rule(self) -> int | None:
        """The same by the rules; None if a loop's length is unknown or branches differ."""
        count = self._answers.count("after") if self._answers else None
        if count is None:
            return None
        numbers = (count.launches_per_run, count.copies_per_run, count.collectives_per_run)
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None

    @cached_property
    def launches(self) -> Sequence[MeasuredLaunch]:
        """What ran, the longest first."""
        times: defaultdict[str, int] = defaultdict(int)
        for event, own in own_durations(self._events):
            times[event.operation] += own
        calls = Counter(event.operation for event in self._events)
        found = [self._launch(name, calls[name], own * PICOSECOND) for name, own in times.items()]
        return sorted(found, key=lambda launch: (-launch.seconds, launch.name))

    @cached_property
    def _items(self) -> Mapping[str, InstructionCost]:
        cost = self._answers.cost if self._answers else None
        return {item.instruction.name: item for item in cost.items} if cost else {}

    @cached_property
    def _instructions(self) -> Mapping[str, HloInstruction]:
        return {each.name: each for each in self._after.instructions()} if self._after else {}

    @cached_property
    def _not_launches(self) -> frozenset[str]:
        """What runs around launches, or is not known to the module."""
        if not self._instructions:
            return frozenset()
        names = {event.operation for event in self._events}
        return frozenset(name for name in names if name not in self._sites and self._is_around(name))

    def _is_around(self, name: str) -> bool:
        instruction = self._instructions.get(name)
        return instruction is None or instruction.opcode in CONTROL_FLOW

    def _launch(self, name: str, calls: int, seconds: float) -> MeasuredLaunch:
        moved = self._bytes_moved(name, calls)
        return MeasuredLaunch(name, calls, seconds, self._instructions.get(name), self._sites.get(name), moved)

    def _bytes_moved(self, name: str, calls: int) -> int | None:
        """An execution may be several launches, and a branch need not be taken: neither moves more than is told."""
        item = self._items.get(name)
        if item is None or item.cost.unknown:
            return None
        has_unknown_loops = bool(self._answers and self._answers.cost and self._answers.cost.unknown_loops)
        is_repeated = has_unknown_loops and not item.instruction.computation.is_entry
        executions = calls if is_repeated else min(calls, item.runs * len(self.runs))
        return item.cost.bytes_accessed * executions
