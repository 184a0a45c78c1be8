"""Answers: what the analyses say of one compilation, each question answered once, when it is first asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, TypeVar

from hloscope.analyses.broadcasts.broadcasts import Broadcasts, broadcasts_of
from hloscope.analyses.broadcasts.changes import BroadcastChange, changes
from hloscope.analyses.facts.era import is_of_new_xla
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.fusions.fusions import Fusions, fusions_of
from hloscope.analyses.kernels.count import KernelChange, KernelCount, change_of, count_launches, count_operations
from hloscope.analyses.kernels.single_operations import SingleOperation, single_operations_of
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule

if TYPE_CHECKING:  # what most reports do not ask for is loaded when it is asked for
    from hloscope.analyses.collectives.collectives import Collectives
    from hloscope.analyses.cost.cost import ModuleCost
    from hloscope.analyses.cost.duplicated_work import LedgerEntry
    from hloscope.analyses.cost.machines import Machine
    from hloscope.analyses.cost.traffic import ModuleTraffic
    from hloscope.analyses.kernels.judge import Disagreement
    from hloscope.analyses.memory.padding import Padding
    from hloscope.analyses.memory.use import MemoryUse
    from hloscope.analyses.passes.timeline import Timeline
    from hloscope.analyses.profile.launch_times import LaunchTimes
    from hloscope.analyses.profile.measured import MeasuredProgram
    from hloscope.analyses.provenance.provenances import Provenances
    from hloscope.analyses.why.missed_fusions import MissedFusion
    from hloscope.parsers import FusionDecisions, PassRun, ThunkList

STAGES: Final = ("before", "unfused", "after")
T = TypeVar("T")


class Answers:
    """The answers about the `stages` of one compilation; None, or nothing, where the dump lacks what it takes.

    Raises HloscopeError where a module that a question needs cannot be read. Of the files beside the modules, such as
    snapshots of passes, one that is broken is left out, and its error added to `problems`.
    """

    def __init__(self, compilation: Compilation, stages: Collection[str] = STAGES) -> None:
        self.compilation = compilation
        self.stages = stages
        self.problems: list[HloscopeError] = []
        of_after = Memo()  # and of `unfused`, which is made from the same texts
        self.memos: Mapping[str, Memo] = {"before": Memo(), "unfused": of_after, "after": of_after}
        self._counts: dict[str, KernelCount | None] = {}
        self._broadcasts: dict[str, Broadcasts | None] = {}
        self._collectives: dict[str, Collectives | None] = {}

    @cached_property
    def is_new(self) -> bool | None:
        """Whether XLA of jaxlib 0.11 or later compiled it; None where no file tells."""
        return is_of_new_xla(self.compilation)

    def module(self, stage: str) -> HloModule | None:
        """The module of a stage, if that is looked at."""
        return self.compilation.stage(stage) if stage in self.stages else None

    @property
    def after(self) -> HloModule | None:
        """What runs."""
        return self.module("after")

    def count(self, stage: str) -> KernelCount | None:
        """What a stage launches; of `before` and `unfused`, one kernel for each operation that would run by itself."""
        if stage not in self._counts:
            module = self.module(stage)
            self._counts[stage] = self._count(stage, module) if module else None
        return self._counts[stage]

    def _count(self, stage: str, module: HloModule) -> KernelCount:
        if stage != "after":
            return count_operations(module, platform=self.compilation.platform, is_new=self.is_new)
        compilation = self.compilation
        buffers = self._read_beside(lambda: compilation.buffers)
        platform, arch = compilation.platform, compilation.arch
        return count_launches(module, platform=platform, arch=arch, buffers=buffers, is_new=self.is_new)

    @cached_property
    def change(self) -> KernelChange | None:
        """What simplification and fusion took away."""
        before, unfused, after = map(self.count, STAGES)
        if not (before and unfused and after and self.after):
            return None
        return change_of(before, unfused, after, self.after, platform=self.compilation.platform, is_new=self.is_new)

    @cached_property
    def thunks(self) -> ThunkList | None:
        """XLA's own list of launches, which judges `count`."""
        return self._read_beside(lambda: self.compilation.thunks) if self.after else None

    @cached_property
    def disagreements(self) -> Sequence[Disagreement]:
        """The launches where XLA's list says something else than the rules do."""
        count = self.count("after")
        if count is None or self.thunks is None:  # most dumps hold no judge
            return ()
        from hloscope.analyses.kernels.judge import judge_launches

        return judge_launches(count, self.thunks)

    @cached_property
    def fusions(self) -> Fusions | None:
        """The fusions and compiled loops of what runs."""
        unfusion = self.compilation.unfusion if "unfused" in self.stages else None
        return fusions_of(self.after, self.memos["after"], unfusion) if self.after else None

    @cached_property
    def single_operations(self) -> Sequence[SingleOperation]:
        """What runs by itself, outside of fusions."""
        count = self.count("after")
        return single_operations_of(self.after, count.sites, self.memos["after"]) if self.after and count else ()

    def broadcasts(self, stage: str) -> Broadcasts | None:
        """The broadcasts of a stage."""
        if stage not in self._broadcasts:
            module = self.module(stage)
            self._broadcasts[stage] = broadcasts_of(module, self.memos[stage]) if module else None
        return self._broadcasts[stage]

    @cached_property
    def broadcast_changes(self) -> Sequence[BroadcastChange]:
        """What became of the broadcasts that were asked for."""
        before, after = self.broadcasts("before"), self.broadcasts("after")
        return changes(before, after) if before and after else ()

    def collectives(self, stage: str) -> Collectives | None:
        """What devices tell each other in a stage."""
        if stage not in self._collectives:
            count = self.count(stage)
            self._collectives[stage] = self._find_collectives(stage, count) if count else None
        return self._collectives[stage]

    def _find_collectives(self, stage: str, count: KernelCount) -> Collectives:
        from hloscope.analyses.collectives.of_stage import collectives_of_stage

        return collectives_of_stage(self.compilation, stage, count, self.memos[stage])

    @cached_property
    def traffic(self) -> ModuleTraffic | None:
        """What the instructions of what runs read and write."""
        from hloscope.analyses.cost.traffic import ModuleTraffic

        structures = self.memos["after"].structures
        return ModuleTraffic(self.after, is_new=self.is_new, structures=structures) if self.after else None

    @cached_property
    def launch_sources(self) -> LaunchSources:
        """Where what runs comes from."""
        sources = self.memos["after"].sources
        instructions = _instructions_of(self.compilation) if "after" in self.stages else ()
        lost = partial(_lost_sources, self.compilation, sources)
        return LaunchSources(sources, instructions, lost, partial(_called_names, self.compilation))

    @cached_property
    def cost(self) -> ModuleCost | None:
        """What the instructions of what runs cost."""
        from hloscope.analyses.cost.cost import cost_of

        return cost_of(self.after, is_new=self.is_new) if self.after else None

    @cached_property
    def measured(self) -> MeasuredProgram | None:
        """What a profile measured of it, if there is one and it ran."""
        events = self._read_beside(lambda: self.compilation.launch_events)
        if not events or not self.after:
            return None
        from hloscope.analyses.profile.measured import MeasuredProgram

        return MeasuredProgram(events, self.after, self.count("after"), lambda: self.cost)

    def launch_times(self, machine: Machine | None = None) -> LaunchTimes:
        """What each launch took, against `machine`, else the one that it was compiled for if that is known."""
        from hloscope.analyses.cost.machines import find_machine
        from hloscope.analyses.profile.launch_times import LaunchTimes

        measured = self.measured
        if measured is None:
            return LaunchTimes(None)
        return LaunchTimes(measured, self.cost, machine or find_machine(self.compilation.arch))

    @cached_property
    def duplicated_work(self) -> Sequence[LedgerEntry]:
        """What fusion computes more than once, by source line."""
        from hloscope.analyses.cost.duplicated_work import ledger_of

        return ledger_of(self.fusions, self.cost) if self.fusions and self.cost else ()

    @cached_property
    def memory(self) -> MemoryUse | None:
        """What it holds in memory."""
        from hloscope.analyses.memory.use import memory_use_of

        after, buffers = self.after, self._read_beside(lambda: self.compilation.buffer_assignment)
        if after is None or buffers is None:
            return None
        return memory_use_of(after, buffers, self._read_beside(lambda: self.compilation.live_ranges))

    @cached_property
    def padding(self) -> Padding | None:
        """What the tiles of its layouts cost it."""
        from hloscope.analyses.memory.padding import find_padding

        return find_padding(self.after) if self.after else None

    @cached_property
    def timeline(self) -> Timeline | None:
        """What each pass changed, if there are snapshots of the passes."""
        from hloscope.analyses.provenance.provenances import find_timeline

        return find_timeline(self.compilation, self.problems)

    @cached_property
    def pass_runs(self) -> Sequence[PassRun]:
        """The times of the passes, if XLA wrote them."""
        return self._read_beside(lambda: self.compilation.pass_runs) or ()

    @cached_property
    def provenances(self) -> Provenances | None:
        """Where each operation that was asked for is in what runs."""
        from hloscope.analyses.provenance.provenances import find_provenances

        has_both = self.compilation.before and self.compilation.after  # asked first, for it spares reading snapshots
        return find_provenances(self.compilation, self.timeline) if has_both else None

    @cached_property
    def decisions(self) -> FusionDecisions | None:
        """XLA's own words on what it fused and what not."""
        return self._read_beside(lambda: self.compilation.fusion_decisions)

    @cached_property
    def missed_fusions(self) -> Sequence[MissedFusion]:
        """What it writes to memory and reads back, and why."""
        from hloscope.analyses.why.of_compilation import missed_of

        return missed_of(self.compilation, self.decisions, self.problems, self.launch_sources) if self.after else ()

    def _read_beside(self, read: Callable[[], T]) -> T | None:
        """What a file beside the modules says."""
        try:
            return read()
        except HloscopeError as error:
            self.problems.append(error)
            return None


def _instructions_of(compilation: Compilation) -> Iterator[HloInstruction]:
    """Those of what runs; a module that cannot be read raises where they are asked for, and not before."""
    if compilation.after:
        yield from compilation.after.instructions()


def _called_names(compilation: Compilation) -> Mapping[str, str]:
    """The lines of names that the program has in calls only; nothing where the module cannot be read."""
    from hloscope.analyses.facts.called_names import lines_of_called_names

    try:
        return lines_of_called_names(compilation.before) if compilation.before else {}
    except HloscopeError:
        return {}


def _lost_sources(compilation: Compilation, sources: Sources) -> Mapping[HloInstruction, Source]:
    """What the program called products that lost their metadata; nothing where the modules cannot be read."""
    from hloscope.analyses.facts.lost_sources import lost_sources

    try:
        return lost_sources(compilation.after, sources, lambda: compilation.before) if compilation.after else {}
    except HloscopeError:
        return {}
