"""An instruction whose words are made from its proto when they are first asked for."""

from __future__ import annotations

from hloscope.ir import HloInstruction

from .async_operations import ASYNC
from .attributes import Names, attribute_text
from .literals import literal_text
from .messages import Message


class ProtoInstruction(HloInstruction):
    """As any instruction; `attribute_text` and `arguments` are put into words on first use.

    `wrapped` is the operation that an asynchronous one runs, where the text writes that in its place. Shape, operands,
    called computations and the computation that it belongs to are for the maker to fill in.
    """

    __slots__ = ("_names", "_proto", "wrapped")

    def __init__(self, proto: Message, wrapped: Message | None, names: Names) -> None:
        self.name = proto.name
        self.opcode = proto.opcode if wrapped is None else f"{wrapped.opcode}-{ASYNC[proto.opcode]}"
        self.wrapped = wrapped
        self._proto = proto
        self._names = names

    def __getattr__(self, name: str) -> str:
        """The text of a slot that is empty yet."""
        if name == "attribute_text":
            self.attribute_text = attribute_text(self._proto, self.wrapped, self._names)
            return self.attribute_text
        if name == "arguments":
            self.arguments = _arguments_text(self._proto)
            return self.arguments
        raise AttributeError(name)


def _arguments_text(proto: Message) -> str:
    """What stands between the parentheses where it is no operands."""
    if proto.opcode == "parameter":
        return str(proto.parameter_number)
    return literal_text(proto.literal) if proto.opcode == "constant" else ""
