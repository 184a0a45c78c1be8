"""What a drawing of a module keeps of it, so that the module and what was read of its drawing can be compared.

XLA draws constants, members of tuples and parameters of fusions into what reads them, and so a number that is spread
inside a fusion. What was read of a drawing has them as instructions again, under names of its own (`.drawn`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape

_DRAWN_INTO_READERS = frozenset({"get-tuple-element", "constant", "parameter"})
_TRIVIAL = frozenset({"add", "multiply", "minimum", "maximum", "xor", "and", "or", "compare"})


class Drawn(NamedTuple):
    """Operations by name, opcode and shape; who reads whom as which operand; and how many fusions there are."""

    operations: Counter[tuple[str, str, str]]
    edges: Counter[tuple[str, str, int]]
    clusters: int


def drawn_of(module: HloModule) -> Drawn:
    """What has a box of its own in a drawing of the module."""
    computations = _drawn_computations(module)
    boxes = {
        instruction: None
        for computation, is_fused in computations.items()
        for instruction in computation.instructions.values()
        if _is_drawn(instruction, is_fused=is_fused)
    }
    edges = Counter(
        (source.name, box.name, place)
        for box in boxes
        for place, source in enumerate(map(_source_of, box.operands))
        if source in boxes and box.opcode != "fusion"
    )
    operations = Counter((box.name, box.opcode, plain_shape(box.shape)) for box in boxes)
    return Drawn(operations, edges, sum(box.opcode == "fusion" for box in boxes))


def _drawn_computations(module: HloModule) -> Mapping[HloComputation, bool]:
    """Those that are reached from the entry and are not so simple that XLA only names them; whether each is fused."""
    seen: dict[HloComputation, bool] = {module.entry: False}
    open_computations = [module.entry]
    while open_computations:
        for instruction in open_computations.pop().instructions.values():
            for callee in instruction.called_computations:
                if callee not in seen and (instruction.opcode == "fusion" or not _is_trivial(callee)):
                    seen[callee] = instruction.opcode == "fusion"
                    open_computations.append(callee)
    return seen


def _is_trivial(computation: HloComputation) -> bool:
    root = computation.root
    is_binary = len(computation.instructions) == 3 and len({*root.operands}) == 2 and root.opcode in _TRIVIAL
    return is_binary and all(operand.opcode == "parameter" for operand in root.operands)


def _is_drawn(instruction: HloInstruction, *, is_fused: bool) -> bool:
    first = instruction.operands[0] if instruction.opcode == "broadcast" else instruction
    is_spread = first.opcode == "constant" and first.shape.num_elements == 1
    is_from_drawing = is_spread and ".drawn" in first.name
    is_left_out = (
        ".drawn" in instruction.name if is_from_drawing else is_spread and is_fused and not instruction.is_root
    )
    return instruction.opcode not in _DRAWN_INTO_READERS and not is_left_out


def _source_of(operand: HloInstruction) -> HloInstruction:
    while operand.opcode == "get-tuple-element":
        operand = operand.operands[0]
    return operand


def plain_shape(shape: Shape) -> str:
    """A shape without layouts, which are not drawn of vectors."""
    if shape.is_tuple:
        return f"({','.join(map(plain_shape, shape.tuple_shapes))})"
    return f"{shape.element_type}[{','.join(map(str, shape.dimensions))}]"
