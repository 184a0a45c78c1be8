"""The document of `hloscope cost`: what programs and their instructions cost, and how long that would take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.cost import InstructionCost, ModuleCost, ModuleTotalsForm, cost_of
from hloscope.analyses.cost.machines import Machine, MachineForm
from hloscope.analyses.cost.roofline import ModelledForm, roofline_of
from hloscope.analyses.cost.sums import CostForm
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.operations import FUSIONS, operations_of
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.profile.forms import MeasuredForm, MeasuredRunsForm
from hloscope.analyses.profile.launch_times import LaunchTimes
from hloscope.dump import Compilation, Dump
from hloscope.dump.file_names import Role
from hloscope.ir import HloInstruction
from hloscope.reports.each_compilation import (
    Log,
    Names,
    Progress,
    add_problems,
    each_compilation,
    heading_of,
    read,
)
from hloscope.reports.schema import DocumentOf, Error, ProgramName
from hloscope.version import EXPLAINED_SCHEMA


class UntimedForm(CostForm):
    """An instruction that runs, and the cost of one of its `runs`, of which other branches leave `least_runs`."""

    name: str
    computation: str
    opcode: str
    operations: list[str]
    source: str
    source_inferred: bool
    runs: int
    least_runs: int
    measured: MeasuredForm | None


class InstructionForm(UntimedForm, ModelledForm):
    """An instruction that runs: the cost of one execution, and the modelled time of all `runs` of them."""


class ModuleCostForm(ModuleTotalsForm):
    """What one stage of a program costs; times are None without a machine.

    `memory_share` is the share of the time in which memory holds the machine back.
    """

    modelled_seconds: float | None
    memory_share: float | None
    instructions: list[InstructionForm]


class CostProgram(ProgramName):
    """One compilation; `cost` is None where the stage is missing, `measured` without a profile in which it ran."""

    stage: str
    measured: MeasuredRunsForm | None
    cost: ModuleCostForm | None


class CostDocument(DocumentOf[CostProgram]):
    """The whole document; `on` has the figures of the machine, None where no time is modelled."""

    on: MachineForm | None


def cost_document(
    sources: Sequence[str | Path | Dump],
    *,
    stage: str | None = None,
    machine: Machine | None = None,
    name: Names = None,
    progress: Progress = iter,
    profile: Log | None = None,
) -> CostDocument:
    """What one stage of each program costs, on a machine if one is given; `name` keeps the modules of that name.

    Without `stage` it is what runs, or what was asked for where only that is there.

    What runs is told with measured times, if the sources are profiles or `profile` is one of the same programs.
    A stage that is missing or broken has no `cost`; a broken one is in `errors`.
    """

    def analyse(compilation: Compilation, path: str) -> tuple[CostProgram, list[Error]]:
        errors: list[Error] = []
        counted = stage or ("after" if Role.AFTER in compilation.files else "before")
        module = read(lambda: compilation.stage(counted), compilation, errors)
        answers = Answers(compilation, [counted])
        measured = answers.measured if module else None
        cost = _cost_of(answers, counted, machine) if module else None
        add_problems(answers, errors)
        runs = measured.to_dict() if measured else None
        return {**heading_of(compilation, path), "stage": counted, "cost": cost, "measured": runs}, errors

    programs, errors = each_compilation(sources, analyse, name=name, progress=progress, profile=profile)
    on = machine.to_dict() if machine else None
    return {"schema": EXPLAINED_SCHEMA, "on": on, "compilations": programs, "errors": errors}


def _cost_of(answers: Answers, stage: str, machine: Machine | None) -> ModuleCostForm | None:
    if stage == "after" and answers.cost:
        return cost_form(answers.cost, machine, answers.launch_sources, answers.launch_times(machine))
    module = answers.module(stage)
    return cost_form(cost_of(module, is_new=answers.is_new), machine) if module else None


def cost_form(
    cost: ModuleCost,
    machine: Machine | None,
    launches: LaunchSources | None = None,
    times: LaunchTimes | None = None,
) -> ModuleCostForm:
    """The JSON form of a module's cost: `modelled_seconds` is null without a machine.

    The instructions that cost anything, or were measured, come in the order of measured time if there is any, else of
    modelled time, else of their bytes.
    """
    sources = launches or LaunchSources(Sources(), cost.by_instruction)
    roofline = roofline_of(cost, machine) if machine else None
    modelled = {entry.item.instruction: entry.to_dict() for entry in roofline.items} if roofline else {}
    instructions: list[InstructionForm] = [
        {**_item_form(item, sources, measured), **modelled.get(item.instruction, _NOT_MODELLED)}
        for item in (cost.items if roofline else sorted(cost.items, key=lambda item: -_bytes_of(item)))
        if (measured := times.find(item.instruction.name) if times else None) or any(item.cost)
    ]
    instructions.sort(key=_order_of)
    return {
        **cost.to_dict(),
        "modelled_seconds": roofline.seconds if roofline else None,
        "memory_share": roofline.memory_share if roofline else None,
        "instructions": instructions,
    }


_NOT_MODELLED: ModelledForm = {"seconds": None, "share": None, "bound": None}


def _bytes_of(item: InstructionCost) -> int:
    return item.runs * item.cost.bytes_accessed


def _order_of(form: InstructionForm) -> tuple[float, float]:
    measured = form["measured"]
    return -measured["seconds"] if measured else 0.0, -(form["seconds"] or 0.0)


def _item_form(item: InstructionCost, sources: LaunchSources, measured: MeasuredForm | None) -> UntimedForm:
    instruction = item.instruction
    source, is_inferred = sources.of(instruction)
    return {
        "name": instruction.name,
        "computation": instruction.computation.name,
        "opcode": instruction.opcode,
        "operations": _opcodes_in(instruction),
        "source": str(source),
        "source_inferred": is_inferred,
        "runs": item.runs,
        "least_runs": item.least_runs,
        "measured": measured,
        **item.cost.to_dict(),
    }


def _opcodes_in(instruction: HloInstruction) -> list[str]:
    """The opcodes of a fusion's operations, of a mere fill that of its root; else the instruction's own."""
    if instruction.opcode not in FUSIONS or not instruction.called_computations:
        return [instruction.opcode]
    body = instruction.called_computations[0]
    return [operation.opcode for operation in operations_of(body)] or [body.root.opcode]
