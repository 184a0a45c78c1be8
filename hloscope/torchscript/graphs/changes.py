"""What optimization did to a TorchScript graph: constants folded, dead code removed, operations gone and new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from hloscope.parsers import TorchGraph, TorchNode, TorchValue
from hloscope.torchscript.graphs.nodes import BOOKKEEPING, has_effect, place_of, readers_of


class GoneForm(TypedDict):
    """An operation that the optimized graph has no more."""

    kind: str
    source: str


class TorchChangesForm(TypedDict):
    """From a graph to its optimized form; `folded` and `dead` are inferred, `removed` and `added` counted by kind."""

    folded: list[GoneForm]
    dead: list[GoneForm]
    removed: dict[str, int]
    added: dict[str, int]


@dataclass(frozen=True, slots=True)
class Gone:
    """An operation that the optimized graph has no more."""

    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class TorchChanges:
    """From a graph to its optimized form. `folded` and `dead` are inferred, `removed` and `added` are counted."""

    folded: tuple[Gone, ...]
    dead: tuple[Gone, ...]
    removed: Mapping[str, int]
    added: Mapping[str, int]

    def to_dict(self) -> TorchChangesForm:
        """The JSON form."""
        return {
            "folded": [{"kind": gone.kind, "source": gone.source} for gone in self.folded],
            "dead": [{"kind": gone.kind, "source": gone.source} for gone in self.dead],
            "removed": dict(self.removed),
            "added": dict(self.added),
        }


def torch_changes(graph: TorchGraph, optimized: TorchGraph) -> TorchChanges:
    """Compares a graph with what its executor made of it.

    Folded are operations of constants only, dead are those that nobody read and that have no effect; both if the
    optimized graph has no operation of the same kind from the same place. Its nodes in subgraphs count.
    """
    before, after = [*graph.all_nodes()], [*optimized.all_nodes()]
    remaining = {(node.kind, node.source) for node in after}
    gone = [node for node in before if (node.kind, node.source) not in remaining and node.kind not in BOOKKEEPING]
    dead = _dead_nodes(graph)
    folded = _constant_nodes(before)
    counts, new_counts = _counts_of(before), _counts_of(after)
    return TorchChanges(
        folded=tuple(Gone(node.kind, place_of(node)) for node in gone if node in folded and node not in dead),
        dead=tuple(Gone(node.kind, place_of(node)) for node in gone if node in dead),
        removed=dict(sorted((counts - new_counts).items())),
        added=dict(sorted((new_counts - counts).items())),
    )


def _counts_of(nodes: Iterable[TorchNode]) -> Counter[str]:
    return Counter(node.kind for node in nodes if node.kind not in BOOKKEEPING)


def _constant_nodes(nodes: Iterable[TorchNode]) -> set[TorchNode]:
    """Operations whose inputs are all constants, or results of such; packing them into lists is no operation."""
    constant: set[TorchValue] = set()
    found: set[TorchNode] = set()
    for node in nodes:
        is_constant = node.kind == "prim::Constant" or (bool(node.inputs) and constant.issuperset(node.inputs))
        if is_constant and not has_effect(node):
            constant.update(node.outputs)
            found.add(node)
    return {node for node in found if node.kind not in BOOKKEEPING}


def _dead_nodes(graph: TorchGraph) -> set[TorchNode]:
    """Operations without effect that nobody reads, or only such operations."""
    readers = readers_of(graph)
    dead: set[TorchNode] = set()
    for node in reversed([*graph.all_nodes()]):
        read_by = (reader for value in node.outputs for reader in readers.get(value, ()))
        if not has_effect(node) and all(reader in dead for reader in read_by):
            dead.add(node)
    return {node for node in dead if node.kind not in BOOKKEEPING}
