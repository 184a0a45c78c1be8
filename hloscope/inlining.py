"""Inlining: one computation as it is without fusion, each fused body in the place of the instruction that called it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count

from hloscope.errors import HloscopeError
from hloscope.ir import AttributeValue, HloComputation, HloInstruction, Shape

# What must run as often as it is written, so that two of them are never one: HasSideEffectNoRecurse of
# xla/hlo/ir/hlo_instruction.cc, and all collectives. Fusion copies no custom-call either: its backend_config says
# what it computes.
_STATEFUL = frozenset(
    """all-gather all-reduce all-to-all collective-broadcast collective-permute custom-call infeed outfeed
    ragged-all-to-all recv reduce-scatter rng rng-get-and-update-state send""".split()
)
_ASYNC_PARTS = ("-start", "-update", "-done")

# A fusion that runs asynchronously; without fusion its body is the asynchronous computation.
_ASYNC_FUSION = {"fusion-start": "async-start", "fusion-update": "async-update", "fusion-done": "async-done"}
_FUSION_ATTRIBUTES = ("kind", "output_to_operand_aliasing")

# Attributes that say nothing of the value that an instruction computes.
_ANNOTATIONS = ("backend_config", "metadata", "origin", "statistics")

_ATTRIBUTE_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|(\{)|(\})|,\s*+([\w.\-]++)=', re.DOTALL)

_Alike = tuple[str, str, tuple["_Node", ...], tuple[HloComputation, ...]]
_Exact = tuple[_Alike, Shape, frozenset[tuple[str, AttributeValue]]]


class Callees:
    """The computations that are done, for those that call them; `limit` bounds how many instructions are inlined."""

    def __init__(self, limit: int) -> None:
        self.unfused: dict[HloComputation, HloComputation] = {}
        self._stateful: set[HloComputation] = set()
        self._limit = self._left = limit

    def add(self, old: HloComputation, new: HloComputation) -> None:
        """Notes what `old` has become."""
        self.unfused[old] = new
        if any(self.is_stateful(instruction) for instruction in new.instructions.values()):
            self._stateful.add(new)

    def is_stateful(self, instruction: HloInstruction) -> bool:
        """Whether it, or what it calls, must run as often as it is written."""
        if instruction.opcode in _STATEFUL or instruction.opcode.endswith(_ASYNC_PARTS):
            return True
        called = instruction.called_computations
        return bool(called) and not self._stateful.isdisjoint(map(self.of, called))

    def of(self, computation: HloComputation) -> HloComputation:
        """What a called computation has become."""
        return self.unfused.get(computation, computation)

    def body_of(self, fusion: HloInstruction) -> HloComputation:
        """What is to be inlined in the place of a fusion."""
        if len(fusion.called_computations) != 1:
            raise HloscopeError(f"fusion %{fusion.name} calls {len(fusion.called_computations)} computations, not one")
        body = self.of(fusion.called_computations[0])
        self._left -= len(body.instructions)
        if self._left < 0:
            raise HloscopeError(f"its fusions hold more than {self._limit:,} instructions")
        return body


def inline_fusions(computation: HloComputation, callees: Callees) -> HloComputation:
    """The computation without fusions; the same object if there are none in it nor in what it calls.

    `callees` must know all computations that it calls.

    Raises:
        HloscopeError: a fusion does not fit its body, or the limit of `callees` is passed.
    """
    if not any(_is_changed(instruction, callees) for instruction in computation.instructions.values()):
        return computation
    inliner = _Inliner(callees)
    root = inliner.take(computation, {})
    nodes = _without_unread_tuples(inliner.nodes, root)
    _name(nodes)
    built: dict[_Node, HloInstruction] = {}
    for node in nodes:
        built[node] = _built(node, built, callees)
    return HloComputation(
        computation.name,
        {instruction.name: instruction for instruction in built.values()},
        built[root],
        computation.context,
        is_entry=computation.is_entry,
        execution_thread=computation.execution_thread,
    )


def without_attributes(text: str, names: Container[str]) -> str:
    """An attribute text (`, name=value, ...`) without the attributes of these names; strings are left alone."""
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
    return instruction.opcode.startswith("fusion") or any(
        callees.of(called) is not called for called in instruction.called_computations
    )


class _Node:
    """An instruction to be. `fusion` is the name of the fusion that it comes from, empty if it stands outside."""

    __slots__ = ("fusion", "name", "operands", "predecessors", "source")

    def __init__(self, source: HloInstruction, operands: tuple[_Node, ...], fusion: str) -> None:
        self.source = source
        self.operands = operands
        self.fusion = fusion
        self.name = "" if fusion else source.name
        self.predecessors: tuple[_Node, ...] = ()

    @property
    def is_inlined_tuple(self) -> bool:
        return bool(self.fusion) and self.source.opcode == "tuple"


_Scope = dict[HloInstruction, _Node]


class _Inliner:
    """Takes the instructions of a computation and of what it fuses, in order, and makes one of those that are alike."""

    def __init__(self, callees: Callees) -> None:
        self.nodes: list[_Node] = []
        self._callees = callees
        self._first: dict[_Alike, _Node] = {}
        self._known: dict[_Exact, _Node] = {}

    def take(self, computation: HloComputation, scope: _Scope, fusion: str = "") -> _Node:
        """Takes what is not in `scope` yet; gives the root. Goes one level deep: bodies hold no fusions any more."""
        for instruction in computation.instructions.values():
            if instruction not in scope:
                scope[instruction] = self._node_of(instruction, scope, fusion)
        return scope[computation.root]

    def _node_of(self, instruction: HloInstruction, scope: _Scope, fusion: str) -> _Node:
        if instruction.opcode == "fusion":
            return self._inline(instruction, scope)
        operands = tuple([scope[operand] for operand in instruction.operands])
        if instruction.opcode == "get-tuple-element" and operands and operands[0].is_inlined_tuple:
            return _element_of(operands[0], instruction)
        node = _Node(instruction, operands, fusion)
        known = self._find_like(node) if self._may_merge(instruction) else None
        if known:
            _merge(known, node)
            return known
        node.predecessors = _predecessors_of(instruction, scope)
        self.nodes.append(node)
        return node

    def _inline(self, fusion: HloInstruction, scope: _Scope) -> _Node:
        body = self._callees.body_of(fusion)
        parameters, given = body.parameters, len(fusion.operands)
        if len(parameters) != given:
            raise HloscopeError(f"fusion %{fusion.name} has {given} operands for {len(parameters)} parameters")
        operands = [scope[operand] for operand in fusion.operands]
        root = self.take(body, dict(zip(parameters, operands, strict=True)), fusion.name)
        if not root.name:
            root.name = fusion.name
            if root.fusion == fusion.name:
                root.predecessors = _predecessors_of(fusion, scope)
        return root

    def _may_merge(self, instruction: HloInstruction) -> bool:
        return not (
            instruction.opcode == "parameter"
            or "control-predecessors=" in instruction.attribute_text
            or "..." in instruction.arguments  # a constant whose value the dump leaves out
            or self._callees.is_stateful(instruction)
        )

    def _find_like(self, node: _Node) -> _Node | None:
        """The node that computes the same, if one of the two comes from a fusion."""
        source = node.source
        called = tuple(map(self._callees.of, source.called_computations))
        alike = (source.opcode, source.arguments, node.operands, called)
        first = self._first.setdefault(alike, node)
        if first is node:
            return None  # attributes need decoding only where something is alike: a third of all
        self._known.setdefault(_exact(alike, first.source), first)
        known = self._known.setdefault(_exact(alike, source), node)
        return known if known is not node and (known.fusion or node.fusion) else None


def _exact(alike: _Alike, source: HloInstruction) -> _Exact:
    attributes = frozenset(item for item in source.attributes.items() if item[0] not in _ANNOTATIONS)
    return alike, source.shape, attributes


def _merge(known: _Node, node: _Node) -> None:
    """Lets `known` stand for both; of what stands outside, the instruction itself is kept."""
    if not node.fusion:
        known.source, known.fusion = node.source, ""
        known.name = known.name or node.name


def _element_of(inlined: _Node, reader: HloInstruction) -> _Node:
    index = reader.attributes.get("index")
    if isinstance(index, int) and 0 <= index < len(inlined.operands):
        return inlined.operands[index]
    raise HloscopeError(f"%{reader.name} reads an element that fusion %{inlined.fusion} does not have")


def _predecessors_of(instruction: HloInstruction, scope: _Scope) -> tuple[_Node, ...]:
    return tuple(scope[predecessor] for predecessor in instruction.control_predecessors if predecessor in scope)


def _without_unread_tuples(nodes: list[_Node], root: _Node) -> list[_Node]:
    """Leaves out the tuples of fusions whose elements alone are read."""
    read, kept = {root}, list[_Node]()
    for node in reversed(nodes):
        if node in read or not node.is_inlined_tuple:
            kept.append(node)
            read.update(node.operands)
    return kept[::-1]


def _name(nodes: list[_Node]) -> None:
    """Names what has no name yet; the names of what stands outside are taken first."""
    taken = {node.name for node in nodes}
    for node in nodes:
        node.name = node.name or _free_name(node, taken)
        taken.add(node.name)


def _free_name(node: _Node, taken: Container[str]) -> str:
    own = node.source.name
    full = f"{node.fusion}.{own}"
    numbered = (f"{full}.{number}" for number in count(1))
    return next(name for name in chain((own, full), numbered) if name not in taken)


def _built(node: _Node, built: Mapping[_Node, HloInstruction], callees: Callees) -> HloInstruction:
    source, text = node.source, node.source.attribute_text
    if source.opcode in _ASYNC_FUSION:
        text = without_attributes(text, _FUSION_ATTRIBUTES)
    if node.predecessors or "control-predecessors=" in text:
        names = dict.fromkeys(f"%{built[p].name}" for p in node.predecessors if p in built)
        text = without_attributes(text, ("control-predecessors",))
        text += f", control-predecessors={{{', '.join(names)}}}" if names else ""
    return HloInstruction(
        node.name,
        _ASYNC_FUSION.get(source.opcode, source.opcode),
        source.shape,
        tuple([built[operand] for operand in node.operands]),
        tuple(map(callees.of, source.called_computations)),
        source.arguments,
        text,
    )
