"""Operations that fusion copied: computed anew in several clusters, on the same values.

Two operations are the same if opcode, shape, attributes and regions are equal and their operands have equal values,
followed through fusions to what they are given: the module is compared as it is without fusions. So this is known, not
guessed; only the link from the copies to one operation of the program before optimization (their `source`) is inferred
from metadata.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hloscope.analyses.facts.execution import executed_computations
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.structures import Structures
from hloscope.ir import HloInstruction, HloModule
from hloscope.unfuse.unfusing import Unfusion

# Equal instructions of these opcodes may have different values: they draw, communicate or run what is not in the text.
_OPAQUE_OPCODES = """
custom-call rng rng-bit-generator rng-get-and-update-state infeed outfeed send recv send-done recv-done call while
conditional partition-id replica-id all-reduce all-gather all-to-all reduce-scatter collective-permute
"""
OPAQUE = frozenset(_OPAQUE_OPCODES.split())
"""Opcodes of which equal instructions may have different values."""

Place = tuple[HloInstruction, HloInstruction]
Operations = Mapping[HloInstruction, Sequence[HloInstruction]]


class Duplicate(NamedTuple):
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


class Copies:
    """What more than one of some clusters computes.

    Sets of numbers find it, and only of that duplicates are made, if they are asked for: 0.35 microseconds an
    operation, where making a place of each takes 0.5.
    """

    def __init__(self, clusters: Operations, unfusion: Unfusion, memo: Memo) -> None:
        number_of = _numbered(unfusion.module, memo.structures)
        numbers: dict[object, int | None] = {node: number_of.get(node.built) for node in unfusion.nodes if node.built}
        self._clusters = clusters
        self._numbers = {
            fusion: list(map(numbers.get, map(unfusion.inlined[fusion].get, operations)))
            for fusion, operations in clusters.items()
        }
        self._repeated = _repeated(map(set, self._numbers.values()))

    def within(self, fusion: HloInstruction) -> list[HloInstruction]:
        """The operations of a fusion that another cluster computes too, in their order; none of what is no cluster."""
        pairs = zip(self._clusters.get(fusion, ()), self._numbers.get(fusion, ()), strict=True)
        return [operation for operation, number in pairs if number in self._repeated]

    def duplicates(self) -> tuple[Duplicate, ...]:
        """Each once, in the order of the clusters and of their operations."""
        places: defaultdict[int | None, list[Place]] = defaultdict(list)
        for fusion, operations in self._clusters.items():
            for operation, number in zip(operations, self._numbers[fusion], strict=True):
                if number in self._repeated:
                    places[number].append((fusion, operation))
        return tuple([Duplicate(tuple(found)) for found in places.values()])


def _repeated(sets: Iterable[set[int | None]]) -> set[int | None]:
    """What is in more than one of the sets, but for None."""
    seen, repeated = set[int | None](), set[int | None]()
    for numbers in sets:
        repeated |= numbers & seen
        seen |= numbers
    return repeated - {None}


def _numbered(module: HloModule, structures: Structures) -> dict[HloInstruction, int]:
    """A number for what each executed instruction computes, equal for equal values; the module has no fusions."""
    numbers: dict[object, int] = {}
    number_of: dict[HloInstruction, int] = {}
    for computation in executed_computations(module):
        instructions = computation.instructions.values()
        for instruction, meaning in zip(instructions, structures.meanings_of(instructions), strict=True):
            is_unique = instruction.opcode == "parameter" or instruction.opcode in OPAQUE
            operands = tuple([number_of[operand] for operand in instruction.operands])
            number_of[instruction] = numbers.setdefault(instruction if is_unique else (meaning, operands), len(numbers))
    return number_of
