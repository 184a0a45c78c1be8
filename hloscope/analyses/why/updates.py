"""Updates in place: the arrays that a launch overwrites, and what a value is a copy or another name of."""

from __future__ import annotations

from hloscope.analyses.facts.operations import FUSIONS, results_of
from hloscope.ir import HloComputation, HloInstruction

_UPDATES = frozenset({"dynamic-update-slice", "scatter"})
_RENAMING = frozenset({"bitcast", "copy", "copy-done"})


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
        for target in map(behind_all_bitcasts, _overwritten(behind_all_bitcasts(result))):
            number = target.parameter_number if target.opcode == "parameter" else None
            if number is not None and number < len(launch.operands):
                found[launch.operands[number]] = None
    return tuple(found)


def origin_of(value: HloInstruction) -> HloInstruction:
    """What a value is a copy or another name of."""
    while value.opcode in _RENAMING and value.operands:
        value = value.operands[0]
    return value


def behind_all_bitcasts(value: HloInstruction) -> HloInstruction:
    """What a value is, renamed by no bitcast."""
    while value.opcode == "bitcast" and value.operands:
        value = value.operands[0]
    return value


def element_of(value: HloInstruction) -> tuple[HloInstruction, int]:
    """What made a value, and which of its results it is; behind bitcasts and tuples that are made and taken apart."""
    while value.operands:
        index = value.attributes.get("index") if value.opcode == "get-tuple-element" else None
        if value.opcode == "bitcast":
            value = value.operands[0]
        elif isinstance(index, int) and value.operands[0].opcode == "tuple" and index < len(value.operands[0].operands):
            value = value.operands[0].operands[index]
        else:
            return (value.operands[0], index) if isinstance(index, int) else (value, 0)
    return value, 0


def _overwritten(operation: HloInstruction) -> tuple[HloInstruction, ...]:
    """A scatter updates as many arrays as it gives: operands, indices, updates."""
    if operation.opcode not in _UPDATES:
        return ()
    arrays = len(operation.operands) // 2 if operation.opcode == "scatter" else 1
    return operation.operands[:arrays]
