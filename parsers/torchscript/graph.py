"""TorchScript graphs: values, nodes, blocks and graphs, as torch/csrc/jit/ir/ir.h names them.

Read-only by contract. Walks are iterative: a text may nest blocks and subgraphs as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .attributes import split_attributes


@dataclass(frozen=True, slots=True)
class TorchSource:
    """A place in the user's code, as the comment behind a node has it; the column counts from 0."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """The place as the comment has it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, eq=False)
class TorchValue:
    """One value: `%name : type`, the type as written."""

    name: str
    type: str

    def __str__(self) -> str:
        """The value where it is defined."""
        return f"%{self.name} : {self.type}"


@dataclass(slots=True, eq=False)
class TorchNode:
    """One node: `%outputs = kind[attributes](%inputs), scope: scope # source`.

    `kind` is a qualified name such as `aten::add`, or `^Name` of a Python function. `attribute_text` is what stands in
    brackets behind it, brackets included; `scalars` are a Python function's arguments that are no values, likewise.
    `subgraph` is the graph of a fusion group and its like.
    """

    kind: str
    outputs: Sequence[TorchValue]
    inputs: Sequence[TorchValue]
    attribute_text: str = ""
    scalars: str = ""
    scope: str = ""
    source: TorchSource | None = None
    blocks: list[TorchBlock] = field(default_factory=list["TorchBlock"])
    subgraph: TorchGraph | None = None

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes by name, their values as written: `{"name": '"fc1"', "value": "{2}"}`."""
        return split_attributes(self.attribute_text)


@dataclass(frozen=True, slots=True, eq=False)
class TorchBlock:
    """What a node such as `prim::If` or `prim::Loop` runs: parameters, nodes, and the values that it gives."""

    parameters: Sequence[TorchValue]
    nodes: Sequence[TorchNode]
    outputs: Sequence[TorchValue]


@dataclass(frozen=True, slots=True, eq=False)
class TorchGraph(TorchBlock):
    """A function's graph, or the subgraph of one of its nodes."""

    def all_nodes(self, *, subgraphs: bool = True) -> Iterator[TorchNode]:
        """Every node in text order, those in blocks included, and those in subgraphs if `subgraphs` is true."""
        waiting: list[Iterator[TorchNode]] = [iter(self.nodes)]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                continue
            yield node
            if subgraphs and node.subgraph:
                waiting.append(iter(node.subgraph.nodes))
            waiting.extend(iter(block.nodes) for block in reversed(node.blocks))

    def __str__(self) -> str:
        """The graph as torch prints it."""
        return "".join(_pieces_of(self))


def _pieces_of(graph: TorchGraph) -> Iterator[str]:
    """The text of a graph, then of its subgraphs, each with its own behind it, as torch numbers them."""
    waiting = [("", graph)]
    while waiting:
        title, current = waiting.pop()
        groups: list[tuple[str, TorchGraph]] = []
        parameters = _list_of(current.parameters, ",\n      ")
        yield f"{title}graph({parameters}):\n"
        yield from _lines_of(current, groups)
        yield f"  return ({_references_to(current.outputs)})\n"
        waiting.extend(reversed(groups))


def _lines_of(graph: TorchGraph, groups: list[tuple[str, TorchGraph]]) -> Iterator[str]:
    """The lines between `graph(...):` and `return`; the subgraphs that they name are added to `groups`."""
    waiting: list[tuple[int, Iterator[TorchNode | str]]] = [(1, iter(graph.nodes))]
    while waiting:
        level, items = waiting[-1]
        item = next(items, None)
        if item is None:
            waiting.pop()
        elif isinstance(item, str):
            yield item
        else:
            yield f"{'  ' * level}{_line_of(item, groups)}\n"
            for number, block in reversed([*enumerate(item.blocks)]):
                waiting.append((level + 2, _items_of(number, block, level)))


def _items_of(number: int, block: TorchBlock, level: int) -> Iterator[TorchNode | str]:
    yield f"{'  ' * (level + 1)}block{number}({_list_of(block.parameters, ', ')}):\n"
    yield from block.nodes
    yield f"{'  ' * (level + 2)}-> ({_references_to(block.outputs)})\n"


def _line_of(node: TorchNode, groups: list[tuple[str, TorchGraph]]) -> str:
    kind = node.kind
    if node.subgraph:
        kind = f"{kind}_{len(groups)}"
        groups.append((f"with {kind} = ", node.subgraph))
    scope = f", scope: {node.scope}" if node.scope else ""
    source = f" # {node.source}" if node.source else ""
    outputs = _list_of(node.outputs, ", ")
    return f"{outputs} = {kind}{node.attribute_text}{node.scalars}({_references_to(node.inputs)}){scope}{source}"


def _list_of(values: Sequence[TorchValue], separator: str) -> str:
    return separator.join(map(str, values))


def _references_to(values: Sequence[TorchValue]) -> str:
    return ", ".join(f"%{value.name}" for value in values)
