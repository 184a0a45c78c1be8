"""TorchScript graphs from the text that torch prints: `.graph`, `.inlined_graph`, `graph_for`, optimized graphs.

The grammar is that of torch/csrc/jit/ir/ir.cpp, `Graph::print` and `Node::print`. A graph is followed by its subgraphs,
`with prim::TensorExprGroup_0 = graph(...)`, each with its own subgraphs right behind it, numbered from 0 again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hloscope.regex import compiled

from ..cursor import Cursor
from .attributes import end_of_brackets
from .export import EXPORT_START, take_export_graph
from .graph import TorchBlock, TorchGraph, TorchNode, TorchSource, TorchValue

# Every repeat is possessive or bounded: linear time on any text.
_SPACES = compiled(r"\s*+")
_VALUE = compiled(r"%((?:[^\s,():=\[\]{}%\"]++|::?+(?=\S))++)")
_KIND = compiled(r"(?:[A-Za-z_]\w*+::)++\w++|\^[^\s(\[]++", re.ASCII)
_BLOCK = compiled(r"block(\d{1,9}+)\(", re.ASCII)
_GROUP = compiled(r"(\S+)_(\d{1,9})", re.ASCII)
_TYPE_PIECE = compiled(r"[()\[\],=\n]")
_TAIL = compiled(r"[^\n]*+")
_SOURCE = compiled(r"(\S[^\n]*):(\d{1,9}):(\d{1,9})", re.ASCII)
_SCOPE = ", scope: "


def parse_torchscript(text: str, *, filename: str | None = None) -> Sequence[TorchGraph]:
    """The graphs in a text, in order, those of torch.export as well; `filename` is for error messages.

    Raises:
        ParseError: the text breaks the grammar, uses a value that is not defined, ends in the middle, or has no graph.
    """
    cursor = Cursor(text, filename=filename, spaces=_SPACES)
    graphs = [_take_any_graph(cursor)]
    while not cursor.at_end():
        graphs.append(_take_any_graph(cursor))
    return graphs


def _take_any_graph(cursor: Cursor) -> TorchGraph:
    if EXPORT_START.match(cursor.text, cursor.position):
        return take_export_graph(cursor)
    return _take_graph_with_subgraphs(cursor)


@dataclass(slots=True)
class _Open:
    """A graph or a block that is not closed yet."""

    parameters: Sequence[TorchValue]
    owner: TorchNode | None = None
    nodes: list[TorchNode] = field(default_factory=list[TorchNode])
    defined: list[str] = field(default_factory=list[str])
    results: list[TorchValue] = field(default_factory=list[TorchValue])


class _Values:
    """The values of one graph. Those of a node that goes on, and of a block that is closed, are known, but not seen."""

    def __init__(self) -> None:
        self._known: dict[str, TorchValue | None] = {}

    def take_definition(self, cursor: Cursor, scope: list[str]) -> TorchValue:
        """Takes `%name : type`; it is not seen until it is shown."""
        name = cursor.take(_VALUE, "a value such as %x")
        if name[1] in self._known:
            raise cursor.error("a name that is not taken", at=name.start(), found=repr(name[0]))
        cursor.expect(":", "':' and a type")
        value = TorchValue(name[1], _take_type(cursor))
        self._known[value.name] = None
        scope.append(value.name)
        return value

    def show(self, values: list[TorchValue]) -> None:
        """Has these values seen from here on, and the list empty."""
        self._known.update((value.name, value) for value in values)
        values.clear()

    def take_reference(self, cursor: Cursor) -> TorchValue:
        """Takes `%name` of a value that is defined above, here or in a block around."""
        name = cursor.take(_VALUE, "a value such as %x")
        value = self._known.get(name[1])
        if value is None:
            raise cursor.error("a value that is defined above", at=name.start(), found=repr(name[0]))
        return value

    def hide(self, names: Sequence[str]) -> None:
        """Puts the values of a closed block out of reach."""
        self._known.update(dict.fromkeys(names))


def _take_graph_with_subgraphs(cursor: Cursor) -> TorchGraph:
    graph, groups = _take_graph(cursor)
    waiting = [groups]  # of each graph that is around, the nodes that may have a subgraph, the next of them last
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        node = waiting[-1].pop()
        name = node.kind
        if not _accept_title(cursor, name):
            if name.startswith("prim::"):
                raise cursor.error(f"'with {name} = graph(', the subgraph of a node above")
            continue  # an operator of another library, whose own name ends like that
        node.kind = name.rpartition("_")[0]
        node.subgraph, groups = _take_graph(cursor)
        waiting.append(groups)
    return graph


def _accept_title(cursor: Cursor, name: str) -> bool:
    start = cursor.position
    if cursor.accept("with ") and cursor.accept(f"{name} ") and cursor.accept("="):
        return True
    cursor.position = start
    return False


def _take_graph(cursor: Cursor) -> tuple[TorchGraph, list[TorchNode]]:
    """Takes one graph; gives it, and the nodes that may have a subgraph, the last one first."""
    cursor.expect("graph(", "'graph('")
    values = _Values()
    outermost = _open_body(cursor, values)
    open_scopes = [outermost]
    groups: list[TorchNode] = []
    while open_scopes:
        scope = open_scopes[-1]
        block = cursor.find(_BLOCK)
        if block:
            open_scopes.append(_open_block(cursor, values, scope, block))
        elif cursor.accept("return (" if scope is outermost else "-> ("):
            values.show(scope.results)
            outputs = _take_references(cursor, values)
            open_scopes.pop()
            values.hide(scope.defined)
            if scope.owner is None:
                return TorchGraph(scope.parameters, scope.nodes, outputs), groups[::-1]
            scope.owner.blocks.append(TorchBlock(scope.parameters, scope.nodes, outputs))
        else:
            _take_node(cursor, values, scope, groups)
    raise AssertionError("the outermost scope returns")


def _open_body(cursor: Cursor, values: _Values, owner: TorchNode | None = None) -> _Open:
    """Takes the parameters behind `graph(` or `block0(`, and `):`."""
    defined: list[str] = []
    parameters: list[TorchValue] = []
    if not cursor.accept(")"):
        parameters.append(values.take_definition(cursor, defined))
        while cursor.accept(","):
            parameters.append(values.take_definition(cursor, defined))
        cursor.expect(")", "',' or ')'")
    cursor.expect(":")
    values.show([*parameters])
    return _Open(parameters, owner, defined=defined)


def _open_block(cursor: Cursor, values: _Values, scope: _Open, block: re.Match[str]) -> _Open:
    owner = scope.nodes[-1] if scope.nodes else None
    expected = len(owner.blocks) if owner else None
    if owner is None or int(block[1]) != expected:
        wanted = "a node" if owner is None else f"block{expected} or a node"
        raise cursor.error(wanted, at=block.start(), found=repr(f"block{block[1]}"))
    return _open_body(cursor, values, owner)


def _take_node(cursor: Cursor, values: _Values, scope: _Open, groups: list[TorchNode]) -> None:
    values.show(scope.results)  # of the node before: its own inputs and blocks do not see them
    cursor.skip()
    start = cursor.position
    outputs: list[TorchValue] = []
    if not cursor.accept("="):
        if not cursor.starts_with(_VALUE):
            raise cursor.error("a node, 'return (' or '-> ('", at=start)
        outputs.append(values.take_definition(cursor, scope.defined))
        while cursor.accept(","):
            outputs.append(values.take_definition(cursor, scope.defined))
        cursor.expect("=", "',' or '='")
    kind = cursor.take(_KIND, "an operator such as aten::add")[0]
    attributes = _take_brackets(cursor, "[")
    scalars = _take_brackets(cursor, "(") if kind.startswith("^") else ""
    cursor.expect("(", "'(' and the inputs")
    inputs = _take_references(cursor, values)
    node = TorchNode(kind, outputs, inputs, attributes, scalars, *_take_tail(cursor))
    scope.nodes.append(node)
    scope.results.extend(outputs)
    group = _GROUP.fullmatch(kind)
    if group and int(group[2]) <= len(groups):
        groups.append(node)


def _take_brackets(cursor: Cursor, opening: str) -> str:
    """Takes what is in brackets, brackets included, if the opening one is right here."""
    start = cursor.position
    if not cursor.text.startswith(opening, start):
        return ""
    end = end_of_brackets(cursor.text, start)
    if end is None:
        raise cursor.error("the closing bracket of this one, on the same line", at=start)
    cursor.position = end
    return cursor.text[start:end]


def _take_references(cursor: Cursor, values: _Values) -> Sequence[TorchValue]:
    if cursor.accept(")"):
        return ()
    references = [values.take_reference(cursor)]
    while cursor.accept(","):
        references.append(values.take_reference(cursor))
    cursor.expect(")", "',' or ')'")
    return references


def _take_type(cursor: Cursor) -> str:
    """Takes a type: up to a comma, a bracket or an equals sign outside of its own brackets."""
    cursor.skip()
    start, depth = cursor.position, 0
    for found in _TYPE_PIECE.finditer(cursor.text, start):
        piece = found[0]
        if depth == 0 and piece in "),=\n":
            break
        if piece == "\n":
            raise cursor.error("a type with its closing bracket, on one line", at=start)
        depth += (piece in "([") - (piece in ")]")
    else:
        raise cursor.error("a type and what follows it", at=len(cursor.text))
    cursor.position = found.start()
    kind = cursor.text[start : found.start()].strip()
    if not kind:
        raise cursor.error("a type", at=start)
    return kind


def _take_tail(cursor: Cursor) -> tuple[str, TorchSource | None]:
    """Takes the rest of a node's line: `, scope: text`, ` # file:line:column`, both, or nothing."""
    start = cursor.position
    found = _TAIL.match(cursor.text, start)
    tail = found[0].rstrip() if found else ""
    cursor.position = start + len(tail)
    has_scope = tail.startswith(_SCOPE)
    before, hash_sign, place = tail.rpartition(" # ") if has_scope else tail.partition(" # ")
    if not hash_sign:
        before, place = tail, ""
    source = _SOURCE.fullmatch(place)
    if place and not source:
        raise cursor.error("a source place such as file.py:12:4", at=start + len(tail) - len(place))
    if before and not has_scope:
        raise cursor.error("', scope: ', ' # ' or the end of the line", at=start + len(tail) - len(tail.lstrip()))
    return before.removeprefix(_SCOPE).strip(), _source_of(source)


def _source_of(found: re.Match[str] | None) -> TorchSource | None:
    return TorchSource(found[1], int(found[2]), int(found[3])) if found else None
