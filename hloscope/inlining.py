"""Inlining: one computation as it is without fusion, each fused body in the place of the instruction that called it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count

from hloscope.errors import HloscopeError
from hloscope.ir import HloComputation, HloInstruction, TextContext
from hloscope.merging import Merger, Node, ValueAttributes, is_stateful

# A fusion that runs asynchronously; without fusion its body is the asynchronous computation.
_ASYNC_FUSION = {"fusion-start": "async-start", "fusion-update": "async-update", "fusion-done": "async-done"}
_FUSION_ATTRIBUTES = frozenset({"kind", "output_to_operand_aliasing"})

_ATTRIBUTE_TOKEN = re.compile(
    r"""
    "(?:[^"\\]++|\\.)*+" | (?<==)'(?:[^'\\]++|\\.)*+'   # what a string holds is hidden
    | (\{) | (\})                                       # what braces hold belongs to another attribute
    | ,\s*+([\w.\-]++)=
    """,
    re.DOTALL | re.VERBOSE,
)

_Scope = dict[HloInstruction, Node]


class Callees:
    """The computations that are done, for those that call them."""

    def __init__(self, context: TextContext) -> None:
        self.attributes = ValueAttributes(context)
        self.unfused: dict[HloComputation, HloComputation] = {}
        self.stateful: set[HloComputation] = set()

    def add(self, old: HloComputation, new: HloComputation) -> None:
        """Notes what `old` has become."""
        self.unfused[old] = new
        opcodes = {instruction.opcode for instruction in new.instructions.values()}
        called = (callee for instruction in new.instructions.values() for callee in instruction.called_computations)
        if any(map(is_stateful, opcodes)) or not self.stateful.isdisjoint(called):
            self.stateful.add(new)

    def of(self, computation: HloComputation) -> HloComputation:
        """What a called computation has become."""
        return self.unfused.get(computation, computation)

    def body_of(self, fusion: HloInstruction) -> HloComputation:
        """What is to be inlined in the place of a fusion."""
        if len(fusion.called_computations) != 1:
            raise HloscopeError(f"fusion %{fusion.name} calls {len(fusion.called_computations)} computations, not one")
        return self.of(fusion.called_computations[0])


def inline_fusions(computation: HloComputation, callees: Callees) -> HloComputation:
    """The computation without fusions; the same object if there are none in it nor in what it calls.

    `callees` must know all computations that it calls.

    Raises:
        HloscopeError: a fusion does not fit its body.
    """
    if not any(_is_changed(instruction, callees) for instruction in computation.instructions.values()):
        return computation
    inliner = _Inliner(callees)
    root = inliner.take(computation, {})
    nodes = _without_unread_tuples(inliner.nodes, root)
    _name(nodes)
    built: dict[Node, HloInstruction] = {}
    for node in nodes:
        built[node] = _built(node, built)
    return HloComputation(
        computation.name,
        {instruction.name: instruction for instruction in built.values()},
        built[root],
        computation.context,
        is_entry=computation.is_entry,
        execution_thread=computation.execution_thread,
    )


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


def _is_changed(instruction: HloInstruction, callees: Callees) -> bool:
    if instruction.opcode == "fusion" or instruction.opcode in _ASYNC_FUSION:
        return True
    return any(callees.of(called) is not called for called in instruction.called_computations)


class _Inliner:
    """Takes the instructions of a computation and of what it fuses, in order, as nodes; each node once."""

    def __init__(self, callees: Callees) -> None:
        self._callees = callees
        self._merger = Merger(callees.stateful, callees.attributes)
        self.nodes = self._merger.nodes

    def take(self, computation: HloComputation, scope: _Scope, fusion: str = "") -> Node:
        """Takes what is not in `scope` yet; gives the root. Goes one level deep: bodies hold no fusions any more."""
        for instruction in computation.instructions.values():
            if instruction not in scope:
                scope[instruction] = self._node_of(instruction, scope, fusion)
        return scope[computation.root]

    def _node_of(self, instruction: HloInstruction, scope: _Scope, fusion: str) -> Node:
        if instruction.opcode == "fusion":
            return self._inline(instruction, scope)
        operands = tuple([scope[operand] for operand in instruction.operands])
        if instruction.opcode == "get-tuple-element" and operands and operands[0].is_inlined_tuple:
            return _element_of(operands[0], instruction)
        called = tuple(map(self._callees.of, instruction.called_computations))
        node = self._merger.node_of(instruction, operands, called, fusion)
        if "control-predecessors=" in instruction.attribute_text:  # such a node is always new
            node.predecessors = _predecessors_of(instruction, scope)
        return node

    def _inline(self, fusion: HloInstruction, scope: _Scope) -> Node:
        body = self._callees.body_of(fusion)
        parameters, given = body.parameters, len(fusion.operands)
        if len(parameters) != given:
            raise HloscopeError(
                f"fusion %{fusion.name} has {given} operand(s), its body {len(parameters)} parameter(s)"
            )
        operands = [scope[operand] for operand in fusion.operands]
        root = self.take(body, dict(zip(parameters, operands, strict=True)), fusion.name)
        if not root.name:
            root.name = fusion.name
            root.predecessors += _predecessors_of(fusion, scope)
        return root


def _element_of(inlined: Node, reader: HloInstruction) -> Node:
    index = reader.attributes.get("index")
    if isinstance(index, int) and 0 <= index < len(inlined.operands):
        return inlined.operands[index]
    raise HloscopeError(f"%{reader.name} reads an element that fusion %{inlined.fusion} does not have")


def _predecessors_of(instruction: HloInstruction, scope: _Scope) -> tuple[Node, ...]:
    if "control-predecessors=" not in instruction.attribute_text:
        return ()
    return tuple(scope[predecessor] for predecessor in instruction.control_predecessors if predecessor in scope)


def _without_unread_tuples(nodes: list[Node], root: Node) -> list[Node]:
    """Leaves out the tuples of fusions whose elements alone are read."""
    read, kept = {root}, list[Node]()
    for node in reversed(nodes):
        if node in read or not node.is_inlined_tuple:
            kept.append(node)
            read.update(node.operands)
    return kept[::-1]


def _name(nodes: list[Node]) -> None:
    """Names what has no name yet; the names of what stands outside are taken first."""
    taken = {node.name for node in nodes}
    for node in nodes:
        node.name = node.name or _free_name(node, taken)
        taken.add(node.name)


def _free_name(node: Node, taken: Container[str]) -> str:
    own = node.source.name
    full = f"{node.fusion}.{own}"
    numbered = (f"{full}.{number}" for number in count(1))
    return next(name for name in chain((own, full), numbered) if name not in taken)


def _built(node: Node, built: Mapping[Node, HloInstruction]) -> HloInstruction:
    source, text = node.source, node.source.attribute_text
    if source.opcode in _ASYNC_FUSION:
        text = without_attributes(text, _FUSION_ATTRIBUTES)
    if node.predecessors or "control-predecessors=" in text:
        above = (built[p].name for p in node.predecessors if p in built)  # a merged node may have moved above one
        names = [f"%{name}" for name in dict.fromkeys(above)]
        text = without_attributes(text, {"control-predecessors"})
        text += f", control-predecessors={{{', '.join(names)}}}" if names else ""
    return HloInstruction(
        node.name,
        _ASYNC_FUSION.get(source.opcode, source.opcode),
        source.shape,
        tuple([built[operand] for operand in node.operands]),
        node.called,
        source.arguments,
        text,
    )
