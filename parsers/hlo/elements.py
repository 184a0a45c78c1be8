"""Elements: `%p#0`, an operand that stands for the get-tuple-element of a tuple, as jaxlib prints it since 0.11.

XLA's parser makes one instruction for each tuple and index, in front of the first that reads it, called `p_0` or what
is free (measured on jaxlib 0.12.0.1). Its metadata and its own name are not in the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from itertools import chain, count

from hloscope.ir import UNKNOWN_SHAPE, HloComputation, HloElement, HloInstruction, Shape

from .patterns import COMMENT, STRING_OR_PREDECESSORS, WORD


class Elements(dict[str, HloInstruction]):
    """The instructions of one computation by name, and the elements by what stands for them, made on first use.

    What names none is a KeyError.
    """

    __slots__ = ("computation", "made")

    def __init__(self, instructions: Mapping[str, HloInstruction], computation: HloComputation) -> None:
        super().__init__(instructions)
        self.computation = computation
        self.made = 0

    def __missing__(self, text: str) -> HloInstruction:
        name, *indices = text.split("#")
        if not indices or not all(index.isdecimal() and len(index) < 20 for index in indices):
            raise KeyError(text)
        node = self[name]
        for index in indices:
            node = self.element(node, int(index))
        return node

    def element(self, producer: HloInstruction, index: int) -> HloInstruction:
        """The member of a tuple.

        Raises:
            KeyError: the tuple has no such member, or is none.
        """
        key = f"{producer.name}#{index}"
        found = self.get(key)
        if found is None:
            found = self[key] = HloElement(
                key, "get-tuple-element", _member(producer.shape, index), (producer,), (), "", f", index={index}"
            )
            found.computation = self.computation
            self.made += 1
        return found

    def named(self) -> dict[str, HloInstruction]:
        """All of them under names of their own, in order; what must run before one is told by these names only."""
        for node in self.values():
            if "control-predecessors=" in node.settings:
                node.settings = STRING_OR_PREDECESSORS.sub(self._without_unknown, node.settings)
        taken = set(self)
        for node in self.values():
            if isinstance(node, HloElement):
                node.name = _free_name(f"{node.operands[0].name}_{node.index}", taken)
                taken.add(node.name)
        return {node.name: node for node in self.values()}

    def _without_unknown(self, found: re.Match[str]) -> str:
        """A string as it is; control predecessors without those whose names are not in the text."""
        if found[1] is None:
            return found[0]
        names = WORD.findall(COMMENT.sub(" ", found[1]))
        known = [f"%{name}" for name in names if name in self]
        if len(known) == len(names):
            return found[0]
        return f", control-predecessors={{{', '.join(known)}}}" if known else ""


def _member(shape: Shape, index: int) -> Shape:
    if shape.is_unknown:
        return UNKNOWN_SHAPE
    if not shape.is_tuple or index >= len(shape.tuple_shapes):
        raise KeyError(index)
    return shape.tuple_shapes[index]


def _free_name(wanted: str, taken: Container[str]) -> str:
    numbered = (f"{wanted}.{number}" for number in count(1))
    return next(name for name in chain((wanted,), numbered) if name not in taken)
