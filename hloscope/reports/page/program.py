"""The part of one compilation in the page's document: what commands print of it, and what views draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from hloscope.analyses.answers import STAGES, Answers
from hloscope.analyses.cost.machines import MACHINES, Machine, find_machine
from hloscope.analyses.cost.sums import CostForm
from hloscope.analyses.facts.sources import Sources
from hloscope.dump import Compilation
from hloscope.ir import HloInstruction, HloModule
from hloscope.reports.collective_stages import collectives_form
from hloscope.reports.each_compilation import add_problems, heading_of, read, readable_answers
from hloscope.reports.memory import memory_form
from hloscope.reports.page.columns import ModuleColumns, ModuleForm
from hloscope.reports.page.cost_trees import CostTreesForm, cost_trees
from hloscope.reports.page.edges import EdgesForm, edges_form
from hloscope.reports.page.facts import FactForm, facts_form
from hloscope.reports.page.launches import LaunchesForm, LaunchRows
from hloscope.reports.page.links import LinksForm, links_form
from hloscope.reports.page.pass_states import PassStatesForm, pass_states
from hloscope.reports.page.roofs import RoofsForm, roofs_form
from hloscope.reports.page.timeline import TimelineForm, timeline_form
from hloscope.reports.program import program_of
from hloscope.reports.reading import backend_of
from hloscope.reports.schema import ProgramName
from hloscope.reports.source import SourceTexts, source_program_of

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import CollectivesForm
    from hloscope.analyses.memory.over_time import MemoryOverTimeForm
    from hloscope.analyses.memory.use import MemoryForm
    from hloscope.analyses.profile.forms import MeasuredRunsForm
    from hloscope.reports.schema import Error

_MOST_RESIDENTS = 500
_LINE_KEYS = (
    "place", "op_name", "operations", "gone", "launches", "run_bytes_read", "run_bytes_written", "run_flops",
    "seconds", "share", "measured_seconds", "measured_share", "inferred", "code",
)  # fmt: skip


class TotalsForm(TypedDict):
    """What a run of a program costs, as `hloscope cost` has it; `seconds` are modelled on `machine`."""

    machine: str | None
    once: CostForm
    per_run: CostForm
    seconds: float | None
    memory_share: float | None


class ViewsForm(TypedDict):
    """What the views draw; what the dump does not tell, and what was left out for its size, is None.

    `lines` are those of `hloscope source` with fewer keys.
    """

    totals: TotalsForm | None
    facts: list[FactForm]
    after: ModuleForm | None
    launches: LaunchesForm | None
    before: ModuleForm | None
    links: LinksForm | None
    edges: EdgesForm | None
    evidence: str | None
    lines: list[dict[str, Any]] | None
    trees: CostTreesForm | None
    roofs: RoofsForm | None
    memory: MemoryForm | None
    memory_over_time: MemoryOverTimeForm | None
    memory_capacity: int | None
    collectives: CollectivesForm | None
    passes: PassStatesForm | None
    measured: MeasuredRunsForm | None
    timeline: TimelineForm | None


class PageProgram(ProgramName, ViewsForm):
    """One compilation on the page: `kernels` has the counts of `hloscope report`, without their sites."""

    backend: str
    unit: str
    kernels: dict[str, Any]


def page_program_of(
    compilation: Compilation, path: str, machine: Machine | None, texts: SourceTexts
) -> tuple[PageProgram, list[Error]]:
    """The part of one compilation, and the files of it that could not be read."""
    errors: list[Error] = []
    answers = readable_answers(compilation, errors, STAGES)
    report, found = program_of(compilation)
    errors += [error for error in found if error not in errors]
    heading: ProgramName = {**heading_of(compilation, path), "complete": report["complete"]}
    maker = _Maker(answers, heading, machine or find_machine(compilation.arch), texts, errors)
    program: PageProgram = {
        **heading,
        "backend": backend_of(report),
        "unit": report["unit"],
        "kernels": _counts_of(report["kernels"]),
        **maker.views(),
    }
    add_problems(answers, errors)
    return program, errors


def _counts_of(kernels: Any) -> dict[str, Any]:  # noqa: ANN401 (a form, whose sites are rows of another)
    counts = {
        stage: kernels[stage] and {key: value for key, value in kernels[stage].items() if key != "sites"}
        for stage in STAGES
    }
    return {**kernels, **counts, "disagreements": len(kernels["disagreements"])}


class _Maker:
    """Makes the parts of the views, each alone: one that fails is an error among the others."""

    def __init__(
        self,
        answers: Answers,
        heading: ProgramName,
        machine: Machine | None,
        texts: SourceTexts,
        errors: list[Error],
    ) -> None:
        self.answers, self.heading, self.machine, self.texts, self.errors = answers, heading, machine, texts, errors
        after, before = answers.after, answers.module("before")
        self.after = self._columns_of(after) if after else None
        self.before = self._columns_of(before) if before else None
        numbers = self.after.numbers if self.after else {}
        self.rows = LaunchRows(answers, numbers, machine)

    @staticmethod
    def _columns_of(module: HloModule) -> ModuleColumns:
        sources = Sources()

        def source_of(instruction: HloInstruction) -> tuple[str, str]:
            source = sources.source_of(instruction)
            return source.op_name, source.place

        return ModuleColumns(module, source_of)

    def views(self) -> ViewsForm:
        """What the views draw."""
        answers, after = self.answers, self.after
        numbers = after.numbers if after else {}
        source = self._read(self._source)
        return {
            "totals": self._read(self._totals),
            "facts": self._read(lambda: facts_form(answers, numbers, self.machine)) or [],
            "after": self._read(after.form) if after else None,
            "launches": self._read(self.rows.form) if after else None,
            "before": self._read(self.before.form) if self.before else None,
            "links": self._read(self._links),
            "edges": self._read(lambda: edges_form(answers, numbers)),
            "evidence": source and source["evidence"],
            "lines": source and source["lines"],
            "trees": self._read(lambda: cost_trees(answers, self.rows.by_instruction, self.machine)),
            "roofs": self._read(self._roofs),
            "memory": self._read(self._memory),
            "memory_over_time": self._read(self._memory_over_time),
            "memory_capacity": _capacity_of(self.machine),
            "collectives": self._read(lambda: collectives_form(answers, "after")),
            "passes": self._read(self._passes),
            "measured": self._read(lambda: answers.measured.to_dict() if answers.measured else None),
            "timeline": self._read(lambda: timeline_form(answers)),
        }

    def _read(self, get: Any) -> Any:  # noqa: ANN401 (one part of the document)
        return read(get, self.answers.compilation, self.errors)

    def _totals(self) -> TotalsForm | None:
        from hloscope.reports.cost import cost_form

        if self.answers.cost is None:
            return None
        form = cost_form(self.answers.cost, self.machine, self.answers.launch_sources)
        return {
            "machine": self.machine.name if self.machine else None,
            "once": form["once"],
            "per_run": form["per_run"],
            "seconds": form["modelled_seconds"],
            "memory_share": form["memory_share"],
        }

    def _links(self) -> LinksForm | None:
        if self.before is None or self.after is None:
            return None
        return links_form(self.answers, self.before.numbers, self.after.numbers)

    def _source(self) -> dict[str, Any] | None:
        found = source_program_of(self.answers, self.heading, self.texts, self.machine)
        if found is None:
            return None
        lines: list[dict[str, Any]] = [{**line} for line in found["lines"]]
        return {"evidence": found["evidence"], "lines": [{key: line[key] for key in _LINE_KEYS} for line in lines]}

    def _roofs(self) -> RoofsForm | None:
        cost = self.answers.cost
        return roofs_form(cost, self.rows.by_instruction, MACHINES.values()) if cost else None

    def _memory(self) -> Any:  # noqa: ANN401 (the form of `hloscope memory`, its residents cut)
        form = memory_form(self.answers)
        return form and {**form, "residents": form["residents"][:_MOST_RESIDENTS]}

    def _memory_over_time(self) -> MemoryOverTimeForm | None:
        from hloscope.analyses.memory.over_time import memory_over_time

        compilation, after = self.answers.compilation, self.answers.after
        buffers, live = compilation.buffer_assignment, compilation.live_ranges
        return memory_over_time(after, buffers, live).to_dict() if after and buffers and live else None

    def _passes(self) -> PassStatesForm | None:
        timeline = self.answers.timeline
        return pass_states(timeline, self.answers.pass_runs) if timeline else None


def _capacity_of(machine: Machine | None) -> int | None:
    """The bytes that the machine's memory holds."""
    from hloscope.devices import DEVICES

    device = DEVICES.get(machine.name) if machine else None
    return device.chip.memory_gib << 30 if device else None
