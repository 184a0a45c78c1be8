"""Measured: the time that each launch of a program took in a profile, against what the program says it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.analyses.cost.cost import InstructionCost, ModuleCost
from hloscope.analyses.facts.execution import CONTROL_FLOW
from hloscope.analyses.kernels.count import KernelCount
from hloscope.analyses.kernels.rules import LaunchClass
from hloscope.analyses.profile.own_times import own_durations
from hloscope.analyses.profile.runs import Run, Spread, runs_of, spread_of
from hloscope.ir import HloInstruction, HloModule

if TYPE_CHECKING:
    from hloscope.analyses.profile.forms import MeasuredRunsForm
    from hloscope.parsers import LaunchEvent

PICOSECOND = 1e-12
_MOST_IN_GAPS = 0.5  # of the time of runs: with more, fewer launches are what makes it faster


@dataclass(frozen=True, slots=True)
class MeasuredLaunch:
    """One operation: how often it ran and its own time in all runs.

    `instruction` is None where the module has no such operation; `launch_class` is None where by the rules it launches
    nothing, as a loop does, whose own time is what passes around its body. `bytes_moved` are of all runs, by XLA's
    cost analysis; None where they are not known. `spread` is of its seconds in each run, none in one without it.
    """

    name: str
    calls: int
    seconds: float
    instruction: HloInstruction | None
    launch_class: LaunchClass | None
    bytes_moved: int | None
    spread: Spread

    @property
    def bandwidth(self) -> float | None:
        """Bytes a second."""
        return self.bytes_moved / self.seconds if self.bytes_moved and self.seconds else None


class MeasuredProgram:
    """The runs of one program in a profile; `after` is what runs, and `count` its launches, None if that is nowhere."""

    def __init__(
        self,
        events: Sequence[LaunchEvent],
        after: HloModule | None = None,
        count: KernelCount | None = None,
        find_cost: Callable[[], ModuleCost | None] = lambda: None,
    ) -> None:
        self._events = events
        self._after = after
        self._count = count
        self._find_cost = find_cost
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
        return sum(run.busy(self.not_launches) for run in self.runs) * PICOSECOND

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
        count = self._count
        if count is None:
            return None
        numbers = (count.launches_per_run, count.copies_per_run, count.collectives_per_run)
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None

    @cached_property
    def launches(self) -> Sequence[MeasuredLaunch]:
        """What ran, the longest first."""
        run_of = {id(event): place for place, run in enumerate(self.runs) for event in run.events}
        times: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for event, own in own_durations(self._events):
            of_runs, place = times[event.operation], run_of[id(event)]
            of_runs[place] = of_runs.get(place, 0) + own
        calls = Counter(event.operation for event in self._events)
        found = [self._launch(name, calls[name], of_runs) for name, of_runs in times.items()]
        return sorted(found, key=lambda launch: (-launch.seconds, launch.name))

    @property
    def seconds(self) -> float:
        """The own times of all operations, in all runs."""
        return sum(launch.seconds for launch in self.launches)

    @cached_property
    def by_name(self) -> Mapping[str, MeasuredLaunch]:
        """What ran, by the names of operations."""
        return {launch.name: launch for launch in self.launches}

    @property
    def around(self) -> Sequence[MeasuredLaunch]:
        """Loops and branches: their own time is what passes around what they run."""
        return [launch for launch in self.launches if launch.name in self.not_launches and launch.instruction]

    def to_dict(self) -> MeasuredRunsForm:
        """The JSON form, without what each launch took."""
        unknown = sum(launch.seconds for launch in self.launches if launch.instruction is None)
        around = sum(launch.seconds for launch in self.around)
        return {
            "devices": [*dict.fromkeys(run.device for run in self.runs)],
            "runs": len(self.runs),
            "run_seconds": self.run_seconds.to_dict() if self.run_seconds else None,
            "seconds": self.seconds / len(self.runs) if self.runs else 0.0,
            "unknown_seconds": unknown / len(self.runs) if self.runs else 0.0,
            "around_seconds": around / len(self.runs) if self.runs else 0.0,
            "gap_share": self.gap_share,
            "is_launch_bound": self.gap_share > _MOST_IN_GAPS,
            "launches_per_run": {
                "measured": self.launches_seen.to_dict() if self.launches_seen else None,
                "rule": self.launches_by_rule,
            },
        }

    @cached_property
    def _cost(self) -> ModuleCost | None:
        return self._find_cost()

    @cached_property
    def _items(self) -> Mapping[str, InstructionCost]:
        return {item.instruction.name: item for item in self._cost.items} if self._cost else {}

    def _item_of(self, name: str) -> InstructionCost | None:
        launch = self._instructions.get(name)
        return self._items.get(work_of(launch).name) if launch else None

    @cached_property
    def _instructions(self) -> Mapping[str, HloInstruction]:
        return {each.name: each for each in self._after.instructions()} if self._after else {}

    @cached_property
    def not_launches(self) -> frozenset[str]:
        """The operations that run around launches, or are not known to the module."""
        if not self._instructions:
            return frozenset()
        names = {event.operation for event in self._events}
        return frozenset(name for name in names if name not in self._sites and self._is_around(name))

    def _is_around(self, name: str) -> bool:
        instruction = self._instructions.get(name)
        return instruction is None or instruction.opcode in CONTROL_FLOW

    def _launch(self, name: str, calls: int, of_runs: Mapping[int, int]) -> MeasuredLaunch:
        moved = self._bytes_moved(name, calls)
        seconds = [of_runs.get(place, 0) * PICOSECOND for place in range(len(self.runs))]
        instruction, launch_class = self._instructions.get(name), self._sites.get(name)
        return MeasuredLaunch(name, calls, sum(seconds), instruction, launch_class, moved, Spread.of(seconds))

    def _bytes_moved(self, name: str, calls: int) -> int | None:
        item = self._item_of(name)
        if item is None or item.cost.unknown:
            return None
        return item.cost.bytes_accessed * self._executions(item, calls)

    def executions_of(self, launch: MeasuredLaunch) -> int | None:
        """How often all runs executed it, as far as its cost is told."""
        item = self._item_of(launch.name)
        return self._executions(item, launch.calls) if item else None

    def _executions(self, item: InstructionCost, calls: int) -> int:
        """An execution may be several launches, and a branch need not be taken: neither moves more than is told."""
        has_unknown_loops = bool(self._cost and self._cost.unknown_loops)
        is_repeated = has_unknown_loops and not item.instruction.computation.is_entry
        return calls if is_repeated else min(calls, item.runs * len(self.runs))


def work_of(launch: HloInstruction) -> HloInstruction:
    """What a launch computes: of a call that XLA for CPU runs in parallel what is in it, else itself."""
    called = launch.called_computations
    return called[0].root if launch.opcode == "call" and called else launch
