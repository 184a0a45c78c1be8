"""Nodes: each operation of a module once, in the scopes that it is in, and what it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from hloscope.analyses.facts.execution import callees, executed_computations
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.show.texts import shape_text
from hloscope.ir import HloComputation, HloInstruction, HloModule

Callers = Mapping[HloComputation, HloInstruction]


class NodeForm(TypedDict):
    """One operation: `scope` is the fusion, loop, branch or call that it is in; `reads` are names of others.

    A fusion is the scope of its operations: what reads it reads its root. It is a node as well, with `is_scope`, which
    reads and gives nothing.
    """

    name: str
    opcode: str
    shape: str
    scope: str | None
    is_scope: bool
    is_root: bool
    op_name: str
    source: str
    reads: list[str]


def node_forms(module: HloModule, sources: Sources) -> list[NodeForm]:
    """Returns the operations that a module runs, those in fusions too, in the order of the text."""
    callers = _callers_in(module)
    computations = [c for c in module.computations.values() if c in callers or c is module.entry]
    nodes = _Nodes(callers, sources)
    return [nodes.form(i) for c in computations for i in c.instructions.values() if not nodes.is_given(i)]


def _callers_in(module: HloModule) -> Callers:
    """One caller of each computation that runs, and of each body of a fusion, down to those in fusions."""
    callers: dict[HloComputation, HloInstruction] = {}
    waiting = list(executed_computations(module))
    while waiting:
        for instruction in waiting.pop().instructions.values():
            is_fusion = instruction.opcode in FUSIONS
            called = instruction.called_computations[:1] if is_fusion else callees(instruction)
            new = [callee for callee in called if callee not in callers and callee is not module.entry]
            callers |= dict.fromkeys(new, instruction)
            waiting += new if is_fusion else []
    return callers


class _Nodes:
    def __init__(self, callers: Callers, sources: Sources) -> None:
        self._callers, self._sources = callers, sources

    def is_given(self, instruction: HloInstruction) -> bool:
        """Whether it stands for what a fusion is given."""
        caller = self._callers.get(instruction.computation) if instruction.opcode == "parameter" else None
        return caller is not None and caller.opcode in FUSIONS

    def form(self, instruction: HloInstruction) -> NodeForm:
        """The JSON form."""
        source = self._sources.source_of(instruction)
        caller = self._callers.get(instruction.computation)
        is_fusion = instruction.opcode in FUSIONS and bool(instruction.called_computations)
        operands = () if is_fusion else instruction.operands
        return {
            "name": instruction.name,
            "opcode": instruction.opcode,
            "shape": shape_text(instruction.shape),
            "scope": caller.name if caller else None,
            "is_scope": is_fusion,
            "is_root": instruction.is_root,
            "op_name": source.op_name,
            "source": source.place,
            "reads": list(dict.fromkeys(self._maker_of(operand).name for operand in operands)),
        }

    def _maker_of(self, value: HloInstruction) -> HloInstruction:
        """What makes a value: the root of a fusion; of a parameter of one, what that is given."""
        while True:
            if value.opcode in FUSIONS and value.called_computations:
                value = value.called_computations[0].root
            elif self.is_given(value):
                caller, number = self._callers[value.computation], value.parameter_number or 0
                if number >= len(caller.operands):
                    return value
                value = caller.operands[number]
            else:
                return value
