"""Merging: which instructions compute the same, so that what fusion had copied is one instruction again."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from hloscope.ir import AttributeValue, HloComputation, HloInstruction, Shape, TextContext

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

_Attributes = frozenset[tuple[str, AttributeValue]]
_Key = tuple[object, ...]  # what is equal where two compute the same


class Node:
    """An instruction to be. `fusion` is the name of the fusion that it comes from, empty if it stands outside.

    `built` is what it has become in the end, None if it was left out.
    """

    __slots__ = ("built", "called", "fusion", "name", "operands", "predecessors", "source")

    def __init__(
        self, source: HloInstruction, operands: tuple[Node, ...], called: tuple[HloComputation, ...], fusion: str
    ) -> None:
        self.source = source
        self.operands = operands
        self.called = called
        self.fusion = fusion
        self.name = "" if fusion else source.name
        self.predecessors: tuple[Node, ...] = ()
        self.built: HloInstruction | None = None

    @property
    def is_inlined_tuple(self) -> bool:
        """Whether it only gathers what a fusion computes."""
        return bool(self.fusion) and self.source.opcode == "tuple"


class Meanings:
    """What the shapes and attribute texts of one module mean; each is looked at once."""

    def __init__(self, context: TextContext) -> None:
        self._decode = context.decode_attributes
        self._decoded: dict[str, _Attributes] = {}
        self._numbers: dict[Shape, int] = {}
        self.shape_numbers: dict[int, int] = {}  # by id, which the module keeps alive

    def number_of(self, shape: Shape) -> int:
        """A number from 1, the same for equal shapes. It is kept by id, 6 times faster than by hash."""
        number = self._numbers.setdefault(shape, len(self._numbers) + 1)
        self.shape_numbers[id(shape)] = number
        return number

    def of_text(self, text: str) -> _Attributes:
        """What an attribute text says of a value, annotations left out."""
        text = _without_metadata(text)
        known = self._decoded.get(text)
        if known is None:
            items = (item for item in self._decode(text).items() if item[0] not in _ANNOTATIONS)
            known = self._decoded[text] = frozenset(items)
        return known

    def are_same(self, one: str, other: str) -> bool:
        """Whether two attribute texts say the same of a value."""
        return _without_metadata(one) == _without_metadata(other) or self.of_text(one) == self.of_text(other)


class Merger:
    """Makes the nodes of one computation, in order. What is `stateful` must run as often as it is written."""

    def __init__(
        self, meanings: Meanings, stateful_opcodes: AbstractSet[str], stateful: AbstractSet[HloComputation]
    ) -> None:
        self.nodes: list[Node] = []
        self._meanings = meanings
        self._stateful_opcodes = stateful_opcodes
        self._stateful = stateful
        self._known: dict[_Key, Node] = {}

    def node_of(
        self, source: HloInstruction, operands: tuple[Node, ...], called: tuple[HloComputation, ...], fusion: str
    ) -> Node:
        """The node that stands for an instruction: an earlier one that computes the same, else a new one.

        Only what fusion may have copied is merged: one of the two comes from a fusion.
        """
        meanings, shape, text = self._meanings, source.shape, source.settings
        number = meanings.shape_numbers.get(id(shape)) or meanings.number_of(shape)
        key: _Key = (source.opcode, source.arguments, operands, called, number)
        known = self._known.get(key)
        if known and known.source.settings != text and not meanings.are_same(known.source.settings, text):
            key = (*key, meanings.of_text(text))
            known = self._known.get(key)
        if known and (known.fusion or fusion) and self.may_merge(source, called):
            return known if fusion else _move_outside(known, source)
        node = Node(source, operands, called, fusion)
        self._known.setdefault(key, node)
        self.nodes.append(node)
        return node

    def may_merge(self, source: HloInstruction, called: tuple[HloComputation, ...]) -> bool:
        """Whether fusion may have copied an instruction."""
        return not (
            source.opcode in self._stateful_opcodes
            or "..." in source.arguments  # a constant whose value the dump leaves out
            or "control-predecessors=" in source.settings
            or not self._stateful.isdisjoint(called)
        )


def is_stateful(opcode: str) -> bool:
    """Whether it must run as often as it is written."""
    return opcode in _STATEFUL or opcode.endswith(_ASYNC_PARTS)


def _move_outside(known: Node, source: HloInstruction) -> Node:
    """Lets a node stand for an instruction outside of fusions, whose name and metadata it takes."""
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
