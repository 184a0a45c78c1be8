"""Operations that fusion copied: computed anew in several clusters, on the same values.

Two operations are the same if opcode, shape, attributes and regions are equal and their operands have equal values,
followed through fusion parameters to what the fusions are given. So this is known, not guessed; only the link from the
copies to one operation of the program before optimization (their `source`) is inferred from metadata.
A nested fusion counts as one operation here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from operator import itemgetter

from hloscope.analyses.meanings import Meaning
from hloscope.analyses.operations import BOOKKEEPING, FUSIONS, is_scalar_fill, operations_of
from hloscope.analyses.structures import Structure, Structures
from hloscope.ir import HloComputation, HloInstruction

# Equal instructions of these opcodes may have different values: they draw, communicate or run what is not in the text.
_OPAQUE_OPCODES = """
custom-call rng rng-bit-generator rng-get-and-update-state infeed outfeed send recv send-done recv-done call while
conditional partition-id replica-id all-reduce all-gather all-to-all reduce-scatter collective-permute
"""
OPAQUE = frozenset(_OPAQUE_OPCODES.split())
"""Opcodes of which equal instructions may have different values."""

Place = tuple[HloInstruction, HloInstruction]
_Step = tuple[Meaning, Callable[[Sequence[int]], object] | None]


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
    # What is computed in one cluster only is in one cluster first and last, for clusters are visited one by one.
    return tuple([Duplicate(tuple(places)) for places in numbering.places() if places[0][0] is not places[-1][0]])


class _Numbering:
    """Gives equal values equal numbers, and notes where the operations behind them are computed."""

    def __init__(self, clusters: Collection[HloInstruction], structures: Structures) -> None:
        self._clusters = clusters
        self._structures = structures
        self._numbers: dict[tuple[Meaning, object], int] = {}
        self._steps: dict[Structure, list[_Step]] = {}
        self._computed: list[tuple[HloInstruction, list[HloInstruction], list[int]]] = []
        self._own = count(-1, -1)  # numbers of values that equal no other

    def places(self) -> Iterable[list[Place]]:
        """The places where each value is computed that is computed more than once, in order of execution."""
        times = Counter(chain.from_iterable([numbers for _, _, numbers in self._computed]))
        places: dict[int, list[Place]] = {}
        for fusion, operations, numbers in self._computed:
            for operation, number in zip(operations, numbers, strict=True):
                if times[number] > 1:
                    places.setdefault(number, []).append((fusion, operation))
        return places.values()

    def visit(self, computation: HloComputation) -> None:
        """Numbers what an executed computation computes: only fusions are looked into, all else is its own value."""
        values: dict[HloInstruction, int] = {}
        instructions = computation.instructions.values()
        renamed = [i for i in instructions if i.opcode in BOOKKEEPING and i.opcode != "parameter"]
        meanings = dict(zip(renamed, self._structures.meanings.of(renamed), strict=True))
        for instruction in instructions:
            if instruction.opcode == "fusion" and instruction.called_computations:
                values[instruction] = self._visit_fusion(instruction, values)
            elif instruction in meanings:
                operands = [values[operand] for operand in instruction.operands]
                key = (meanings[instruction], _taker(range(len(operands)))(operands))
                values[instruction] = self._numbers.setdefault(key, len(self._numbers))
            else:
                values[instruction] = next(self._own)

    def _visit_fusion(self, fusion: HloInstruction, outside: Mapping[HloInstruction, int]) -> int:
        """The number of what a fusion gives, after those of all its operations."""
        body = self._structures.of(fusion.called_computations[0])
        given = [outside[operand] for operand in fusion.operands]
        numbers, values = self._numbers, list[int]()
        for meaning, operands in self._steps_of(body.structure):
            if operands:
                values.append(numbers.setdefault((meaning, operands(values)), len(numbers)))
            elif meaning.parameter is not None and meaning.parameter < len(given):
                values.append(given[meaning.parameter])
            else:
                values.append(next(self._own))
        if fusion in self._clusters:
            places = body.places(_computing) or ()
            operations = [body.instructions[place] for place in places]
            self._computed.append((fusion, operations, [values[place] for place in places]))
        return values[body.structure.root]

    def _steps_of(self, structure: Structure) -> list[_Step]:
        """The meaning of each instruction, and what takes its operands from the values before it."""
        if structure not in self._steps:
            self._steps[structure] = [
                (meaning, None if meaning.parameter is not None or meaning.opcode in OPAQUE else _taker(operands))
                for meaning, operands in zip(structure.meanings, structure.operands, strict=True)
            ]
        return self._steps[structure]


def _taker(places: Sequence[int]) -> Callable[[Sequence[int]], object]:
    """Takes the values at `places` from all values; itemgetter does so in half the time of a comprehension."""
    return itemgetter(*places) if places else lambda _: ()


def _computing(body: HloComputation) -> tuple[HloInstruction, ...]:
    """The real operations of a body, and the nested fusions that hold one."""
    return tuple(filter(_computes, body.instructions.values()))


def _computes(instruction: HloInstruction) -> bool:
    if instruction.opcode in FUSIONS:
        return any(map(operations_of, instruction.called_computations))
    return instruction.opcode not in BOOKKEEPING and not is_scalar_fill(instruction)
