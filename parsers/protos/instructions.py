"""An instruction whose words are made from its proto when they are first asked for."""

from __future__ import annotations

from hloscope.ir import HloInstruction

from .attributes import attribute_texts
from .literals import literal_text
from .messages import Message, read_message
from .metadata import metadata_text

_OWN = ("name", "shape", "id", "operand_ids", "metadata")
_BY_OPERANDS = frozenset({"compare", "conditional"})  # whose words depend on what they read


class Siblings(dict[int, "ProtoInstruction"]):
    """The instructions of a computation by id.

    `words` are those of the module in front of metadata and behind it, by what they are made from.
    """

    def __init__(self, words: dict[bytes, tuple[str, str]]) -> None:
        super().__init__()
        self.words = words


class ProtoInstruction(HloInstruction):
    """As any instruction; `attribute_text` and `arguments` are put into words on first use.

    `number` is its id, `origin` its metadata in bytes; `wrapped` is the operation that an asynchronous one runs, where
    the text writes that in its place; `siblings` are the instructions of its computation by id.
    """

    __slots__ = ("number", "origin", "proto", "siblings", "wrapped")

    number: int
    origin: bytes
    proto: Message
    siblings: Siblings
    wrapped: ProtoInstruction | None

    def __getattr__(self, name: str) -> str:
        """The text of a slot that is empty yet."""
        if name == "attribute_text":
            self.attribute_text = self._attribute_text()
            return self.attribute_text
        if name == "arguments":
            self.arguments = _arguments_text(self.whole_proto)
            return self.arguments
        raise AttributeError(name)

    def _attribute_text(self) -> str:
        """What is equal but for the metadata is put into words once."""
        front, behind = self._words()
        metadata = metadata_text(self.origin) if self.origin else "{}"
        return f"{front}{behind}" if metadata == "{}" else f"{front}, metadata={metadata}{behind}"

    def _words(self) -> tuple[str, str]:
        data, words = self._rest(), self.siblings.words
        is_shared = self.wrapped is None and self.opcode not in _BY_OPERANDS
        found = words.get(data) if is_shared else None
        if found is not None:
            return found
        proto = read_message("HloInstructionProto", data)
        inner = (self.wrapped, self.wrapped.whole_proto) if self.wrapped else None
        found = attribute_texts(self, proto, self.siblings, inner)
        if is_shared and not proto.HasField("original_value"):  # which is told by the shape
            words[data] = found
        return found

    @property
    def whole_proto(self) -> Message:
        """The proto with all that its outline leaves in bytes, but for what it has itself."""
        return read_message("HloInstructionProto", self._rest())

    def _rest(self) -> bytes:
        """What there is of the proto beyond what it has itself, which is taken out."""
        clear = self.proto.ClearField
        for name in _OWN:
            clear(name)
        data: bytes = self.proto.SerializeToString()
        return data


def _arguments_text(proto: Message) -> str:
    """What stands between the parentheses where it is no operands."""
    if proto.opcode == "parameter":
        return str(proto.parameter_number)
    return literal_text(proto.literal) if proto.opcode == "constant" else ""
