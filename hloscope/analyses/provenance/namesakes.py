"""Namesakes: the operations of the module that runs which bear the opcode, the whole name and the line of one asked for.

Told by XLA's own metadata, whatever became of shapes and operands; where several were asked for under one name and line,
as in equal layers, it does not say which is which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hloscope.analyses.passes.changes import is_operation
from hloscope.analyses.provenance.origins import Origins
from hloscope.analyses.values.numbering import Numbered
from hloscope.ir import HloInstruction

_Class = tuple[str, str, str]


class Namesakes:
    """What bears the name of what; of the modules `first` and `last`, whose operations come from `asked` and `made`."""

    def __init__(self, first: Numbered, asked: Origins, last: Numbered, made: Origins) -> None:
        self._classes: dict[HloInstruction, list[_Class]] = {}
        self._asked: defaultdict[_Class, list[HloInstruction]] = defaultdict(list)
        for instruction, values in first.values.items():
            if is_operation(instruction):
                classes = _classes_of(instruction, len(values), asked)
                self._classes[instruction] = classes
                for each in classes:
                    self._asked[each].append(instruction)
        self._made = _made_in(last, made)

    def of(self, operation: HloInstruction) -> list[HloInstruction]:
        """All that bears a name which no other operation has; nothing where several have one."""
        classes = self._classes.get(operation, ())
        if not all(len(self._asked[each]) == 1 for each in classes):
            return []
        return list(dict.fromkeys(made for each in classes for made in self._made.get(each, ())))

    def among(self, operation: HloInstruction, found: Sequence[HloInstruction]) -> list[HloInstruction]:
        """Those of some that bear its name, though others were asked for under that name too."""
        named = {made for each in self._classes.get(operation, ()) for made in self._made.get(each, ())}
        return [instruction for instruction in found if instruction in named]


def _classes_of(instruction: HloInstruction, visits: int, origins: Origins) -> list[_Class]:
    found = [origins.of(instruction, visit) for visit in range(visits)]
    return [(instruction.opcode, origin.name, origin.place) for origin in found if origin.name]


def _made_in(last: Numbered, origins: Origins) -> Mapping[_Class, Sequence[HloInstruction]]:
    """What is executed in the end, by opcode, name and line."""
    found: defaultdict[_Class, list[HloInstruction]] = defaultdict(list)
    for instruction, values in last.values.items():
        if is_operation(instruction):
            for each in _classes_of(instruction, len(values), origins):
                found[each].append(instruction)
    return found
