"""Needless copies: copies that run, and that the program could do without.

Inferred: that the source of a copy is not needed any more is seen in the module; that XLA could have left the copy out
is not known. A copy that changes the layout is work, and is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, TypedDict

from hloscope.analyses.facts.execution import entered_callees, executed_computations
from hloscope.ir import HloComputation, HloInstruction, HloModule

Reason = Literal["argument is not donated", "source is not used again"]
_DONATED = re.compile(r"\((\d{1,9}), \{")  # `input_output_alias={ {0}: (2, {}, may-alias) }`
_RENAMING = frozenset({"bitcast", "copy-done", "get-tuple-element", "opt-barrier"})


class CopyForm(TypedDict):
    """A copy that the program could do without; that is inferred."""

    name: str
    computation: str
    operand: str
    bytes: int
    reason: Reason
    inferred: bool


@dataclass(frozen=True, slots=True)
class NeedlessCopy:
    """A copy of `bytes`, and why it is there for nothing.

    An argument that is not donated must stay whole: donating it (`donate_argnums` of jax) lets a loop or a result use
    its memory.
    """

    name: str
    computation: str
    operand: str
    bytes: int
    reason: Reason

    def to_dict(self) -> CopyForm:
        """The JSON form."""
        return {
            "name": self.name,
            "computation": self.computation,
            "operand": self.operand,
            "bytes": self.bytes,
            "reason": self.reason,
            "inferred": True,
        }


def needless_copies(module: HloModule) -> tuple[NeedlessCopy, ...]:
    """The needless copies in the computations that `module` runs, the largest first."""
    computations = executed_computations(module, entered_callees)
    copies = [i for c in computations for i in c.instructions.values() if i.opcode in ("copy", "copy-start")]
    donated = {int(number) for number in _DONATED.findall(str(module.attributes.get("input_output_alias", "")))}
    found = [needless for copy in copies if (needless := _find_needless(copy, module.entry, donated))]
    return tuple(sorted(found, key=lambda copy: -copy.bytes))


def _find_needless(copy: HloInstruction, entry: HloComputation, donated: Container[int]) -> NeedlessCopy | None:
    reason = _find_reason(copy, entry, donated) if copy.operands and _keeps_layout(copy) else None
    if reason is None:
        return None
    operand = copy.operands[0]
    return NeedlessCopy(copy.name, copy.computation.name, operand.name, operand.shape.byte_size, reason)


def _find_reason(copy: HloInstruction, entry: HloComputation, donated: Container[int]) -> Reason | None:
    operand = copy.operands[0]
    source = _origin(operand)
    if source.opcode == "parameter" and source.computation is entry:
        return None if (source.parameter_number or 0) in donated else "argument is not donated"
    if source is not operand or source.opcode in ("parameter", "constant"):
        return None  # what a loop carries is needed in its next round
    return "source is not used again" if len(source.users) == 1 and not source.is_root else None


def _keeps_layout(copy: HloInstruction) -> bool:
    result = copy.shape.tuple_shapes[0] if copy.shape.is_tuple and copy.shape.tuple_shapes else copy.shape
    return result == copy.operands[0].shape


def _origin(value: HloInstruction) -> HloInstruction:
    """What a value is another name of."""
    while value.opcode in _RENAMING and value.operands:
        value = value.operands[0]
    return value
