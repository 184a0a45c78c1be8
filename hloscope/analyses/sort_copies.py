"""The copies that XLA hides in a sort: it sorts in place, so an operand that is needed elsewhere is copied first."""

from __future__ import annotations

from hloscope.ir import HloInstruction

_LONGEST_CHAIN = 64  # of bitcasts; real ones have one or two


def sort_copies(sort: HloInstruction, caller: HloInstruction | None = None) -> int:
    """How many operands of a sort are copied before it runs; `caller` is the fusion that the sort is the root of.

    Whether operand and result share a buffer is decided by buffer assignment, which HLO does not show. Inferred:
    they do unless the operand is an argument, a constant, or has another reader (measured on CPU and GPU).
    """
    if caller is None:
        return sum(map(_is_needed_elsewhere, sort.operands))
    numbers = [operand.parameter_number for operand in sort.operands]
    return sum(_is_needed_elsewhere(caller.operands[n]) for n in numbers if n is not None and n < len(caller.operands))


def _is_needed_elsewhere(operand: HloInstruction) -> bool:
    source = operand
    for _ in range(_LONGEST_CHAIN):
        if len(source.users) > 1:
            return True
        if source.opcode == "get-tuple-element":  # the readers of a tuple are readers of its other members
            return source.operands[0].opcode == "parameter"
        if source.opcode != "bitcast":
            break
        source = source.operands[0]
    return source.opcode in ("constant", "parameter")
