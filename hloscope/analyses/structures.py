"""Structures: what computations say without names. Those that read alike share one, and are looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import chain, count, islice

from hloscope.analyses.meanings import Meaning, Meanings
from hloscope.analyses.operations import FUSIONS
from hloscope.analyses.shape_texts import ShapeTexts
from hloscope.ir import HloComputation, HloInstruction

Instructions = tuple[HloInstruction, ...]
Find = Callable[[HloComputation], Instructions]
Places = tuple[int, ...]


@dataclass(eq=False)  # compared by identity, and read-only but for what was found
class Structure:
    """In text order the meaning of each instruction and the places of its operands; the place of the root.

    The operands of a nested fusion are in the order in which `parameters` of its body meets the parameters.
    """

    meanings: tuple[Meaning, ...]
    operands: tuple[Places, ...]
    root: int
    found: dict[Find, Places | None] = field(default_factory=dict[Find, "Places | None"])

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what the root needs, whatever the order of the text, without the values of constants."""
        return digest_of([self.meanings[place].text + wiring for place, wiring in self._canonical_form])

    @cached_property
    def exact(self) -> str:
        """The same with the values of constants."""
        return digest_of([self.meanings[place].exact + wiring for place, wiring in self._canonical_form])

    @cached_property
    def parameters(self) -> tuple[int, ...]:
        """The numbers of the parameters that the root needs, in the order in which the fingerprint meets them."""
        met = [self.meanings[place].parameter for place, _ in self._canonical_form]
        return tuple([number for number in met if number is not None])

    @cached_property
    def _canonical_form(self) -> list[tuple[int, str]]:
        """What the root needs, operands first, each with the numbers of its operands in this order."""
        numbers: dict[int, int] = {}
        waiting = [self.root]
        while waiting:
            unnumbered = [place for place in self.operands[waiting[-1]] if place not in numbers]
            if unnumbered:
                waiting.extend(reversed(unnumbered))
            else:
                numbers.setdefault(waiting.pop(), len(numbers))
        return [(place, f" {[numbers[operand] for operand in self.operands[place]]}") for place in numbers]


@dataclass(eq=False, slots=True)  # read-only by contract: as frozen it would take twice as long to make
class Body:
    """A computation with its structure and its instructions in text order."""

    computation: HloComputation
    instructions: Instructions
    structure: Structure

    def found(self, find: Find) -> Instructions:
        """What `find` finds: looked for in the first of all computations that read alike, and the same in the others.

        It must depend on nothing but the structure. What it finds in a callee is looked for each time.
        """
        places, instructions = self.places(find), self.instructions
        return find(self.computation) if places is None else tuple([instructions[place] for place in places])

    def places(self, find: Find) -> Places | None:
        """The places in text order of what `find` finds; None if some of it is in a callee."""
        found = self.structure.found
        if find not in found:
            found[find] = _places_of(find(self.computation), self.instructions)
        return found[find]


class Structures:
    """The bodies of one module's computations, each in linear time; structures that are equal are one object."""

    def __init__(self, shapes: ShapeTexts | None = None) -> None:
        self.shapes = shapes or ShapeTexts()
        self.meanings = Meanings(self.shapes, self._told_callees)
        self._bodies: dict[HloComputation, Body] = {}
        self._structures: dict[object, Structure] = {}

    def of(self, computation: HloComputation) -> Body:
        """A computation with its structure."""
        bodies, waiting = self._bodies, [computation]
        while computation not in bodies:
            current = waiting.pop()
            instructions = (*current.instructions.values(),)
            calling = [instruction for instruction in instructions if instruction.called_computations]
            unknown = [callee for i in calling for callee in i.called_computations if callee not in bodies]
            if unknown:
                waiting += [current, *dict.fromkeys(unknown)]
            elif current not in bodies:
                operands = [instruction.operands for instruction in instructions]
                if any(instruction.opcode in FUSIONS for instruction in calling):
                    operands = list(map(self._operands_of, instructions))
                bodies[current] = Body(current, instructions, self._structure_of(instructions, operands, current.root))
        return bodies[computation]

    def _structure_of(
        self, instructions: Instructions, operands: Sequence[Instructions], root: HloInstruction
    ) -> Structure:
        meanings = tuple(self.meanings.of(instructions))
        place_of = dict(zip(instructions, count(), strict=False)).__getitem__
        arities = tuple(map(len, operands))
        places = tuple(map(place_of, chain.from_iterable(operands)))
        key = (place_of(root), meanings, arities, places)
        structure = self._structures.get(key)
        if structure is None:
            flat = iter(places)
            wiring = tuple([tuple(islice(flat, arity)) for arity in arities])
            structure = self._structures[key] = Structure(meanings, wiring, place_of(root))
        return structure

    def _operands_of(self, instruction: HloInstruction) -> Instructions:
        operands = instruction.operands
        if instruction.opcode not in FUSIONS or not instruction.called_computations:
            return operands
        order = self.of(instruction.called_computations[0]).structure.parameters
        return tuple([operands[number] for number in order if number < len(operands)])

    def _told_callees(self, instruction: HloInstruction) -> tuple[str, str]:
        """The digests of what a fusion calls; of other callees, whose parameters have their places, the order too."""
        callees = [self.of(callee).structure for callee in instruction.called_computations]
        if instruction.opcode in FUSIONS:
            return callees[0].digest, callees[0].exact
        told = " ".join([f"{callee.digest}{callee.parameters}" for callee in callees])
        return told, " ".join([f"{callee.exact}{callee.parameters}" for callee in callees])


def digest_of(lines: Iterable[str]) -> str:
    """A fingerprint of lines: 16 hexadecimal digits."""
    return blake2b("\n".join(lines).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def _places_of(found: Instructions, instructions: Instructions) -> Places | None:
    places = dict(zip(instructions, count(), strict=False))
    return tuple([places[i] for i in found]) if places.keys() >= set(found) else None
