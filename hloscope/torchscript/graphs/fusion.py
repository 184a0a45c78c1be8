"""What TorchScript's fusers put together, and what they might have: groups with members, and likely candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from hloscope.parsers import TorchGraph, TorchNode, TorchValue, find_tensor_type
from hloscope.torchscript.graphs.nodes import BOOKKEEPING, located_nodes, place_of, readers_of

# Groups that run as one kernel or one library call; a DifferentiableGraph or a fork is none.
FUSION_GROUPS = frozenset(
    f"prim::{name}"
    for name in """TensorExprGroup TensorExprDynamicGroup FusionGroup CudaFusionGroup LlgaFusionGroup
    oneDNNFusionGroup MKLDNNGroup StaticSubgraph""".split()
)
_CONVOLUTIONS = ("_convolution", "conv1d", "conv2d", "conv3d", "convolution")
_NORMS = ("batch_norm", "_batch_norm_impl_index")
_ACTIVATIONS = ("relu", "relu_", "sigmoid", "tanh", "gelu", "silu", "hardtanh", "leaky_relu")
_MATMULS = ("linear", "addmm", "matmul", "mm", "bmm")
# What a backend usually runs as one: each step reads the step before it, and nobody else does.
_PATTERNS = (
    (_CONVOLUTIONS, _NORMS, _ACTIVATIONS),
    (_CONVOLUTIONS, _NORMS),
    (_CONVOLUTIONS, _ACTIVATIONS),
    (_MATMULS, _ACTIVATIONS),
    (("matmul", "mm", "bmm"), ("add", "add_")),
)
_POINTWISE = frozenset(
    """abs add clamp cos div eq erf exp expm1 ge gelu gt hardtanh le leaky_relu lerp log log1p lt mul ne neg pow
    reciprocal relu rsqrt rsub sigmoid silu sin sqrt sub tan tanh threshold where""".split()
)


class FusionGroupForm(TypedDict):
    """A group: what runs as one, with the kinds of the operations in it."""

    kind: str
    members: list[str]
    inputs: int
    outputs: int


class CandidateForm(TypedDict):
    """Operations that are likely to fuse and are in no group, one reading the other; inferred."""

    operations: list[str]
    source: str


class TorchFusionForm(TypedDict):
    """The fusion groups of a graph, and what was left out of them."""

    groups: list[FusionGroupForm]
    candidates: list[CandidateForm]


@dataclass(frozen=True, slots=True)
class FusionGroup:
    """A group: what runs as one, with the operations in it."""

    kind: str
    members: tuple[str, ...]
    inputs: int
    outputs: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Operations that are likely to fuse and are in no group, one reading the other; inferred."""

    operations: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class TorchFusion:
    """The groups of a graph, and what was left out of them."""

    groups: tuple[FusionGroup, ...]
    candidates: tuple[Candidate, ...]

    def to_dict(self) -> TorchFusionForm:
        """The JSON form."""
        return {
            "groups": [
                {"kind": group.kind, "members": list(group.members), "inputs": group.inputs, "outputs": group.outputs}
                for group in self.groups
            ],
            "candidates": [{"operations": list(item.operations), "source": item.source} for item in self.candidates],
        }


def torch_fusion_of(graph: TorchGraph) -> TorchFusion:
    """The fusion groups of a graph, and the chains outside of them that a fuser usually takes.

    The chains are linear or matmul with an activation, convolution with batch normalization and activation, and two or
    more pointwise operations in a row, each the only reader of the one before.
    """
    located = [*located_nodes(graph)]
    groups = tuple(_group_of(item.node) for item in located if item.node.kind in FUSION_GROUPS)
    free = [item.node for item in located if item.group is None or item.group.kind not in FUSION_GROUPS]
    return TorchFusion(groups, tuple(_candidates_in(free, readers_of(graph))))


def _group_of(node: TorchNode) -> FusionGroup:
    inside = node.subgraph.all_nodes() if node.subgraph else ()
    members = tuple(member.kind for member in inside if member.kind not in BOOKKEEPING)
    return FusionGroup(node.kind, members, len(node.inputs), len(node.outputs))


def _candidates_in(nodes: list[TorchNode], readers: Mapping[TorchValue, list[TorchNode | None]]) -> Iterator[Candidate]:
    taken: set[TorchNode] = set()
    for node in nodes:
        if node not in taken:
            chain = _chain_from(node, readers, taken)
            if len(chain) > 1:
                taken.update(chain)
                yield Candidate(tuple(member.kind for member in chain), place_of(node))


def _chain_from(
    node: TorchNode, readers: Mapping[TorchValue, list[TorchNode | None]], taken: set[TorchNode]
) -> list[TorchNode]:
    """The longest chain that begins with a node and has nothing of another; the node alone if there is none."""
    matches = (_match(node, pattern, readers) for pattern in _PATTERNS)
    found = next((chain for chain in matches if chain), None)
    if found:
        return found
    chain, following = [node], _only_reader(node, readers)
    while following and _is_pointwise(chain[-1]) and _is_pointwise(following) and following not in taken:
        chain.append(following)
        following = _only_reader(following, readers)
    return chain


def _match(
    node: TorchNode, pattern: tuple[tuple[str, ...], ...], readers: Mapping[TorchValue, list[TorchNode | None]]
) -> list[TorchNode]:
    """The nodes that a pattern takes from `node` on; empty if it does not fit."""
    chain: list[TorchNode] = []
    current: TorchNode | None = node
    for names in pattern:
        if current is None or _name_of(current) not in names:
            return []
        chain.append(current)
        current = _only_reader(current, readers)
    return chain


def _only_reader(node: TorchNode, readers: Mapping[TorchValue, list[TorchNode | None]]) -> TorchNode | None:
    """The one node that reads what a node gives first; a value that is given back besides is kept for gradients."""
    found = {reader for reader in readers.get(node.outputs[0], []) if reader} if node.outputs else set[TorchNode]()
    return found.pop() if len(found) == 1 else None


def _is_pointwise(node: TorchNode) -> bool:
    """Whether it computes a tensor element by element; `aten::add` of two numbers does not."""
    if _name_of(node) not in _POINTWISE or not node.outputs:
        return False
    kind = node.outputs[0].type
    return not kind or find_tensor_type(kind) is not None


def _name_of(node: TorchNode) -> str:
    space, _, name = node.kind.rpartition("::")
    return name if space in ("aten", "quantized") else ""
