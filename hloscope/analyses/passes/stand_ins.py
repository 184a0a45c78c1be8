"""Stand-ins: what took the place of an operation that is gone, by what its readers read now and by what it was for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import prod

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.passes.successors import Successors
from hloscope.analyses.passes.views import View
from hloscope.ir import HloInstruction

_MOVES = frozenset({"bitcast", "copy", "reshape", "transpose"})
_PRODUCTS = frozenset({"convolution", "dot"})
_FURTHEST = 32  # instructions looked at for the product behind a sum
_TUPLES = frozenset({"tuple", "get-tuple-element"})

Origin = tuple[Source, str, str, int]
"""Where an operation comes from, its opcode, its type and its number of elements."""


class StandIns:
    """What took the places of operations that `successors` says are gone."""

    def __init__(self, old: View, new: View, successors: Successors) -> None:
        self._old, self._new, self._successors = old, new, successors
        self._dead: dict[HloInstruction, bool] = {}

    def of(self, gone: HloInstruction) -> list[HloInstruction]:
        """What its readers read now, else what was made for the same; nothing if that is not known."""
        found = dict.fromkeys(self._successors.read_instead_of(gone))
        if gone.is_root and gone.computation.is_entry and self._new.root:
            found[self._new.root] = None
        if all(i.opcode in _TUPLES for i in found) and not self.is_dead(gone):
            found = dict.fromkeys(self._turned_into(gone) or self._takes_place_of(gone) or found)
        if gone.opcode in _PRODUCTS and all(i.opcode != gone.opcode for i in found):
            found = {**dict.fromkeys(self._product_behind(gone, found)), **found}
        return list(found)

    def is_there_still(self, user: HloInstruction) -> bool:
        """Whether what an instruction computes is still computed."""
        return user in self._successors.of or any(v in self._new.holders for v in self._old.values.get(user, ()))

    def is_dead(self, gone: HloInstruction) -> bool:
        """Whether it is gone because nothing needed it: so it is known that nothing stands in for it."""
        known = self._dead
        waiting = [gone]
        while waiting:
            instruction = waiting[-1]
            users = instruction.users
            rest = [user for user in users if user not in known]
            if instruction.is_root or (instruction is not gone and self.is_there_still(instruction)):
                known[instruction] = False
            elif not rest:
                known[instruction] = all(known[user] for user in users)
            waiting += [] if instruction in known else rest
            if instruction in known:
                waiting.pop()
        return known[gone]

    def _takes_place_of(self, gone: HloInstruction) -> list[HloInstruction]:
        """The next new operation that does the same for the same part of the program, by what the framework said."""
        (key,) = _origins_of([gone])
        source, opcode, element_type, size = key
        candidates = self._new_by_origin.get(key) or self._new_by_source.get((source, "", element_type, size))
        return [candidates.pop(0)] if candidates and opcode not in _MOVES else []

    def _product_behind(self, gone: HloInstruction, found: Iterable[HloInstruction]) -> list[HloInstruction]:
        """The new product, made for the same, whose parts what stands in for it adds up."""
        ((source, opcode, _, _),) = _origins_of([gone])
        waiting, products = [*found], list[HloInstruction]()
        for instruction in waiting:
            if instruction.opcode == opcode:
                products.append(instruction)
            elif len(waiting) < _FURTHEST:
                near = instruction.operands[:_FURTHEST]
                waiting += [i for i in near if i in self._added and i not in waiting]
        return [i for i in products if source.op_name and _origins_of([i])[0][0] == source]

    @cached_property
    def _added(self) -> set[HloInstruction]:
        return set(self._successors.added)

    def _turned_into(self, gone: HloInstruction) -> list[HloInstruction]:
        """A product whose transpose took its place: what the readers of the transpose read now."""
        of = self._successors.of
        readers = [user for user in gone.users if user.opcode in _MOVES and user not in of]
        found = [i for reader in readers for i in self._successors.read_instead_of(reader)]
        return [i for i in dict.fromkeys(found) if i.opcode == gone.opcode and i.name not in self._old.by_name]

    @cached_property
    def _new_by_origin(self) -> dict[Origin, list[HloInstruction]]:
        found: dict[Origin, list[HloInstruction]] = {}
        for instruction, origin in zip(self._successors.added, _origins_of(self._successors.added), strict=True):
            if origin[0].op_name:
                found.setdefault(origin, []).append(instruction)
        return found

    @cached_property
    def _new_by_source(self) -> dict[Origin, list[HloInstruction]]:
        """Those that do something else than anything that is gone did there: a product instead of a quotient."""
        known = set(_origins_of(self._successors.gone))
        found: dict[Origin, list[HloInstruction]] = {}
        for (source, opcode, element_type, size), new in self._new_by_origin.items():
            if (source, opcode, element_type, size) not in known and opcode not in _MOVES:
                found.setdefault((source, "", element_type, size), []).extend(new)
        return found


def _origins_of(instructions: Sequence[HloInstruction]) -> list[Origin]:
    sources = Sources().of(instructions)
    return [
        (source, i.opcode, i.shape.element_type, prod(i.shape.dimensions))
        for i, source in zip(instructions, sources, strict=True)
    ]
