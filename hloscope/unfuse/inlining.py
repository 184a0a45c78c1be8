"""Inlining: one computation as it is without fusion, each fused body in the place of the instruction that called it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple, cast

from hloscope.errors import HloscopeError
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.unfuse.building import ASYNC_FUSION, build
from hloscope.unfuse.merging import Meanings, Merger, Node, is_stateful
from hloscope.unfuse.outlining import outlined_instructions

_FUSIONS = frozenset({"fusion", *ASYNC_FUSION})
Nodes = Mapping[HloInstruction, Node]
_Scope = dict[HloInstruction, Node]
_Copy = tuple[object, ...]  # opcode, attributes and identity of the shape; arguments or the nodes of operands


class Parts(NamedTuple):
    """From instructions of the fused module to nodes: of what stood outside of fusions, and of what each fusion held.

    A fusion holds the instructions of its body and of fusions nested there; the parameters are what it was given.
    """

    outside: Nodes
    inlined: Mapping[HloInstruction, Nodes]


class Callees:
    """The computations of a module: what is in them, and what those have become that are done."""

    def __init__(self, module: HloModule) -> None:
        self.meanings = Meanings(module.context)
        self.outlined = outlined_instructions(module)
        self.opcodes = {c: {i.opcode for i in c.instructions.values()} for c in module.computations.values()}
        self.called = {c: called_by(c) for c in module.computations.values()}
        self.unfused: dict[HloComputation, HloComputation] = {}
        self.parts: dict[HloComputation, Parts] = {}  # of the new ones
        self.stateful: set[HloComputation] = set()  # old and new ones that must run as often as they are called
        self._changed: set[HloComputation] = set()
        self._calling = {call.computation for call in self.outlined}
        opcodes = set(ASYNC_FUSION.values()).union(*self.opcodes.values())
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
        """Whether there are fusions or outlined instructions in a computation, or below it."""
        holds_fusions = not _FUSIONS.isdisjoint(self.opcodes[computation]) or computation in self._calling
        return holds_fusions or not self._changed.isdisjoint(self.called[computation])

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
    root = inliner.take(computation)
    built = build(inliner.nodes, root)
    unfused = HloComputation(
        computation.name,
        {instruction.name: instruction for instruction in built},
        cast("HloInstruction", root.built),
        computation.context,
        is_entry=computation.is_entry,
        execution_thread=computation.execution_thread,
    )
    callees.parts[unfused] = Parts(inliner.outside, inliner.inlined)
    return unfused


def called_by(computation: HloComputation) -> set[HloComputation]:
    """The computations that its instructions call."""
    called = [i.called_computations for i in computation.instructions.values() if i.called_computations]
    return set(chain.from_iterable(called))


class _Inliner:
    """Takes the instructions of a computation and of what it fuses, in order, as nodes; each node once."""

    def __init__(self, callees: Callees) -> None:
        self._callees = callees
        self._merger = Merger(callees.meanings, callees.stateful_opcodes, callees.stateful)
        self.outside: _Scope = {}
        self.inlined: dict[HloInstruction, Nodes] = {}
        self._copies: dict[_Copy, Node] = {}
        self.nodes = self._merger.nodes

    def take(self, computation: HloComputation) -> Node:
        """Takes a whole computation; gives the root."""
        scope = self.outside
        for instruction in computation.instructions.values():
            if instruction.opcode == "fusion":
                scope[instruction] = self._inline(instruction, scope)
            elif instruction.opcode == "call" and instruction in self._callees.outlined:
                scope[instruction] = self._take_outlined(instruction)
            else:
                scope[instruction] = self._node_of(instruction, scope, "")
        return scope[computation.root]

    def _take_outlined(self, call: HloInstruction) -> Node:
        """Takes what a call outlines as if it stood there itself."""
        outlined = self._callees.outlined[call]
        arguments = [self.outside[operand] for operand in call.operands]
        scope = dict(zip(outlined.computation.parameters, arguments, strict=True))
        is_fusion = outlined.opcode == "fusion"
        node = self._inline(outlined, scope) if is_fusion else self._node_of(outlined, scope, "")
        node.predecessors += _predecessors_of(call, self.outside)
        self.outside[outlined] = node
        return node

    def _inline(self, fusion: HloInstruction, around: _Scope) -> Node:
        body = self._callees.body_of(fusion)
        parameters, number = body.parameters, len(fusion.operands)
        if len(parameters) != number:
            raise HloscopeError(
                f"fusion %{fusion.name} has {number} operand(s), its body {len(parameters)} parameter(s)"
            )
        operands = [around[operand] for operand in fusion.operands]
        scope = dict(zip(parameters, operands, strict=True))
        root = self._take_body(body, scope, fusion.name)
        if not root.name:
            root.name = fusion.name
            root.predecessors += _predecessors_of(fusion, around)
        self.inlined[fusion] = self._nodes_of_body(body, scope)
        return root

    def _nodes_of_body(self, body: HloComputation, scope: Nodes) -> Nodes:
        """The nodes by the instructions of the fused module, of which `body` may be made itself."""
        parts = self._callees.parts.get(body)
        if parts is None:
            return scope
        inner = chain(parts.outside.items(), *[nodes.items() for nodes in parts.inlined.values()])
        return {old: scope[node.built] for old, node in inner if node.built and node.built in scope}

    def _take_body(self, body: HloComputation, scope: _Scope, fusion: str) -> Node:
        """Takes what a fusion calls; bodies hold no fusions any more."""
        known, read = self._copies.get, scope.__getitem__
        for instruction in body.instructions.values():
            opcode = instruction.opcode
            if opcode == "parameter":
                continue
            # What fusion copied is written alike but for names: 0.7 microseconds each, where `node_of` takes 1.5.
            text, shape = instruction.settings, id(instruction.shape)
            copy = (opcode, text, shape, instruction.arguments, *map(read, instruction.operands))
            scope[instruction] = known(copy) or self._learn(copy, instruction, scope, fusion)
        return scope[body.root]

    def _learn(self, copy: _Copy, source: HloInstruction, scope: _Scope, fusion: str) -> Node:
        node = self._node_of(source, scope, fusion)
        if self._merger.may_merge(source, node.called):
            self._copies[copy] = node
        return node

    def _node_of(self, source: HloInstruction, scope: _Scope, fusion: str) -> Node:
        operands = tuple([scope[operand] for operand in source.operands])
        if source.opcode == "get-tuple-element" and operands and operands[0].is_inlined_tuple:
            return self._element_of(operands[0], source)
        called = tuple(map(self._callees.of, source.called_computations))
        node = self._merger.node_of(source, operands, called, fusion)
        if "control-predecessors=" in source.settings:  # such a node is always new
            node.predecessors = _predecessors_of(source, scope)
        return node

    def _element_of(self, inlined: Node, reader: HloInstruction) -> Node:
        index = dict(self._callees.meanings.of_text(reader.settings)).get("index")
        if isinstance(index, int) and 0 <= index < len(inlined.operands):
            return inlined.operands[index]
        raise HloscopeError(f"%{reader.name} reads an element that fusion %{inlined.fusion} does not have")


def _predecessors_of(instruction: HloInstruction, scope: _Scope) -> tuple[Node, ...]:
    if "control-predecessors=" not in instruction.settings:
        return ()
    return tuple(scope[predecessor] for predecessor in instruction.control_predecessors if predecessor in scope)
