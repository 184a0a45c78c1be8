"""An instruction whose words are made from its proto when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.ir import HloInstruction

from .attributes import attribute_text
from .literals import literal_text
from .messages import Message, read_message


class ProtoInstruction(HloInstruction):
    """As any instruction; `attribute_text` and `arguments` are put into words on first use.

    `wrapped` is the operation that an asynchronous one runs, where the text writes that in its place; `siblings` are
    the instructions of its computation by id.
    """

    __slots__ = ("proto", "siblings", "wrapped")

    proto: Message
    siblings: Mapping[int, HloInstruction]
    wrapped: ProtoInstruction | None

    def __getattr__(self, name: str) -> str:
        """The text of a slot that is empty yet."""
        if name == "attribute_text":
            self.attribute_text = attribute_text(self, self.whole_proto, self.siblings, self._inner)
            return self.attribute_text
        if name == "arguments":
            self.arguments = _arguments_text(self.whole_proto)
            return self.arguments
        raise AttributeError(name)

    @property
    def _inner(self) -> tuple[HloInstruction, Message] | None:
        return (self.wrapped, self.wrapped.whole_proto) if self.wrapped else None

    @property
    def whole_proto(self) -> Message:
        """The proto with all that its outline leaves in bytes."""
        return read_message("HloInstructionProto", self.proto.SerializeToString())


def _arguments_text(proto: Message) -> str:
    """What stands between the parentheses where it is no operands."""
    if proto.opcode == "parameter":
        return str(proto.parameter_number)
    return literal_text(proto.literal) if proto.opcode == "constant" else ""
