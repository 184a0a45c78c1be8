"""Namesakes: what runs under the opcode, the whole name and the line of an operation that was asked for.

Told by XLA's own metadata, whatever became of shapes and operands. Where several were asked for under one name and
line, as in equal layers, only their order tells which is which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hloscope.analyses.passes.changes import is_operation
from hloscope.analyses.provenance.origins import Origins
from hloscope.analyses.values.numbering import Numbered
from hloscope.ir import HloInstruction

_Class = tuple[str, str, str]

_COLLECTIVES = tuple("all-gather all-reduce all-to-all collective-permute ragged-all-to-all reduce-scatter".split())
_PRODUCTS = frozenset({"dot", "convolution"})


class Namesakes:
    """What bears the name of what, of the modules `first` and `last`; `asked` and `made` say where theirs come from."""

    def __init__(self, first: Numbered, asked: Origins, last: Numbered, made: Origins) -> None:
        self._places: dict[HloInstruction, list[tuple[_Class, int]]] = {}
        self._asked: defaultdict[_Class, int] = defaultdict(int)  # how many were asked for under a name
        for instruction, values in first.values.items():
            if is_operation(instruction):
                places: list[tuple[_Class, int]] = []
                for name_class in _classes_of(instruction, len(values), asked):
                    places.append((name_class, self._asked[name_class]))
                    self._asked[name_class] += 1
                self._places[instruction] = places
        self._classes: dict[HloInstruction, list[_Class]] = {}
        self._made: defaultdict[_Class, list[HloInstruction]] = defaultdict(list)
        self._moving: defaultdict[tuple[str, str], list[HloInstruction]] = defaultdict(list)
        for instruction, values in last.values.items():
            if is_operation(instruction):
                self._classes[instruction] = _classes_of(instruction, len(values), made)
                for name_class in self._classes[instruction]:
                    self._made[name_class].append(instruction)
                    if instruction.opcode.startswith(_COLLECTIVES):
                        self._moving[name_class[1:]].append(instruction)

    def bearing(self, operation: HloInstruction) -> list[HloInstruction]:
        """All that bears its name, though others were asked for under that name too."""
        return [made for name_class, _ in self._places.get(operation, ()) for made in self._made.get(name_class, ())]

    def of(self, operation: HloInstruction) -> list[HloInstruction]:
        """All that bears a name which no other operation has; nothing where several have one."""
        places = self._places.get(operation, ())
        if any(self._asked[name_class] != 1 for name_class, _ in places):
            return []
        return list(dict.fromkeys(made for name_class, _ in places for made in self._made.get(name_class, ())))

    def share_of(self, operation: HloInstruction) -> list[HloInstruction]:
        """Its share of what bears its name, in order of execution; nothing where more have the name than bear it.

        But one product that alone bears the name of several computes all of them (XLA: dot_merger.cc).
        """
        found: dict[HloInstruction, None] = {}
        for name_class, place in self._places.get(operation, ()):
            made, count = self._made.get(name_class, ()), self._asked[name_class]
            if len(made) == 1 and operation.opcode in _PRODUCTS:
                found[made[0]] = None
            elif count <= len(made):
                found.update(dict.fromkeys(made[place * len(made) // count : (place + 1) * len(made) // count]))
        return list(found)

    def spreading(self, marker: HloInstruction) -> list[HloInstruction]:
        """The collectives by which partitioning did what a marker asks for: to spread its operand in another way."""
        found = [
            made for name_class, _ in self._places.get(marker, ()) for made in self._moving.get(name_class[1:], ())
        ]
        return list(dict.fromkeys(found))

    def among(self, operation: HloInstruction, found: Sequence[HloInstruction]) -> list[HloInstruction]:
        """Those of some that bear its name, though others were asked for under that name too."""
        classes = {name_class for name_class, _ in self._places.get(operation, ())}
        return [instruction for instruction in found if not classes.isdisjoint(self._classes.get(instruction, ()))]

    def classes_asked(self, operation: HloInstruction) -> list[tuple[str, str, str]]:
        """Under which opcodes, names and lines an operation was asked for."""
        return [name_class for name_class, _ in self._places.get(operation, ())]

    def classes_made(self, instruction: HloInstruction) -> Sequence[tuple[str, str, str]]:
        """The same of one that runs."""
        return self._classes.get(instruction, ())


def _classes_of(instruction: HloInstruction, visits: int, origins: Origins) -> list[_Class]:
    found = [origins.of(instruction, visit) for visit in range(visits)]
    return [(instruction.opcode, origin.name, origin.place) for origin in found if origin.name]
