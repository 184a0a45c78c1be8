"""Operations that fusion copied: computed anew in several clusters, on the same values.

Two operations are the same if opcode, shape, attributes and regions are equal and their operands have equal values,
followed through fusion parameters to what the fusions are given. So this is known, not guessed; only the link from the
copies to one operation of the program before optimization (their `source`) is inferred from metadata.
A nested fusion counts as one operation here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from hloscope.analyses.meanings import Meaning
from hloscope.analyses.operations import BOOKKEEPING, FUSIONS, is_scalar_fill, operations_of
from hloscope.analyses.structures import Structures
from hloscope.ir import HloComputation, HloInstruction

# Equal instructions of these opcodes may have different values: they draw, communicate or run what is not in the text.
_OPAQUE_OPCODES = """
custom-call rng rng-bit-generator rng-get-and-update-state infeed outfeed send recv send-done recv-done call while
conditional partition-id replica-id all-reduce all-gather all-to-all reduce-scatter collective-permute
"""
_OPAQUE = frozenset(_OPAQUE_OPCODES.split())
Place = tuple[HloInstruction, HloInstruction]


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
    computations: Iterable[HloComputation], clusters: Collection[HloInstruction], structures: Structures
) -> tuple[Duplicate, ...]:
    """What more than one of `clusters` computes, in order of execution; `computations` are those that are executed."""
    numbering = _Numbering(clusters, structures)
    for computation in computations:
        numbering.visit(computation)
    return tuple(
        [
            Duplicate(tuple(places))
            for places in numbering.places.values()
            if places[0][0]
            is not places[-1][0]  # in order of execution: the first and the last are in one cluster if all are
        ]
    )


class _Numbering:
    """Gives equal values equal numbers, and notes where the operations behind them are computed."""

    def __init__(self, clusters: Collection[HloInstruction], structures: Structures) -> None:
        self.places: dict[int, list[Place]] = {}
        self._clusters = clusters
        self._structures = structures
        self._numbers: dict[tuple[Meaning, tuple[int, ...]], int] = {}
        self._next = count()

    def visit(self, computation: HloComputation) -> None:
        """Numbers what an executed computation computes: only fusions are looked into, all else is its own value."""
        values: dict[HloInstruction, int] = {}
        for instruction in computation.instructions.values():
            if instruction.opcode == "fusion" and instruction.called_computations:
                values[instruction] = self._visit_fusion(instruction, values)
            elif instruction.opcode in BOOKKEEPING and instruction.opcode != "parameter":
                [meaning] = self._structures.meanings.of([instruction])
                values[instruction] = self._number_of(meaning, [values[operand] for operand in instruction.operands])
            else:
                values[instruction] = next(self._next)

    def _visit_fusion(self, fusion: HloInstruction, outside: Mapping[HloInstruction, int]) -> int:
        """The number of what a fusion gives, after those of all its operations."""
        body = self._structures.of(fusion.called_computations[0])
        given = [outside[operand] for operand in fusion.operands]
        values: list[int] = []
        for meaning, operands in zip(body.structure.meanings, body.structure.operands, strict=True):
            number = meaning.parameter
            if number is None:
                values.append(self._number_of(meaning, [values[place] for place in operands]))
            else:
                values.append(given[number] if number < len(given) else next(self._next))
        if fusion in self._clusters:
            for place in body.places(_computing) or ():
                self.places.setdefault(values[place], []).append((fusion, body.instructions[place]))
        return values[body.structure.root]

    def _number_of(self, meaning: Meaning, operands: Sequence[int]) -> int:
        if meaning.opcode in _OPAQUE:
            return next(self._next)
        return self._numbers.setdefault((meaning, tuple(operands)), next(self._next))


def _computing(body: HloComputation) -> tuple[HloInstruction, ...]:
    """The real operations of a body, and the nested fusions that hold one."""
    return tuple(filter(_computes, body.instructions.values()))


def _computes(instruction: HloInstruction) -> bool:
    if instruction.opcode in FUSIONS:
        return any(map(operations_of, instruction.called_computations))
    return instruction.opcode not in BOOKKEEPING and not is_scalar_fill(instruction)
