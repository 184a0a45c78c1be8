"""Model Explorer: both modules of a program as its graphs, with what they cost and which operation became which."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hloscope.words.safe_text import visible, visible_in

if TYPE_CHECKING:
    from hloscope.reports.graph.document import GraphProgram
    from hloscope.reports.graph.nodes import NodeForm

Json = Mapping[str, Any]


def model_explorer_files(program: GraphProgram) -> Mapping[str, str]:
    """The texts of three files by the ends of their names.

    `graph.json` has the graphs before and after, fusions and loops as layers; `bytes.json` is node data, the bytes of
    each launch in a run; `mapping.json` is what the split view's navigation is given: before on the left.
    """
    stages = (("before", program["before"]), ("after", program["after"]))
    graphs = [{"id": stage, "nodes": _nodes(nodes, stage)} for stage, nodes in stages if nodes]
    files: Mapping[str, Json] = {
        "graph.json": {"label": program["name"], "graphs": graphs},
        "bytes.json": {"results": _bytes(program), "gradient": _GRADIENT},
        "mapping.json": {"mappingEntries": _mapping(program), "disableMappingFallback": True},
    }
    return {end: json.dumps(visible_in(content)) for end, content in files.items()}


_GRADIENT = [{"stop": 0, "bgColor": "#ffffff"}, {"stop": 1, "bgColor": "#e8703a"}]


def _nodes(nodes: Sequence[NodeForm], stage: str) -> list[Json]:
    """Nodes by the layers that they are in: of what runs, fusions and loops, else the scopes of their names."""
    around = {node["name"]: node["scope"] for node in nodes}
    return [_node(node, _layers(node, around, stage)) for node in nodes if not node["is_scope"]]


def _layers(node: NodeForm, around: Mapping[str, str | None], stage: str) -> list[str]:
    if stage == "before" and node["op_name"]:
        return [part for part in node["op_name"].split("/")[:-1] if part]
    layers: list[str] = []
    scope = node["scope"]
    while scope is not None:
        layers.append(scope)
        scope = around.get(scope)
    return layers[::-1]


def _node(node: NodeForm, layers: Sequence[str]) -> Json:
    attributes = {"name": node["name"], "op_name": node["op_name"], "source": node["source"], "shape": node["shape"]}
    return {
        "id": node["name"],
        "label": node["opcode"],
        "namespace": "/".join(visible(layer).replace("/", "|") for layer in layers),
        "attrs": [{"key": key, "value": value} for key, value in attributes.items() if value],
        "incomingEdges": [
            {"sourceNodeId": read, "sourceNodeOutputId": "0", "targetNodeInputId": str(number)}
            for number, read in enumerate(node["reads"])
        ],
        "outputsMetadata": [{"id": "0", "attrs": [{"key": "shape", "value": node["shape"]}]}],
    }


def _bytes(program: GraphProgram) -> Mapping[str, Json]:
    """The bytes of launches, by the node that gives their result: of a fusion its root."""
    roots = _roots(program["after"])
    return {roots.get(launch["name"], launch["name"]): {"value": launch["bytes"]} for launch in program["launches"]}


def _roots(nodes: Sequence[NodeForm]) -> Mapping[str, str]:
    """What gives the value of each fusion; of one in another, that is not the root of its computation in the text."""
    return {node["scope"]: node["name"] for node in nodes if node["scope"] and node["is_root"] and not node["is_scope"]}


def _mapping(program: GraphProgram) -> list[Json]:
    roots = _roots(program["after"])
    scopes = {node["name"] for node in program["after"] if node["is_scope"]}
    return [
        {
            "leftNodeIds": [link["operation"]],
            "rightNodeIds": [roots.get(place, place) if place in scopes else place for place in link["places"]],
        }
        for link in program["links"]
        if link["places"]
    ]
