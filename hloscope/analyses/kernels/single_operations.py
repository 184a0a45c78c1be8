"""Single operations: what a program launches outside of fusions, and what its entry takes and gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hloscope.analyses.facts.execution import CONTROL_FLOW, executed_computations
from hloscope.analyses.facts.groups import Group
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.kernels.rules import LaunchClass, LaunchSite
from hloscope.ir import HloComputation, HloModule

if TYPE_CHECKING:
    from hloscope.analyses.kernels.forms import EntryForm, SingleOperationForm

_NOT_SINGLE = FUSIONS | CONTROL_FLOW


@dataclass(frozen=True)
class SingleOperation(Group):
    """An instruction that is launched by itself: a kernel, a library call, a copy, a collective."""

    launch_class: LaunchClass = "unknown"

    def to_dict(self) -> SingleOperationForm:
        """The JSON form; bytes are those of the whole array."""
        forms_of = self.memo.shapes.forms_of
        return {
            "name": self.name,
            "computation": self.instruction.computation.name,
            "opcode": self.instruction.opcode,
            "target": self.instruction.custom_call_target,
            "class": self.launch_class,
            "inputs": forms_of(self.inputs),
            "outputs": forms_of(self.outputs),
            "op_name": next(iter(self.op_names), ""),
            "source": next(iter(self.source_lines), ""),
            "signature": self.signature,
        }


def single_operations_of(
    module: HloModule, sites: Iterable[LaunchSite], memo: Memo | None = None
) -> tuple[SingleOperation, ...]:
    """The instructions of executed computations that have a launch site and are no fusion, each once, in text order.

    `sites` are those of the module's count. An instruction with two sites (a sort that copies first) has the class of
    the one that computes.
    """
    memo = memo or Memo()
    classes: dict[tuple[str, str], LaunchClass] = {}
    for site in sites:
        if classes.get((site.computation, site.name), "copy") == "copy":
            classes[site.computation, site.name] = site.launch_class
    return tuple(
        SingleOperation(instruction, (instruction,), memo, classes[computation.name, instruction.name])
        for computation in executed_computations(module)
        for instruction in computation.instructions.values()
        if instruction.opcode not in _NOT_SINGLE and (computation.name, instruction.name) in classes
    )


def shapes_of_entry(entry: HloComputation) -> EntryForm:
    """What a program takes and gives, as the JSON form has it: shapes without layouts, tuples as their members."""
    return {
        "parameters": [str(leaf) for p in entry.parameters for leaf in p.shape.without_layout().leaves()],
        "results": [str(leaf) for leaf in entry.root.shape.without_layout().leaves()],
    }
