"""Merging: which instructions compute the same, so that what fusion had copied is one instruction again."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from hloscope.ir import AttributeValue, HloComputation, HloInstruction, Shape

# What must run as often as it is written, so that two of them are never one: HasSideEffectNoRecurse of
# xla/hlo/ir/hlo_instruction.cc, and all collectives. Nor does fusion copy a custom-call, whose backend_config says
# what it computes.
_STATEFUL = frozenset(
    {
        "all-gather",
        "all-reduce",
        "all-to-all",
        "collective-broadcast",
        "collective-permute",
        "custom-call",
        "infeed",
        "outfeed",
        "ragged-all-to-all",
        "recv",
        "reduce-scatter",
        "rng",
        "rng-get-and-update-state",
        "send",
    }
)
_ASYNC_PARTS = ("-start", "-update", "-done")

# Attributes that say nothing of the value that an instruction computes.
_ANNOTATIONS = frozenset({"backend_config", "metadata", "origin", "statistics"})

_Alike = tuple[str, str, tuple["Node", ...], tuple[HloComputation, ...]]
_Exact = tuple[_Alike, Shape, frozenset[tuple[str, AttributeValue]]]


class Node:
    """An instruction to be. `fusion` is the name of the fusion that it comes from, empty if it stands outside."""

    __slots__ = ("called", "fusion", "name", "operands", "predecessors", "source")

    def __init__(
        self, source: HloInstruction, operands: tuple[Node, ...], called: tuple[HloComputation, ...], fusion: str
    ) -> None:
        self.source = source
        self.operands = operands
        self.called = called
        self.fusion = fusion
        self.name = "" if fusion else source.name
        self.predecessors: tuple[Node, ...] = ()

    @property
    def is_inlined_tuple(self) -> bool:
        """Whether it only gathers what a fusion computes."""
        return bool(self.fusion) and self.source.opcode == "tuple"


class Merger:
    """Finds the nodes of one computation that compute the same. `stateful` are the computations that must run."""

    def __init__(self, stateful: AbstractSet[HloComputation]) -> None:
        self._stateful = stateful
        self._first: dict[_Alike, Node] = {}
        self._known: dict[_Exact, Node] = {}

    def merged(self, node: Node) -> Node:
        """The node that stands for this one: itself, or an earlier one that computes the same.

        Only what fusion may have copied is merged: one of the two comes from a fusion.
        """
        known = self._find_known(node) if self._may_merge(node) else None
        if known is None or not (known.fusion or node.fusion):
            return node
        if not node.fusion:  # of what stands outside, the instruction itself is kept
            known.source, known.fusion = node.source, ""
            known.name = known.name or node.name
        return known

    def _may_merge(self, node: Node) -> bool:
        source = node.source
        return not (
            is_stateful(source.opcode)
            or "..." in source.arguments  # a constant whose value the dump leaves out
            or "control-predecessors=" in source.attribute_text
            or not self._stateful.isdisjoint(node.called)
        )

    def _find_known(self, node: Node) -> Node | None:
        """An earlier node that computes the same; decodes attributes only where something is alike."""
        alike = (node.source.opcode, node.source.arguments, node.operands, node.called)
        first = self._first.setdefault(alike, node)
        if first is node:
            return None
        self._known.setdefault(_exact(alike, first), first)
        known = self._known.setdefault(_exact(alike, node), node)
        return None if known is node else known


def is_stateful(opcode: str) -> bool:
    """Whether it must run as often as it is written."""
    return opcode in _STATEFUL or opcode.endswith(_ASYNC_PARTS)


def _exact(alike: _Alike, node: Node) -> _Exact:
    attributes = frozenset(item for item in node.source.attributes.items() if item[0] not in _ANNOTATIONS)
    return alike, node.source.shape, attributes
