"""Launch times: what each launch took in a run, by a profile, beside what it moves and the time at best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.cost.roofline import roofline_of
from hloscope.analyses.profile.measured import MeasuredLaunch, MeasuredProgram, work_of

if TYPE_CHECKING:
    from hloscope.analyses.cost.cost import ModuleCost
    from hloscope.analyses.profile.forms import MeasuredForm
    from hloscope.ir import HloInstruction


class LaunchTimes:
    """The times of one program's launches by the names of their instructions; `machine` is what they are held against.

    Where `measured` is None there are none.
    """

    def __init__(
        self, measured: MeasuredProgram | None, cost: ModuleCost | None = None, machine: Machine | None = None
    ) -> None:
        self._measured = measured
        self._total = measured.seconds if measured else 0.0
        timed = roofline_of(cost, machine).items if measured and cost and machine else ()
        self._at_best = {
            each.item.instruction.name: each.seconds / each.item.runs
            for each in timed
            if each.item.runs and each.bound != "unknown"
        }

        self._launches = {_name_of(launch): launch for launch in measured.launches} if measured else {}

    @property
    def around(self) -> Mapping[HloInstruction, float]:
        """The own seconds, in a run, of loops and branches around what they run."""
        measured = self._measured
        if measured is None:
            return {}
        runs = len(measured.runs)
        return {each.instruction: each.seconds / runs for each in measured.around if each.instruction}

    @property
    def seconds(self) -> float:
        """The own seconds of all operations in a run."""
        return self._total / len(self._measured.runs) if self._measured else 0.0

    def seconds_of(self, name: str) -> float | None:
        """The own seconds of a launch in a run; None if no profile says."""
        launch = self._launches.get(name)
        return launch.seconds / len(self._measured.runs) if self._measured and launch else None

    def find(self, name: str) -> MeasuredForm | None:
        """What was measured of a launch; None if no profile says."""
        measured, launch = self._measured, self._launches.get(name)
        if measured is None or launch is None:
            return None
        return {
            "calls": launch.calls,
            "seconds": launch.seconds / len(measured.runs),
            "run_seconds": launch.spread.to_dict(),
            "share": launch.seconds / self._total if self._total else 0.0,
            "bytes_per_second": launch.bandwidth,
            "roofline_share": self._roofline_share(launch, measured),
        }

    def _roofline_share(self, launch: MeasuredLaunch, measured: MeasuredProgram) -> float | None:
        at_best, executions = self._at_best.get(_name_of(launch)), measured.executions_of(launch)
        return at_best * executions / launch.seconds if at_best and executions and launch.seconds else None


def _name_of(launch: MeasuredLaunch) -> str:
    """The name of what it computes, where its cost stands."""
    return work_of(launch.instruction).name if launch.instruction and launch.launch_class else launch.name
