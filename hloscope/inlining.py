"""Inlining: one computation as it is without fusion, each fused body in the place of the instruction that called it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count

from hloscope.errors import HloscopeError
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.merging import Meanings, Merger, Node, is_stateful

# A fusion that runs asynchronously; without fusion its body is the asynchronous computation.
_ASYNC_FUSION = {"fusion-start": "async-start", "fusion-update": "async-update", "fusion-done": "async-done"}
_FUSIONS = frozenset({"fusion", *_ASYNC_FUSION})
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
    """The computations of a module: what is in them, and what those have become that are done."""

    def __init__(self, module: HloModule) -> None:
        self.meanings = Meanings(module.context)
        self.opcodes = {c: {i.opcode for i in c.instructions.values()} for c in module.computations.values()}
        self.called = {c: called_by(c) for c in module.computations.values()}
        self.unfused: dict[HloComputation, HloComputation] = {}
        self.stateful: set[HloComputation] = set()  # old and new ones that must run as often as they are called
        self._changed: set[HloComputation] = set()
        opcodes = set(_ASYNC_FUSION.values()).union(*self.opcodes.values())
        self.stateful_opcodes = set(filter(is_stateful, opcodes))

    def add(self, old: HloComputation, new: HloComputation) -> None:
        """Notes what `old` has become."""
        self.unfused[old] = new
        if new is not old:
            self._changed.add(old)
        holds_stateful = not self.stateful_opcodes.isdisjoint(self.opcodes[old])
        if holds_stateful or not self.stateful.isdisjoint(self.called[old]):
            self.stateful |= {old, new}

    def is_changing(self, computation: HloComputation) -> bool:
        """Whether there are fusions in a computation, or below it."""
        holds_fusion = not _FUSIONS.isdisjoint(self.opcodes[computation])
        return holds_fusion or not self._changed.isdisjoint(self.called[computation])

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
    if not callees.is_changing(computation):
        return computation
    inliner = _Inliner(callees)
    root = inliner.take(computation, {})
    nodes = _without_unread_tuples(inliner.nodes, root)
    _name(nodes)
    built = _build(nodes)
    return HloComputation(
        computation.name,
        {instruction.name: instruction for instruction in built.values()},
        built[root],
        computation.context,
        is_entry=computation.is_entry,
        execution_thread=computation.execution_thread,
    )


def called_by(computation: HloComputation) -> set[HloComputation]:
    """The computations that its instructions call."""
    return {callee for i in computation.instructions.values() for callee in i.called_computations}


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


class _Inliner:
    """Takes the instructions of a computation and of what it fuses, in order, as nodes; each node once."""

    def __init__(self, callees: Callees) -> None:
        self._callees = callees
        self._merger = Merger(callees.meanings, callees.stateful_opcodes, callees.stateful)
        self.nodes = self._merger.nodes

    def take(self, computation: HloComputation, scope: _Scope, fusion: str = "") -> Node:
        """Takes what is not in `scope` yet; gives the root. Goes one level deep: bodies hold no fusions any more."""
        node_of, read = self._merger.node_of, scope.__getitem__
        for instruction in computation.instructions.values():
            if instruction in scope:
                continue
            if instruction.opcode == "fusion":
                scope[instruction] = self._inline(instruction, scope)
                continue
            operands = tuple(map(read, instruction.operands))
            if instruction.opcode == "get-tuple-element" and operands and operands[0].is_inlined_tuple:
                scope[instruction] = self._element_of(operands[0], instruction)
                continue
            called = instruction.called_computations
            if called:
                called = tuple(map(self._callees.of, called))
            node = scope[instruction] = node_of(instruction, operands, called, fusion)
            if "control-predecessors=" in instruction.attribute_text:  # such a node is always new
                node.predecessors = _predecessors_of(instruction, scope)
        return scope[computation.root]

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

    def _element_of(self, inlined: Node, reader: HloInstruction) -> Node:
        index = dict(self._callees.meanings.of_text(reader.attribute_text)).get("index")
        if isinstance(index, int) and 0 <= index < len(inlined.operands):
            return inlined.operands[index]
        raise HloscopeError(f"%{reader.name} reads an element that fusion %{inlined.fusion} does not have")


def _predecessors_of(instruction: HloInstruction, scope: _Scope) -> tuple[Node, ...]:
    if "control-predecessors=" not in instruction.attribute_text:
        return ()
    return tuple(scope[predecessor] for predecessor in instruction.control_predecessors if predecessor in scope)


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
            own = node.source.name
            node.name = _free_name(node, taken) if own in taken else own
            taken.add(node.name)


def _free_name(node: Node, taken: Container[str]) -> str:
    full = f"{node.fusion}.{node.source.name}"
    numbered = (f"{full}.{number}" for number in count(1))
    return next(name for name in chain((full,), numbered) if name not in taken)


def _build(nodes: list[Node]) -> dict[Node, HloInstruction]:
    built: dict[Node, HloInstruction] = {}
    for node in nodes:
        source = node.source
        opcode, text = source.opcode, source.attribute_text
        if opcode in _ASYNC_FUSION:
            opcode, text = _ASYNC_FUSION[opcode], without_attributes(text, _FUSION_ATTRIBUTES)
        if node.predecessors or "control-predecessors=" in text:
            text = _waiting_text(text, node, built)
        operands = tuple(map(built.__getitem__, node.operands))
        built[node] = HloInstruction(node.name, opcode, source.shape, operands, node.called, source.arguments, text)
    return built


def _waiting_text(text: str, node: Node, built: Mapping[Node, HloInstruction]) -> str:
    """An attribute text that names the control predecessors of a node."""
    above = (built[p].name for p in node.predecessors if p in built)  # a merged node may have moved above one
    names = [f"%{name}" for name in dict.fromkeys(above)]
    text = without_attributes(text, {"control-predecessors"})
    return f"{text}, control-predecessors={{{', '.join(names)}}}" if names else text
