"""Cost trees: what a run takes by scope and by call stack, down to the launch, for the icicle of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from hloscope.analyses.answers import Answers
from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.provenance.phases import phases_of
from hloscope.analyses.provenance.scopes import PHASES, scope_of
from hloscope.analyses.provenance.source_costs import LaunchPart, RunCost, launch_parts
from hloscope.ir import HloInstruction

_MOST_LEVELS = 24


class CostTreeForm(TypedDict):
    """A tree by columns, each node behind the one that it is in; `launches` has the number of a row of the launches.

    Those are None but for leaves. Figures are of a run; `seconds` are empty where no time is modelled, `measured` where
    there is no profile.
    """

    names: list[str]
    depths: list[int]
    launches: list[int | None]
    counts: list[int]
    bytes: list[int]
    flops: list[int]
    seconds: list[float]
    measured: list[float]
    shares: list[float]


class CostTreesForm(TypedDict):
    """What a run takes: by the names of the framework's operations, and by the user's call stack."""

    scope: CostTreeForm
    stack: CostTreeForm


@dataclass(slots=True)
class _Node:
    name: str
    launch: int | None = None
    cost: RunCost = field(default_factory=RunCost)
    children: dict[object, _Node] = field(default_factory=dict[object, "_Node"])


def cost_trees(answers: Answers, rows: Mapping[HloInstruction, int], machine: Machine | None) -> CostTreesForm | None:
    """Both trees; None where nothing runs."""
    after, cost, traffic = answers.after, answers.cost, answers.traffic
    if after is None or cost is None or traffic is None:
        return None
    parts = launch_parts(cost, traffic, machine, answers.launch_sources, answers.launch_times(machine))
    is_measured = answers.measured is not None
    phases = phases_of(after, answers.memos["after"].sources, answers.module("before"))
    stacks = _stacks_of(after.instructions())

    def scope_path(part: LaunchPart) -> Sequence[str]:
        source = part.cost.source
        scope = scope_of(source.op_name)
        phase = (phases.get(source) or scope.phase) if phases else ""
        return [*([PHASES[phase]] if phase else []), *scope.path]

    def stack_path(part: LaunchPart) -> Sequence[str]:
        source = part.cost.source
        return stacks.get(source) or [source.place or source.op_name or "no source"]

    return {
        "scope": _form_of(_tree(parts, rows, scope_path), machine, is_measured=is_measured),
        "stack": _form_of(_tree(parts, rows, stack_path), machine, is_measured=is_measured),
    }


def _stacks_of(instructions: Iterable[HloInstruction]) -> Mapping[Source, Sequence[str]]:
    """The call stack of each source, outermost first; of what has none, its line."""
    sources = Sources()
    first: dict[Source, HloInstruction] = {}
    for instruction in instructions:
        first.setdefault(sources.source_of(instruction), instruction)
    found: dict[Source, Sequence[str]] = {}
    for source, instruction in first.items():
        frames = instruction.metadata.frames[:_MOST_LEVELS]
        calls = [f"{frame.function or '?'}  {frame.file}:{frame.line}" for frame in reversed(frames)]
        if calls or source.place:
            found[source] = calls or [source.place]
    return found


def _tree(
    parts: Iterable[LaunchPart], rows: Mapping[HloInstruction, int], path_of: Callable[[LaunchPart], Sequence[str]]
) -> _Node:
    root = _Node("run")
    for part in parts:
        node = root
        node.cost.add(part)
        for name in path_of(part):
            node = node.children.setdefault(name, _Node(name))
            node.cost.add(part)
        instruction = part.item.instruction
        leaf = node.children.setdefault(instruction, _Node(instruction.name, rows.get(instruction)))
        leaf.cost.add(part)
    return root


def _walk(root: _Node) -> Iterator[tuple[_Node, int]]:
    """The nodes with their depths, what takes most first."""
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        below = sorted(node.children.values(), key=lambda child: child.cost.weight)
        waiting += [(child, depth + 1) for child in below]


def _form_of(root: _Node, machine: Machine | None, *, is_measured: bool) -> CostTreeForm:
    nodes = list(_walk(root))
    return {
        "names": [node.name for node, _ in nodes],
        "depths": [depth for _, depth in nodes],
        "launches": [node.launch for node, _ in nodes],
        "counts": [len(node.cost.launches) for node, _ in nodes],
        "bytes": [node.cost.bytes for node, _ in nodes],
        "flops": [node.cost.flops for node, _ in nodes],
        "seconds": [node.cost.seconds for node, _ in nodes] if machine else [],
        "measured": [node.cost.measured for node, _ in nodes] if is_measured else [],
        "shares": [node.cost.to_dict(root.cost, machine)["share"] for node, _ in nodes],
    }
