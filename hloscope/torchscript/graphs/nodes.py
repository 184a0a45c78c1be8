"""What nodes of a TorchScript graph are to each other: who reads a value, what is a constant, what has an effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hloscope.parsers import TorchGraph, TorchNode, TorchValue

# Bookkeeping: nodes that name, pack or check values and compute nothing of the program.
BOOKKEEPING = frozenset(
    f"prim::{name}"
    for name in """Constant GetAttr ListConstruct ListUnpack TupleConstruct TupleUnpack TupleIndex DictConstruct
    NumToTensor profile profile_ivalue TypeCheck RequiresGradCheck unchecked_cast unchecked_unwrap_optional
    CreateObject Uninitialized AutogradAnyNonZero BroadcastSizes""".split()
)
CONTROL_FLOW = frozenset(("prim::If", "prim::Loop"))
CALLS = frozenset(("prim::CallMethod", "prim::CallFunction"))
# Kinds that must stay though nobody reads what they give (torch/csrc/jit/ir/ir.cpp, `Node::hasSideEffects`, and random
# numbers, `Node::isNondeterministic`).
_EFFECTS = frozenset(
    """prim::Print prim::SetAttr prim::RaiseException prim::fork aten::warn aten::manual_seed aten::save aten::wait
    aten::append aten::_set_item aten::insert aten::extend aten::pop aten::clear aten::remove aten::dropout aten::rand
    aten::randn aten::randint aten::bernoulli aten::normal aten::multinomial aten::rand_like aten::randn_like
    aten::randint_like aten::rrelu aten::feature_dropout aten::alpha_dropout aten::randperm prim::profile""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """A node, and the group it is in: the node that has its graph as subgraph, or None."""

    node: TorchNode
    group: TorchNode | None


def located_nodes(graph: TorchGraph) -> Iterator[Located]:
    """Every node of the graph, its blocks and its subgraphs, in no particular order of subgraphs."""
    waiting: list[tuple[TorchGraph, TorchNode | None]] = [(graph, None)]
    while waiting:
        current, group = waiting.pop()
        for node in current.all_nodes(subgraphs=False):
            yield Located(node, group)
            if node.subgraph:
                waiting.append((node.subgraph, node))


def readers_of(graph: TorchGraph) -> Mapping[TorchValue, list[TorchNode | None]]:
    """For each value the nodes that read it; None stands for the end of a graph or a block."""
    readers: dict[TorchValue, list[TorchNode | None]] = {}
    for value in graph.outputs:
        readers.setdefault(value, []).append(None)
    for node in graph.all_nodes():
        for value in node.inputs:
            readers.setdefault(value, []).append(node)
        for block in (*node.blocks, *([node.subgraph] if node.subgraph else [])):
            for value in block.outputs:
                readers.setdefault(value, []).append(None)
    return readers


def has_effect(node: TorchNode) -> bool:
    """Whether a node does more than give its outputs: it prints, changes a value, raises, calls, or draws numbers."""
    writes = node.kind.endswith("_") and not node.kind.endswith("__")  # aten::add_
    return writes or node.kind in _EFFECTS or node.kind in CALLS or bool(node.blocks) or node.kind.startswith("^")


def place_of(node: TorchNode) -> str:
    """Where the user's code has it, `file:line`; empty where the text does not tell."""
    return f"{node.source.file}:{node.source.line}" if node.source else ""


def submodule_type(value: TorchValue) -> str | None:
    """The class of a module value without torch's prefix and mangling: `nn.modules.linear.Linear`."""
    if not value.type.startswith("__torch__."):
        return None
    parts = value.type.removeprefix("__torch__.").split(".")
    return ".".join(part for part in parts if not part.startswith("___torch_mangle_"))
