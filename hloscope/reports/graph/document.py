"""The document of graphs: what runs, launch by launch, with what goes through memory; and where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.machines import Machine, find_machine
from hloscope.analyses.kernels.rules import LaunchSite
from hloscope.analyses.provenance.by_passes import Provenance
from hloscope.analyses.why.missed_fusions import MissedFusion
from hloscope.dump import Dump
from hloscope.ir import HloInstruction, HloModule
from hloscope.reports.cost import InstructionForm, cost_form
from hloscope.reports.each_compilation import ExplanationDocument, Log, Names, Progress, explain
from hloscope.reports.graph.nodes import NodeForm, node_forms
from hloscope.reports.graph.order import in_order
from hloscope.reports.schema import DocumentOf, ProgramName


class GraphLaunchForm(TypedDict):
    """A launch of what runs, in order: figures are of all its executions in a run, as `hloscope cost` has them.

    `loop` is the loop, branch or call that it is in, None in the entry. `seconds` are measured, or modelled, None where
    neither is known.
    """

    name: str
    launch_class: str
    loop: str | None
    operations: list[str]
    source: str
    runs: int
    flops: int
    bytes: int
    seconds: float | None
    measured: bool


class LoopScopeForm(TypedDict):
    """A loop, branch or call, and the one that it is `inside` of, None in the entry."""

    name: str
    opcode: str
    inside: str | None


class GraphEdgeForm(TypedDict):
    """What one launch writes to memory and another reads, bytes of a run, and why they are not one."""

    producer: str
    consumer: str
    value: str
    bytes: int
    rule: str
    reason: str


class GraphLinkForm(TypedDict):
    """An operation that was asked for, and those of what runs that compute it; `exact` where passes show it."""

    operation: str
    places: list[str]
    exact: bool


class GraphForm(TypedDict):
    """What runs: launches, the edges between them, and the operations of both modules, linked.

    `machine` is what times are modelled on, None if they are measured or unknown.
    """

    machine: str | None
    loops: list[LoopScopeForm]
    launches: list[GraphLaunchForm]
    edges: list[GraphEdgeForm]
    before: list[NodeForm]
    after: list[NodeForm]
    links: list[GraphLinkForm]


class GraphProgram(ProgramName, GraphForm):
    """The graph of one compilation."""


GraphDocument = DocumentOf[GraphProgram]


def graph_report(
    paths: Sequence[str | Path | Dump],
    *,
    machine: Machine | None = None,
    name: Names = None,
    progress: Progress = iter,
    profile: Log | None = None,
) -> ExplanationDocument[GraphProgram]:
    """The graph of each program whose module that runs is there.

    Times are measured, if the paths are profiles or `profile` is one of the same programs; else modelled on `machine`,
    or on the one that a program was compiled for, if that is known.
    """

    def form_of(answers: Answers, heading: ProgramName) -> GraphProgram | None:
        return {**heading, **_graph_of(answers, machine)} if answers.after else None

    return explain(paths, form_of, name=name, progress=progress, profile=profile)


def _graph_of(answers: Answers, machine: Machine | None) -> GraphForm:
    machine = machine or find_machine(answers.compilation.arch)
    launches = list(_launch_forms(answers, machine))
    is_modelled = any(launch["seconds"] is not None and not launch["measured"] for launch in launches)
    before = answers.module("before")
    return {
        "machine": machine.name if machine and is_modelled else None,
        "loops": _loop_forms(answers.after) if answers.after else [],
        "launches": launches,
        "edges": [_edge_form(missed) for missed in answers.missed_fusions],
        "before": node_forms(before, answers.memos["before"].sources) if before else [],
        "after": node_forms(answers.after, answers.memos["after"].sources) if answers.after else [],
        "links": [_link_form(found) for found in answers.provenances.operations] if answers.provenances else [],
    }


def _launch_forms(answers: Answers, machine: Machine | None) -> Iterator[GraphLaunchForm]:
    count, cost = answers.count("after"), answers.cost
    if answers.after is None or count is None or cost is None:
        return
    form = cost_form(cost, machine, answers.launch_sources, answers.launch_times(machine))
    costs = {(item["computation"], item["name"]): item for item in form["instructions"]}
    sites: dict[tuple[str, str], list[LaunchSite]] = {}
    for site in count.sites:
        sites.setdefault((site.computation, site.name), []).append(site)
    for instruction, loop in in_order(answers.after):
        place = (instruction.computation.name, instruction.name)
        for site in sites.get(place, ()):
            source = str(answers.launch_sources.of(instruction).source)
            yield _launch_form(site, _name_of(loop), costs.get(place), source)


def _launch_form(site: LaunchSite, loop: str | None, item: InstructionForm | None, source: str) -> GraphLaunchForm:
    measured = item["measured"] if item else None
    return {
        "name": site.name,
        "launch_class": site.launch_class,
        "loop": loop,
        "operations": item["operations"] if item else [],
        "source": source,
        "runs": item["runs"] if item else 1,
        "flops": item["runs"] * item["flops"] if item else 0,
        "bytes": item["runs"] * item["bytes_accessed"] if item else 0,
        "seconds": measured["seconds"] if measured else item and item["seconds"],
        "measured": measured is not None,
    }


def _loop_forms(after: HloModule) -> list[LoopScopeForm]:
    around = dict(in_order(after))
    loops = dict.fromkeys(loop for loop in around.values() if loop)
    return [{"name": loop.name, "opcode": loop.opcode, "inside": _name_of(around[loop])} for loop in loops]


def _name_of(loop: HloInstruction | None) -> str | None:
    return loop.name if loop else None


def _edge_form(missed: MissedFusion) -> GraphEdgeForm:
    return {
        "producer": missed.edge.producer.name,
        "consumer": missed.edge.consumer.name,
        "value": missed.edge.value.label,
        "bytes": missed.bytes_per_run,
        "rule": missed.reason.rule,
        "reason": missed.reason.text,
    }


def _link_form(found: Provenance) -> GraphLinkForm:
    return {"operation": found.operation.name, "places": list(found.places), "exact": found.evidence == "exact"}
