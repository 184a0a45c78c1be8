"""A second way to count what is left without fusion: the values that a computation makes, from the definition alone."""

from collections import Counter
from itertools import count

from hloscope.ir import HloComputation, HloInstruction

Value = object  # a number, or a tuple of values where a fusion has several results
Signature = tuple[str, str, str]

NOT_MERGED = {"parameter", "custom-call", "rng", "rng-get-and-update-state", "infeed", "outfeed", "send", "recv"}
COLLECTIVE = ("all-", "reduce-scatter", "collective-", "ragged-", "async-")


class Counting:
    """Counts what must be left of a computation; a value that fusion copied has one number, however often it is there.

    With `merges_all`, a value that stands outside of fusions more than once has one number, too.
    """

    def __init__(self, computation: HloComputation, *, merges_all: bool = False) -> None:
        self.left: Counter[Signature] = Counter()
        self.copies = 0
        self._merges_all = merges_all
        self._numbers: dict[object, int] = {}
        self._outside: set[int] = set()
        self._fresh = count()
        self._walk(computation, {}, is_fused=False)

    def _walk(self, computation: HloComputation, values: dict[HloInstruction, Value], *, is_fused: bool) -> Value:
        for i in computation.instructions.values():
            if i in values:
                continue
            operands = tuple(values[operand] for operand in i.operands)
            if i.opcode == "fusion":
                (body,) = i.called_computations
                values[i] = self._walk(body, dict(zip(body.parameters, operands, strict=True)), is_fused=True)
            elif is_outlining(i):
                (body,) = i.called_computations
                values[i] = self._walk(body, dict(zip(body.parameters, operands, strict=True)), is_fused=False)
            elif i.opcode == "tuple" and is_fused:
                values[i] = operands
            elif i.opcode == "get-tuple-element" and isinstance(operands[0], tuple):
                values[i] = operands[0][int(str(i.attributes["index"]))]
            else:
                values[i] = self._number_of(i, operands, is_fused=is_fused)
        return values[computation.root]

    def _number_of(self, i: HloInstruction, operands: tuple[Value, ...], *, is_fused: bool) -> int:
        said = {k: v for k, v in i.attributes.items() if k not in ("metadata", "backend_config", "origin")}
        key: object = (i.opcode, str(i.shape), i.arguments, operands, tuple(said.items()))
        if i.opcode in NOT_MERGED or i.opcode.startswith(COLLECTIVE) or "..." in i.arguments or i.control_predecessors:
            key = object()
        known = self._numbers.get(key)
        if known is not None and (is_fused or self._merges_all or known not in self._outside):
            self.copies += 1
            self._outside.update([] if is_fused else [known])
            return known
        number = next(self._fresh)
        self._numbers.setdefault(key, number)
        self._outside.update([] if is_fused else [number])
        self.left[signature_of(i)] += 1
        return number


def is_outlining(i: HloInstruction) -> bool:
    """Whether XLA for CPU put an instruction of several threads into a computation of its own, and called that."""
    return i.opcode == "call" and "outer_dimension_partitions" in str(i.called_computations[0].root)


def signature_of(instruction: HloInstruction) -> Signature:
    return instruction.opcode, str(instruction.shape), instruction.arguments
