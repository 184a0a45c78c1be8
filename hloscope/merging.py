"""Merging: which instructions compute the same, so that what fusion had copied is one instruction again."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from hloscope.ir import AttributeValue, HloComputation, HloInstruction, TextContext

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

_METADATA = ", metadata={"

_Said = frozenset[tuple[str, AttributeValue]]
_Key = tuple[object, ...]  # what is equal where two compute the same


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


class Texts:
    """The attribute texts of one module; each is decoded once, and only where two that are alike may differ."""

    def __init__(self, context: TextContext) -> None:
        self._decode = context.decode_attributes
        self._decoded: dict[str, _Said] = {}

    def of(self, text: str) -> _Said:
        """What a text says of a value, annotations left out."""
        text = _without_metadata(text)
        known = self._decoded.get(text)
        if known is None:
            said = (item for item in self._decode(text).items() if item[0] not in _ANNOTATIONS)
            known = self._decoded[text] = frozenset(said)
        return known

    def are_same(self, one: str, other: str) -> bool:
        """Whether two texts say the same."""
        return one == other or _without_metadata(one) == _without_metadata(other) or self.of(one) == self.of(other)


class Merger:
    """Makes the nodes of one computation, in order. `stateful` are the computations that must run."""

    def __init__(self, stateful: AbstractSet[HloComputation], texts: Texts) -> None:
        self.nodes: list[Node] = []
        self._stateful = stateful
        self._texts = texts
        self._known: dict[_Key, Node] = {}

    def node_of(
        self, source: HloInstruction, operands: tuple[Node, ...], called: tuple[HloComputation, ...], fusion: str
    ) -> Node:
        """The node that stands for an instruction: an earlier one that computes the same, else a new one.

        Only what fusion may have copied is merged: one of the two comes from a fusion.
        """
        key: _Key = (source.opcode, source.arguments, operands, called)
        known = self._known.get(key)
        if known and not self._are_alike(known.source, source):  # most have no need of the longer key
            key = (*key, source.shape, self._texts.of(source.attribute_text))
            known = self._known.get(key)
        if known and (known.fusion or fusion) and self._may_merge(source, called):
            return _merged(known, source, fusion)
        node = Node(source, operands, called, fusion)
        self._known.setdefault(key, node)
        self.nodes.append(node)
        return node

    def _are_alike(self, one: HloInstruction, other: HloInstruction) -> bool:
        """Whether shapes and attributes are the same."""
        is_same_shape = one.shape is other.shape or one.shape == other.shape
        return is_same_shape and self._texts.are_same(one.attribute_text, other.attribute_text)

    def _may_merge(self, source: HloInstruction, called: tuple[HloComputation, ...]) -> bool:
        return not (
            is_stateful(source.opcode)
            or "..." in source.arguments  # a constant whose value the dump leaves out
            or "control-predecessors=" in source.attribute_text
            or not self._stateful.isdisjoint(called)
        )


def is_stateful(opcode: str) -> bool:
    """Whether it must run as often as it is written."""
    return opcode in _STATEFUL or opcode.endswith(_ASYNC_PARTS)


def _merged(known: Node, source: HloInstruction, fusion: str) -> Node:
    if not fusion:  # of what stands outside, the instruction itself is kept
        known.source, known.fusion = source, ""
        known.name = known.name or source.name
    return known


def _without_metadata(text: str) -> str:
    """Leaves metadata out where it is the last attribute and in the form that XLA prints."""
    start = text.find(_METADATA)
    if start < 0 or text.find("}", start) < len(text) - 1:
        return text
    front = text[:start]
    return text if '"' in front or "'" in front or "/" in front else front  # not within a string or comment
