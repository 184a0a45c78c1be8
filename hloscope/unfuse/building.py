"""Building: the instructions that nodes become, under names that are free, with attributes that are still true."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain, count
from typing import Final, cast

from hloscope.ir import HloInstruction
from hloscope.regex import compiled
from hloscope.unfuse.merging import Node

# A fusion that runs asynchronously; without fusion its body is the asynchronous computation.
ASYNC_FUSION: Final = {"fusion-start": "async-start", "fusion-update": "async-update", "fusion-done": "async-done"}
_FUSION_ATTRIBUTES = frozenset({"kind", "output_to_operand_aliasing"})

_ATTRIBUTE_TOKEN = compiled(
    r"""
    "(?:[^"\\]++|\\.)*+" | (?<==)'(?:[^'\\]++|\\.)*+'   # what a string holds is hidden
    | (\{) | (\})                                       # what braces hold belongs to another attribute
    | ,\s*+([\w.\-]++)=
    """,
    re.DOTALL | re.VERBOSE,
)


def build(nodes: list[Node], root: Node) -> list[HloInstruction]:
    """The instructions that nodes become, in order; without tuples of fusions whose elements alone are read."""
    needed = _without_unread_tuples(nodes, root)
    _name(needed)
    for node in needed:
        node.built = _instruction_of(node)
    return [cast("HloInstruction", node.built) for node in needed]


def without_attributes(text: str, names: Container[str]) -> str:
    """An attribute text (`, name=value, ...`) without the attributes of these names."""
    return "".join(piece for name, piece in _split_attributes(text) if name not in names)


def _split_attributes(text: str) -> Iterator[tuple[str, str]]:
    """Each attribute's name and its whole text; what stands in front of the first one has no name."""
    depth, start, name = 0, 0, ""
    for token in _ATTRIBUTE_TOKEN.finditer(text):
        opening, closing, next_name = token.groups()
        depth += bool(opening) - bool(closing)
        if next_name and not depth:
            yield name, text[start : token.start()]
            start, name = token.start(), next_name
    yield name, text[start:]


def _without_unread_tuples(nodes: list[Node], root: Node) -> list[Node]:
    """Leaves out the tuples of fusions whose elements alone are read."""
    tuples = [node for node in nodes if node.source.opcode == "tuple" and node.fusion]
    unread = set(tuples)
    read = chain.from_iterable(node.operands for node in nodes if node not in unread)
    unread.difference_update(read, (root,))
    for node in reversed(tuples):
        if node not in unread:
            unread.difference_update(node.operands)
    return [node for node in nodes if node not in unread]


def _name(nodes: list[Node]) -> None:
    """Names what has no name yet; the names of what stands outside are taken first."""
    taken = {node.name for node in nodes}
    for node in nodes:
        if not node.name:
            name = node.source.name
            node.name = _free_name(node, taken) if name in taken else name
            taken.add(node.name)


def _free_name(node: Node, taken: Container[str]) -> str:
    full = f"{node.fusion}.{node.source.name}"
    numbered = (f"{full}.{number}" for number in count(1))
    return next(name for name in chain((full,), numbered) if name not in taken)


def _instruction_of(node: Node) -> HloInstruction:
    source = node.source
    opcode, text = source.opcode, source.settings
    if opcode in ASYNC_FUSION:
        opcode, text = ASYNC_FUSION[opcode], without_attributes(text, _FUSION_ATTRIBUTES)
    if node.predecessors or "control-predecessors=" in text:
        text = _waiting_text(text, node)
    operands = tuple([cast("HloInstruction", operand.built) for operand in node.operands])
    arguments, annotations = source.arguments, source.annotations
    return type(source)(node.name, opcode, source.shape, operands, node.called, arguments, text, annotations)


def _waiting_text(text: str, node: Node) -> str:
    """An attribute text that names the control predecessors of a node."""
    above = [p.built.name for p in node.predecessors if p.built]  # a merged node may have moved above one
    names = [f"%{name}" for name in dict.fromkeys(above)]
    text = without_attributes(text, {"control-predecessors"})
    return f"{text}, control-predecessors={{{', '.join(names)}}}" if names else text
