"""Updates in place: the arrays that a launch overwrites."""

from __future__ import annotations

from hloscope.analyses.facts.operations import FUSIONS, results_of
from hloscope.ir import HloComputation, HloInstruction

_UPDATES = frozenset({"dynamic-update-slice", "scatter"})


def body_of(launch: HloInstruction) -> HloComputation | None:
    """The computation of a fusion; None of what is none."""
    return launch.called_computations[0] if launch.opcode in FUSIONS and launch.called_computations else None


def overwritten_by(launch: HloInstruction) -> tuple[HloInstruction, ...]:
    """The operands of a launch that it updates in place."""
    body = body_of(launch)
    if body is None:
        return _overwritten(launch)
    found: dict[HloInstruction, None] = {}
    for result in results_of(body):
        for target in map(_behind_bitcasts, _overwritten(_behind_bitcasts(result))):
            number = target.parameter_number if target.opcode == "parameter" else None
            if number is not None and number < len(launch.operands):
                found[launch.operands[number]] = None
    return tuple(found)


def _behind_bitcasts(value: HloInstruction) -> HloInstruction:
    """What a value is, renamed by no bitcast."""
    while value.opcode == "bitcast" and value.operands:
        value = value.operands[0]
    return value


def _overwritten(operation: HloInstruction) -> tuple[HloInstruction, ...]:
    """A scatter updates as many arrays as it gives: operands, indices, updates."""
    if operation.opcode not in _UPDATES:
        return ()
    arrays = len(operation.operands) // 2 if operation.opcode == "scatter" else 1
    return operation.operands[:arrays]
