"""Launches: the rows of the table of kernels, with the figures that `hloscope cost` gives of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.cost import InstructionCost
from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.cost.roofline import Modelled, roofline_of
from hloscope.analyses.facts.groups import Group
from hloscope.analyses.fusions.fusions import Fusion
from hloscope.analyses.kernels.rules import LaunchSite
from hloscope.analyses.profile.measured import work_of
from hloscope.ir import HloInstruction
from hloscope.reports.page.tables import Interned, TextColumn

if TYPE_CHECKING:
    from hloscope.analyses.profile.forms import MeasuredForm


class MeasuredColumns(TypedDict):
    """What a profile measured of each row, as `hloscope cost` tells it: own seconds of a run, the mean of all runs.

    `lower` and `upper` are what half of the runs lie between. Each is None where it is not known.
    """

    seconds: list[float | None]
    shares: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    calls: list[int | None]
    bytes_per_second: list[float | None]
    roofline_shares: list[float | None]


class LaunchesForm(TypedDict):
    """The launch sites of what runs by columns, in order of the text: row N of each is of the same.

    `instructions` are numbers of the module's; figures are of one of the `runs` executions, `seconds` of all of them.
    `groups` has the signature of those that are equal but for names, "" where there is none. A figure is None where
    nothing counts it; `measured` is None without a profile.
    """

    instructions: list[int]
    classes: TextColumn
    kinds: TextColumn
    groups: TextColumn
    sources: TextColumn
    inferred: list[int]
    operations: list[int]
    runs: list[int]
    flops: list[int | None]
    bytes_read: list[int | None]
    bytes_written: list[int | None]
    bytes_per_run: list[int]
    seconds: list[float | None]
    shares: list[float | None]
    bounds: TextColumn
    measured: MeasuredColumns | None


class LaunchRows:
    """The launch sites of a compilation; an instruction that launches twice (a copy, then a sort) has two."""

    def __init__(self, answers: Answers, numbers: Mapping[HloInstruction, int], machine: Machine | None) -> None:
        count, cost = answers.count("after"), answers.cost
        sites = count.sites if count else ()
        named = {(i.computation.name, i.name): i for i in numbers}
        found = [(site, named.get((site.computation, site.name))) for site in sites]
        self.rows: list[tuple[LaunchSite, HloInstruction]] = [(s, i) for s, i in found if i is not None]
        self.by_instruction = {instruction: row for row, (_, instruction) in enumerate(self.rows)}
        self._answers, self._numbers = answers, numbers
        self._costs = {item.instruction: item for item in cost.items} if cost else {}
        self._modelled: Mapping[HloInstruction, Modelled] = {}
        if cost and machine:
            self._modelled = {entry.item.instruction: entry for entry in roofline_of(cost, machine).items}
        self._groups = _groups_of(answers)
        self._times = answers.launch_times(machine)

    def cost_of(self, row: int) -> InstructionCost | None:
        """What a row costs; of an instruction with two rows, the last has it."""
        instruction = self.rows[row][1]
        return self._costs.get(instruction) if self.by_instruction[instruction] == row else None

    def form(self) -> LaunchesForm:
        """The JSON form."""
        texts = {name: Interned() for name in ("classes", "kinds", "groups", "sources", "bounds")}
        form: LaunchesForm = {
            "instructions": [self._numbers[instruction] for _, instruction in self.rows],
            "inferred": [],
            "operations": [],
            "runs": [],
            "flops": [],
            "bytes_read": [],
            "bytes_written": [],
            "bytes_per_run": [],
            "seconds": [],
            "shares": [],
            "classes": _empty(),
            "kinds": _empty(),
            "groups": _empty(),
            "sources": _empty(),
            "bounds": _empty(),
            "measured": self._measured_columns() if self._answers.measured else None,
        }
        for row, (site, instruction) in enumerate(self.rows):
            self._add_texts(texts, site, instruction)
            self._add_figures(form, row)
        form["classes"], form["kinds"], form["groups"] = (texts[n].column() for n in ("classes", "kinds", "groups"))
        form["sources"], form["bounds"] = texts["sources"].column(), texts["bounds"].column()
        form["inferred"] = [int(self._answers.launch_sources.of(i).is_inferred) for _, i in self.rows]
        return form

    def _measured_columns(self) -> MeasuredColumns:
        found = [self._measured_of(row) for row in range(len(self.rows))]
        return {
            "seconds": [each and each["seconds"] for each in found],
            "shares": [each and each["share"] for each in found],
            "lower": [each and each["run_seconds"]["lower"] for each in found],
            "upper": [each and each["run_seconds"]["upper"] for each in found],
            "calls": [each and each["calls"] for each in found],
            "bytes_per_second": [each and each["bytes_per_second"] for each in found],
            "roofline_shares": [each and each["roofline_share"] for each in found],
        }

    def _measured_of(self, row: int) -> MeasuredForm | None:
        """What was measured of a row; of an instruction with two rows, the last has it."""
        instruction = self.rows[row][1]
        is_last = self.by_instruction[instruction] == row
        return self._times.find(work_of(instruction).name) if is_last else None

    def _add_texts(self, texts: Mapping[str, Interned], site: LaunchSite, instruction: HloInstruction) -> None:
        group = self._groups.get(instruction)
        modelled = self._modelled.get(instruction)
        texts["classes"].add(site.launch_class)
        texts["kinds"].add(_kind_of(instruction, group))
        texts["groups"].add(group.signature if group else "")
        texts["sources"].add(str(self._answers.launch_sources.of(instruction).source))
        texts["bounds"].add(modelled.bound if modelled else "")

    def _add_figures(self, form: LaunchesForm, row: int) -> None:
        instruction = self.rows[row][1]
        item, group = self.cost_of(row), self._groups.get(instruction)
        modelled = self._modelled.get(instruction) if item else None
        is_known = item is not None and not item.cost.unknown
        form["operations"].append(len(group.operations) if group else 1)
        form["runs"].append(item.runs if item else 1)
        form["flops"].append(item.cost.flops if item and is_known else None)
        form["bytes_read"].append(item.cost.bytes_read if item else None)
        form["bytes_written"].append(item.cost.bytes_written if item else None)
        form["bytes_per_run"].append(item.runs * item.cost.bytes_accessed if item else 0)
        form["seconds"].append(modelled.seconds if modelled else None)
        form["shares"].append(modelled.share if modelled else None)


def _empty() -> TextColumn:
    return {"texts": [], "at": []}


def _groups_of(answers: Answers) -> dict[HloInstruction, Group]:
    """The fusions, compiled loops and single operations of what runs."""
    fusions = answers.fusions
    groups: list[Group] = [*answers.single_operations]
    if fusions:
        groups += [*fusions.items, *fusions.compiled_loops]
    return {group.instruction: group for group in groups}


def _kind_of(instruction: HloInstruction, group: Group | None) -> str:
    """What it is in a word or two: the kind of a fusion, the target of a custom call, else the opcode."""
    custom = group.custom_kind if isinstance(group, Fusion) else None
    kind = instruction.fusion_kind or instruction.custom_call_target or instruction.opcode
    return f"{kind} {custom}" if custom else kind
