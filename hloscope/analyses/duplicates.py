"""Operations that fusion copied: computed anew in several clusters, on the same values.

Two operations are the same if opcode, shape, attributes and regions are equal and their operands have equal values,
followed through fusion parameters to what the fusions are given. So this is known, not guessed; only the link from the
copies to one operation of the program before optimization (their `source`) is inferred from metadata.
A nested fusion counts as one operation here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count

from hloscope.analyses.operations import BOOKKEEPING, FUSIONS, is_scalar_fill, operations_of
from hloscope.analyses.signature import Signer
from hloscope.ir import HloComputation, HloInstruction

# Equal instructions of these opcodes may have different values: they draw, communicate or run what is not in the text.
_OPAQUE_OPCODES = """
custom-call rng rng-bit-generator rng-get-and-update-state infeed outfeed send recv send-done recv-done call while
conditional partition-id replica-id all-reduce all-gather all-to-all reduce-scatter collective-permute
"""
_OPAQUE = frozenset(_OPAQUE_OPCODES.split())
Place = tuple[HloInstruction, HloInstruction]
_Key = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One operation that several clusters compute: `places` pairs each cluster with its copy, in order of execution."""

    places: tuple[Place, ...]

    @property
    def operation(self) -> HloInstruction:
        """The copy that runs first."""
        return self.places[0][1]

    @property
    def clusters(self) -> tuple[str, ...]:
        """The names of the fusions that compute it, each once."""
        return tuple(dict.fromkeys(fusion.name for fusion, _ in self.places))


def duplicates_of(
    computations: Iterable[HloComputation], clusters: Collection[HloInstruction], signer: Signer
) -> tuple[Duplicate, ...]:
    """What more than one of `clusters` computes, in order of execution; `computations` are those that are executed."""
    numbering = _Numbering(clusters, signer)
    for computation in computations:
        numbering.visit(computation)
    places = (tuple(found) for found in numbering.places.values())
    return tuple(Duplicate(found) for found in places if len({fusion for fusion, _ in found}) > 1)


class _Numbering:
    """Gives equal values equal numbers, and notes where the operations behind them are computed."""

    def __init__(self, clusters: Collection[HloInstruction], signer: Signer) -> None:
        self.places: dict[int, list[Place]] = {}
        self._clusters = clusters
        self._signer = signer
        self._exact_signer = Signer(is_exact=True)
        self._numbers: dict[_Key, int] = {}
        self._full: dict[HloComputation, bool] = {}
        self._next = count()

    def visit(self, computation: HloComputation) -> None:
        """Numbers what an executed computation computes: only fusions are looked into, all else is its own value."""
        values: dict[HloInstruction, int] = {}
        for instruction in computation.instructions.values():
            if instruction.opcode == "fusion" and instruction.called_computations:
                values[instruction] = self._visit_fusion(instruction, values)
            elif instruction.opcode in BOOKKEEPING and instruction.opcode != "parameter":
                values[instruction] = self._number_of(instruction, values)
            else:
                values[instruction] = next(self._next)

    def _visit_fusion(self, fusion: HloInstruction, outside: dict[HloInstruction, int]) -> int:
        """The number of what a fusion gives, after those of all its operations."""
        body = fusion.called_computations[0]
        is_cluster = fusion in self._clusters
        values: dict[HloInstruction, int] = {}
        for instruction in body.instructions.values():
            if instruction.opcode == "parameter":
                values[instruction] = self._number_of_parameter(instruction, fusion, outside)
                continue
            number = values[instruction] = self._number_of(instruction, values)
            if is_cluster and self._computes(instruction):
                self.places.setdefault(number, []).append((fusion, instruction))
        return values[body.root]

    def _computes(self, instruction: HloInstruction) -> bool:
        """Whether it is a real operation, or a nested fusion that holds one."""
        if instruction.opcode in FUSIONS:
            return any(self._holds_operations(callee) for callee in instruction.called_computations)
        return instruction.opcode not in BOOKKEEPING and not is_scalar_fill(instruction)

    def _holds_operations(self, callee: HloComputation) -> bool:
        if callee not in self._full:
            self._full[callee] = bool(operations_of(callee))
        return self._full[callee]

    def _number_of_parameter(
        self, parameter: HloInstruction, fusion: HloInstruction, outside: dict[HloInstruction, int]
    ) -> int:
        number = parameter.parameter_number or 0
        return outside[fusion.operands[number]] if number < len(fusion.operands) else next(self._next)

    def _number_of(self, instruction: HloInstruction, values: dict[HloInstruction, int]) -> int:
        if instruction.opcode in _OPAQUE:
            return next(self._next)
        depends_on_constants = instruction.called_computations or instruction.opcode == "constant"
        signer = self._exact_signer if depends_on_constants else self._signer
        operands = signer.operands_of(instruction)
        key = (signer.meaning_of(instruction), tuple([values[operand] for operand in operands]))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = next(self._next)
        return number
