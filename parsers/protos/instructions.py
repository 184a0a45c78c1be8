"""An instruction whose words are made from its proto when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.ir import HloComputation, HloInstruction, HloModule

from .attributes import attribute_texts
from .columns import columns_of
from .literals import literal_text
from .messages import Message, read_message
from .metadata import metadata_text
from .word_keys import word_key

_BY_OPERANDS = frozenset({"compare", "conditional"})  # whose words depend on what they read


class Shared:
    """What the instructions of a module share.

    `words` are those in front of metadata and behind it, by what they are made from; `wrapped` is what the text of an
    asynchronous instruction writes in its place.
    """

    def __init__(self) -> None:
        self.words: dict[bytes, tuple[str, str]] = {}
        self.wrapped: dict[HloInstruction, ProtoInstruction] = {}
        self._by_id: dict[HloComputation, Mapping[int, ProtoInstruction]] = {}

    def by_id(self, computation: HloComputation) -> Mapping[int, ProtoInstruction]:
        """Its instructions by id, which is read once more where that is asked for: few ask."""
        if computation not in self._by_id:
            made = [each for each in computation.instructions.values() if isinstance(each, ProtoInstruction)]
            ids = columns_of([each.data for each in made]).ids
            self._by_id[computation] = dict(zip(ids, made, strict=True))
        return self._by_id[computation]


class ProtoInstruction(HloInstruction):
    """As any instruction; `settings`, `annotations` and `arguments` are put into words on first use.

    `data` is all of it; `shared` is of the whole module.
    """

    __slots__ = ("data", "shared")

    data: bytes
    shared: Shared

    def __getattr__(self, name: str) -> str:
        """The text of a slot that is empty yet."""
        if name in ("settings", "annotations"):
            self.settings, self.annotations = self._attribute_texts()
            return self.settings if name == "settings" else self.annotations
        if name == "arguments":
            self.arguments = _arguments_text(self.whole_proto)
            return self.arguments
        raise AttributeError(name)

    def _attribute_texts(self) -> tuple[str, str]:
        """What is equal but for the metadata is put into words once."""
        key = word_key(self.data)
        if key is None or self.opcode in _BY_OPERANDS or self in self.shared.wrapped:
            proto = self.whole_proto
            return _with_metadata(self._words(proto), proto.metadata)
        rest, metadata = key
        found = self.shared.words.get(rest)
        if found is None:
            found = self._words(self.whole_proto)
            if "origin=" not in found[0]:  # which is told by the shape
                self.shared.words[rest] = found
        return _with_metadata(found, metadata)

    def _words(self, proto: Message) -> tuple[str, str]:
        wrapped = self.shared.wrapped.get(self)
        inner = (wrapped, wrapped.whole_proto) if wrapped else None
        nobody: Mapping[int, ProtoInstruction] = {}
        siblings = self.shared.by_id(self.computation) if proto.control_predecessor_ids else nobody
        return attribute_texts(self, proto, siblings, inner)

    @property
    def whole_proto(self) -> Message:
        """All fields of it."""
        return read_message("HloInstructionProto", self.data)


def instructions_by_id(module: HloModule) -> dict[int, ProtoInstruction]:
    """All instructions of a module that was a proto, by their ids."""
    roots = (computation.root for computation in module.computations.values())
    shared = {root.computation: root.shared for root in roots if isinstance(root, ProtoInstruction)}
    return {number: each for computation, of in shared.items() for number, each in of.by_id(computation).items()}


def _with_metadata(words: tuple[str, str], data: bytes) -> tuple[str, str]:
    metadata = metadata_text(data) if data else "{}"
    return words if metadata == "{}" else (words[0], f", metadata={metadata}{words[1]}")


def _arguments_text(proto: Message) -> str:
    """What stands between the parentheses where it is no operands."""
    if proto.opcode == "parameter":
        return str(proto.parameter_number)
    return literal_text(proto.literal) if proto.opcode == "constant" else ""
