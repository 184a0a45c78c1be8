"""Outlining: calls of a single instruction, into which XLA for CPU put what several threads do (until jaxlib 0.6).

`parallel_task_assignment.cc` made a computation of each such instruction, and a call in its place. Newer versions leave
it where it is, with the same number of partitions in its backend_config.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hloscope.ir import HloComputation, HloInstruction, HloModule

_PARTITIONS = "outer_dimension_partitions"


def outlined_instructions(module: HloModule) -> Mapping[HloInstruction, HloInstruction]:
    """By call the one instruction that is outlined there, which reads the parameters alone."""
    outlined = {c: root for c in module.computations.values() if (root := _find_outlined(c))}
    if not outlined:
        return {}
    calls = [i for i in module.instructions() if i.called_computations]
    callers = Counter(callee for call in calls for callee in call.called_computations)
    return {
        call: outlined[call.called_computations[0]]
        for call in calls
        if call.opcode == "call" and _is_only_call(call, callers) and call.called_computations[0] in outlined
    }


def _find_outlined(computation: HloComputation) -> HloInstruction | None:
    root = computation.root
    if root.opcode == "parameter" or _PARTITIONS not in root.attribute_text:
        return None
    others = [i for i in computation.instructions.values() if i is not root]
    is_outlined = all(other.opcode == "parameter" for other in others) and _PARTITIONS in (root.backend_config or "")
    return root if is_outlined else None


def _is_only_call(call: HloInstruction, callers: Mapping[HloComputation, int]) -> bool:
    called = call.called_computations
    return len(called) == 1 and callers[called[0]] == 1 and len(call.operands) == len(called[0].parameters)
