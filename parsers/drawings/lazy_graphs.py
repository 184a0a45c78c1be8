"""Graphs of torch-xla's own operations, from before they are lowered: drawn, or as text (`IR { ... }`).

Written by XLA_SAVE_TENSORS_FILE with XLA_SAVE_TENSORS_FMT=dot or text, and by `_get_xla_tensors_dot` and `_text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hloscope.regex import lazy_pattern

from .frames import quoted
from .graphviz import Drawing

_LINE = lazy_pattern(
    r"[ \t]*+%(?P<number>\d{1,9}) = (?P<shape>[^\n]*?) (?P<opcode>\w++::\w++)"
    r"\((?P<operands>[^()\n]*+)\)(?P<rest>[^\n]*)"
)
_NUMBER = lazy_pattern(r"%(\d{1,9})(?:\.(\d{1,9}))?")
_ROOT = lazy_pattern(r"ROOT=(\d{1,9})")
_LOCATION = lazy_pattern(r"location=(?:\w+@)?([^\s,:]+):(\d{1,9})")
_SCOPE = lazy_pattern(r"scope=([^\s,]++)")
_XLA_SHAPE = lazy_pattern(r"xla_shape=(\(.*\)|[^\s,]*\[[\d,<=]*\](?:\{[^{}]*\})?)")
_PLACE = lazy_pattern(r"i=(\d{1,9})")
_NOT_IN_OPCODE = lazy_pattern(r"[^a-z0-9_\-]")


@dataclass
class LazyNode:
    """An operation: `aten::mm`, its shape, what it reads, and the number of the result that it is."""

    number: str
    opcode: str
    shape: str
    operands: dict[int, str] = field(default_factory=dict[int, str])
    root: int | None = None
    metadata: str = ""


def lazy_nodes_of_drawing(drawing: Drawing) -> list[LazyNode]:
    """The operations of a drawing."""
    found: dict[str, LazyNode] = {}
    for name, node in drawing.nodes.items():
        lines = node.attributes.get("label", "").replace("\\n", "\n").split("\n")
        found[name] = _node(name, lines[0], lines[1] if len(lines) > 1 else "", "\n".join(lines[1:]))
    for edge in drawing.edges:
        place = _PLACE.match(edge.attributes.get("label", ""))
        if edge.head in found and edge.tail in found:
            found[edge.head].operands.setdefault(int(place[1]) if place else 0, edge.tail)
    return [*found.values()]


def lazy_nodes_of_text(text: str) -> list[LazyNode]:
    """The operations of the text of a graph."""
    found: list[LazyNode] = []
    for line in _LINE.finditer(text):
        node = _node(line["number"], line["opcode"], line["shape"], line["rest"])
        node.operands = {place: each[1] for place, each in enumerate(_NUMBER.finditer(line["operands"]))}
        found.append(node)
    return found


def _node(number: str, opcode: str, shape: str, rest: str) -> LazyNode:
    given, root = _XLA_SHAPE.search(rest), _ROOT.search(rest)
    return LazyNode(
        number, opcode, given[1] if given else shape, {}, int(root[1]) if root else None, _metadata(opcode, rest)
    )


def _metadata(opcode: str, rest: str) -> str:
    location, scope = _LOCATION.search(rest), _SCOPE.search(rest)
    parts = [f"op_type={quoted(opcode)}"]
    parts += [f"op_name={quoted(scope[1])}"] if scope else []
    parts += [f"source_file={quoted(location[1])} source_line={location[2]}"] if location else []
    return f", metadata={{{' '.join(parts)}}}"


def hlo_of_lazy_graph(nodes: Iterable[LazyNode], name: str) -> str:
    """A module whose opcodes are torch's: `aten-mm` for `aten::mm`. Data of the device are parameters."""
    nodes = [*nodes]
    names = {node.number: _name_of(node) for node in nodes}
    parameters = 0
    lines: list[str] = []
    for node in nodes:
        operands = ", ".join(f"%{names[key]}" for _, key in sorted(node.operands.items()) if key in names)
        opcode = _opcode_of(node)
        if opcode == "parameter":
            operands, parameters = str(parameters), parameters + 1
        elif opcode == "constant":
            operands = "{...}"
        lines.append(f"%{names[node.number]} = {node.shape} {opcode}({operands}){node.metadata}")
    body = "".join(f"  {line}\n" for line in _with_root(nodes, names, lines))
    return f"HloModule {name}\n\nENTRY %main {{\n{body}}}\n"


def _with_root(nodes: list[LazyNode], names: dict[str, str], lines: list[str]) -> list[str]:
    """The lines, the last of which is what the graph gives."""
    roots = sorted((node for node in nodes if node.root is not None), key=lambda node: node.root or 0)
    if not roots:
        return [*lines[:-1], f"ROOT {lines[-1]}"] if lines else []
    shapes = ", ".join(node.shape for node in roots)
    return [*lines, f"ROOT %results = ({shapes}) tuple({', '.join(f'%{names[node.number]}' for node in roots)})"]


def _name_of(node: LazyNode) -> str:
    return f"{_NOT_IN_OPCODE.sub('_', node.opcode.rpartition(':')[2].lower())}.{node.number.removeprefix('node')}"


def _opcode_of(node: LazyNode) -> str:
    known = {"xla::device_data": "parameter", "prim::Constant": "constant"}
    return known.get(node.opcode) or _NOT_IN_OPCODE.sub("-", node.opcode.replace("::", "-").lower())
