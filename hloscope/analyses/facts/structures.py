"""Structures: what computations say without names. Those that read alike share one, and are looked at once."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, count

from hloscope.analyses.facts.meanings import Meaning, Meanings
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.shape_texts import ShapeTexts
from hloscope.ir import HloComputation, HloInstruction

try:
    from _blake2 import blake2b  # the same as that of hashlib, which loads OpenSSL beside it: 3 ms of every start
except ImportError:  # another Python than CPython
    from hashlib import blake2b

Instructions = tuple[HloInstruction, ...]
Finder = Callable[[HloComputation], Instructions]
Places = tuple[int, ...]


@dataclass(eq=False)  # compared by identity, and read-only
class Found:
    """What was found in the first computation of a structure, of all `instructions` that it has."""

    instructions: Instructions
    found: Instructions

    @cached_property
    def places(self) -> Places | None:
        """The places in text order; None if some of it is in a callee."""
        if not self.found:
            return ()
        place_of = dict(zip(self.instructions, count(), strict=False))
        return tuple([place_of[i] for i in self.found]) if place_of.keys() >= set(self.found) else None


@dataclass(eq=False)  # compared by identity, and read-only but for what was found
class Structure:
    """In text order the meaning of each instruction and the number of its operands; their places, one after another.

    The operands of a nested fusion are in the order in which `parameters` of its body meets the parameters.
    """

    meanings: tuple[Meaning, ...]
    arities: Places
    operands: Places
    root: int
    found: dict[Finder, Found] = field(default_factory=dict[Finder, Found])

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what the root needs, whatever the order of the text, without the values of constants."""
        return self._fingerprint(lambda meaning: meaning.text)

    @cached_property
    def exact(self) -> str:
        """The same with the values of constants."""
        return self._fingerprint(lambda meaning: meaning.exact)

    @cached_property
    def parameters(self) -> Places:
        """The numbers of the parameters that the root needs, in the order in which the fingerprint meets them."""
        met = [self.meanings[place].parameter for place in self._met[0]]
        return tuple([number for number in met if number is not None])

    def _fingerprint(self, text_of: Callable[[Meaning], str]) -> str:
        """Covers the different meanings as they are told, which of them each place has, and the wiring.

        Numbers stand for meanings and places: 0.6 microseconds a place, where a line of text for each takes 1.8.
        """
        number_of, read = self._met
        meanings = [self.meanings[place] for place in number_of]
        labels: dict[str, int] = {}
        label_of = {meaning: labels.setdefault(text_of(meaning), len(labels)) for meaning in dict.fromkeys(meanings)}
        columns = (
            map(label_of.__getitem__, meanings),
            map(self.arities.__getitem__, number_of),
            map(number_of.__getitem__, read),
        )
        return _hex_of(b"\n".join([*map(_bytes_of, labels), *map(_packed, columns)]))

    @cached_property
    def _met(self) -> tuple[dict[int, int], list[int]]:
        """The places that the root needs, numbered as they are first read, and all operands that they read in turn."""
        bounds, operands = [0, *accumulate(self.arities)], self.operands
        number_of, read = dict[int, int](), list[int]()
        waiting = [self.root]
        while waiting:
            place = waiting.pop()
            if place not in number_of:
                number_of[place] = len(number_of)
                inputs = operands[bounds[place] : bounds[place + 1]]
                read += inputs
                waiting += inputs
        return number_of, read


@dataclass(eq=False, slots=True)  # read-only by contract: as frozen it would take twice as long to make
class Body:
    """A computation with its structure and its instructions in text order."""

    computation: HloComputation
    instructions: Instructions
    structure: Structure

    def find(self, finder: Finder) -> Instructions:
        """What `finder` finds: looked for in the first of all computations that read alike, and the same in the others.

        It must depend on nothing but the structure. What it finds in a callee is looked for each time.
        """
        found = self._find_first(finder)
        if found.instructions is self.instructions:
            return found.found
        places, instructions = found.places, self.instructions
        return finder(self.computation) if places is None else tuple([instructions[place] for place in places])

    def _find_first(self, finder: Finder) -> Found:
        found = self.structure.found
        if finder not in found:
            found[finder] = Found(self.instructions, finder(self.computation))
        return found[finder]


class Structures:
    """The bodies of one module's computations, each in linear time; structures that are equal are one object."""

    def __init__(self, shapes: ShapeTexts | None = None) -> None:
        self.shapes = shapes or ShapeTexts()
        self._meanings = Meanings(self.shapes)
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

    def meanings_of(self, instructions: Iterable[HloInstruction]) -> list[Meaning]:
        """The meaning of each instruction."""
        return self._meanings.of(instructions, self._callee_texts)  # which `Meanings` must not keep: a circle

    def _structure_of(
        self, instructions: Instructions, operands: Sequence[Instructions], root: HloInstruction
    ) -> Structure:
        place_of = dict(zip(instructions, count(), strict=False)).__getitem__
        read = tuple(map(place_of, chain.from_iterable(operands)))
        key = (tuple(self.meanings_of(instructions)), tuple(map(len, operands)), read, place_of(root))
        structure = self._structures.get(key)
        if structure is None:
            structure = self._structures[key] = Structure(*key)
        return structure

    def _operands_of(self, instruction: HloInstruction) -> Instructions:
        operands = instruction.operands
        if instruction.opcode not in FUSIONS or not instruction.called_computations:
            return operands
        order = self.of(instruction.called_computations[0]).structure.parameters
        return tuple([operands[number] for number in order if number < len(operands)])

    def _callee_texts(self, instruction: HloInstruction) -> tuple[str, str]:
        """The digests of what a fusion calls; of other callees, whose parameters have their places, the order too."""
        callees = [self.of(callee).structure for callee in instruction.called_computations]
        if instruction.opcode in FUSIONS:
            return callees[0].digest, callees[0].exact
        digests = " ".join([f"{callee.digest}{callee.parameters}" for callee in callees])
        return digests, " ".join([f"{callee.exact}{callee.parameters}" for callee in callees])


def digest_of(lines: Iterable[str]) -> str:
    """A fingerprint of lines: 16 hexadecimal digits."""
    return _hex_of(b"\n".join(map(_bytes_of, lines)))


def _hex_of(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def _bytes_of(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _packed(numbers: Iterable[int]) -> bytes:
    """The numbers in four bytes each, whatever the machine: a third of the time of writing them as text."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
