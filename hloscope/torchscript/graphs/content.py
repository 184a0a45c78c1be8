"""What a TorchScript graph holds: operations, control flow, inputs, constants, submodules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from hloscope.parsers import TorchGraph, TorchNode, TorchValue, find_tensor_type
from hloscope.torchscript.graphs.nodes import BOOKKEEPING, CALLS, CONTROL_FLOW, place_of, submodule_type

_LONGEST = 60  # characters of a constant's value


class ControlFlowForm(TypedDict):
    """A branch or a loop that the graph keeps; `source` is empty where it is a guard of the executor's (inferred)."""

    kind: str
    source: str


class InputForm(TypedDict):
    """An input; `state` says how much of its type the graph relies on."""

    name: str
    type: str
    state: str


class ConstantForm(TypedDict):
    """A tensor whose value is part of the graph; of a long one `value` is the beginning."""

    name: str
    type: str
    value: str
    source: str


class SubmoduleForm(TypedDict):
    """A submodule that the graph reads, inlined or called."""

    name: str
    type: str
    inlined: bool


class ContentForm(TypedDict):
    """What a graph holds; `origin` is inferred: `traced`, `scripted`, or None where nothing tells."""

    origin: str | None
    nodes: int
    operations: dict[str, int]
    control_flow: list[ControlFlowForm]
    inputs: list[InputForm]
    constants: list[ConstantForm]
    constants_by_type: dict[str, int]
    submodules: list[SubmoduleForm]


@dataclass(frozen=True, slots=True)
class ControlFlow:
    """A branch or a loop that the graph keeps; `source` is empty where it is a guard of the executor's (inferred)."""

    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Input:
    """An input; `state` is `specialized`, `partly specialized`, `unspecialized`, `no tensor`, or `no type told`."""

    name: str
    type: str
    state: str


@dataclass(frozen=True, slots=True)
class BakedConstant:
    """A tensor whose value is part of the graph."""

    name: str
    type: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Submodule:
    """A submodule that the graph reads: `inlined` if its operations are here, else called by `prim::CallMethod`."""

    name: str
    type: str
    inlined: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What a graph holds. `origin` is inferred: `traced`, `scripted`, or None where no node has a source place."""

    origin: str | None
    nodes: int
    operations: Mapping[str, int]
    control_flow: tuple[ControlFlow, ...]
    inputs: tuple[Input, ...]
    constants: tuple[BakedConstant, ...]
    constants_by_type: Mapping[str, int]
    submodules: tuple[Submodule, ...]

    def to_dict(self) -> ContentForm:
        """The JSON form."""
        return {
            "origin": self.origin,
            "nodes": self.nodes,
            "operations": dict(self.operations),
            "control_flow": [{"kind": each.kind, "source": each.source} for each in self.control_flow],
            "inputs": [{"name": each.name, "type": each.type, "state": each.state} for each in self.inputs],
            "constants": [
                {"name": each.name, "type": each.type, "value": each.value, "source": each.source}
                for each in self.constants
            ],
            "constants_by_type": dict(self.constants_by_type),
            "submodules": [{"name": each.name, "type": each.type, "inlined": each.inlined} for each in self.submodules],
        }


def content_of(graph: TorchGraph) -> Content:
    """Counts and lists what a graph holds, with its blocks and subgraphs.

    `operations` counts by kind what computes; constants, attributes, packing and checks are left out. A trace is told
    from a script by its source places: the tracer knows no columns, and writes 0 (torch/csrc/jit/python/
    python_tracer.cpp, `getPythonInterpreterSourceRange`).
    """
    nodes = [*graph.all_nodes()]
    constants = [node for node in nodes if node.kind == "prim::Constant" and node.outputs]
    return Content(
        origin=_origin_of(nodes),
        nodes=len(nodes),
        operations=_operations_in(nodes),
        control_flow=tuple(ControlFlow(node.kind, place_of(node)) for node in nodes if node.kind in CONTROL_FLOW),
        inputs=tuple(_input_of(value) for value in graph.parameters if submodule_type(value) is None),
        constants=tuple(_baked(node) for node in constants if find_tensor_type(node.outputs[0].type)),
        constants_by_type=dict(sorted(Counter(node.outputs[0].type for node in constants).items())),
        submodules=_submodules_in(nodes),
    )


def _operations_in(nodes: list[TorchNode]) -> Mapping[str, int]:
    """The most frequent first, and those of equal frequency by name."""
    counts = Counter(node.kind for node in nodes if node.kind not in BOOKKEEPING | CONTROL_FLOW | CALLS)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _origin_of(nodes: list[TorchNode]) -> str | None:
    places = [node.source for node in nodes if node.source and not node.source.file.startswith("<")]
    if not places:
        return None
    return "scripted" if any(place.column for place in places) else "traced"


def _input_of(value: TorchValue) -> Input:
    kind = find_tensor_type(value.type)
    if kind is None:
        return Input(value.name, value.type, "no tensor" if value.type else "no type told")
    if kind.is_specialized:
        return Input(value.name, value.type, "specialized")
    says_something = kind.scalar_type is not None or kind.sizes is not None
    return Input(value.name, value.type, "partly specialized" if says_something else "unspecialized")


def _baked(node: TorchNode) -> BakedConstant:
    value = " ".join(node.attributes.get("value", "").split())
    shown = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 3]}..."
    return BakedConstant(node.outputs[0].name, node.outputs[0].type, shown, place_of(node))


def _submodules_in(nodes: list[TorchNode]) -> tuple[Submodule, ...]:
    """The innermost submodules: those whose parameters are read, and those that are called."""
    called = {node.inputs[0] for node in nodes if node.kind == "prim::CallMethod" and node.inputs}
    read = [node for node in nodes if node.kind == "prim::GetAttr" and node.inputs and node.outputs]
    paths: dict[TorchValue, str] = {}
    for node in read:
        name = node.attributes.get("name", "").strip('"')
        parent = paths.get(node.inputs[0])
        paths[node.outputs[0]] = f"{parent}.{name}" if parent else name
    modules = [node.outputs[0] for node in read if submodule_type(node.outputs[0])]
    outer = {node.inputs[0] for node in read if submodule_type(node.outputs[0])}
    return tuple(
        Submodule(paths[value], submodule_type(value) or "", inlined=value not in called)
        for value in modules
        if value not in outer
    )
