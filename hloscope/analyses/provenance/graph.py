"""Value graphs: what a module computes, as values that are made of others, whatever fusions and calls they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import prod
from operator import ge

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.passes.changes import is_operation
from hloscope.analyses.provenance.origins import Origin, Origins
from hloscope.analyses.values.canonical import is_passed_on
from hloscope.analyses.values.numbering import Key, Numbered
from hloscope.ir import HloInstruction

Kind = tuple[str, str, int]
"""What computes a value (an opcode), the value's element type and its number of elements, 0 where shards differ."""

Named = tuple[tuple[str, str], str, str]
"""Opcode and element type, the operation's name in full, and its line."""

_SEEN_THROUGH = FUSIONS | {"call", "async-start", "call-start"}
_HANDED_ON = frozenset({"parameter", "get-tuple-element"})  # what a function is given was made elsewhere
_NO_KEY: Key = ("", ())
_CONTROL_FLOW = frozenset({"while", "conditional"})


class ValueGraph:
    """The values of one module, in order of execution: `operands` has what each is made of, `makers` the instruction.

    `values` has the values of each instruction, one for each time that it is reached. A loop is made of its state and
    of what its condition and its body return. What `is_spread` over devices has other sizes on each of them.
    """

    def __init__(
        self, numbered: Numbered, settled: Callable[[int], int], origins: Origins, *, is_spread: bool = False
    ) -> None:
        self.makers: dict[int, HloInstruction] = {}
        self._origins = origins
        self.is_spread = is_spread
        self._visits: dict[int, int] = {}
        self.operands: dict[int, tuple[int, ...]] = {}
        self.values = {i: tuple(map(settled, values)) for i, values in numbered.values.items()}
        self._keys = numbered.keys
        self._states = _states_in(self.values)
        self._find_makers()
        for value in list(self.makers):
            self.operands[value] = self._made_of(self.makers[value], self._visits[value])
        self.makers = {value: self.makers[value] for value in _in_order(self.operands)}
        self.kinds = {value: _kind_of(maker, is_spread=is_spread) for value, maker in self.makers.items()}

    def _find_makers(self) -> None:
        computing = [i for i in self.values if i.opcode not in _SEEN_THROUGH and not is_passed_on(i)]
        for instructions in ([i for i in computing if i.opcode not in _HANDED_ON], computing):
            for instruction in instructions:
                for visit, value in enumerate(self.values[instruction]):
                    if value not in self.makers:
                        self.makers[value] = instruction
                        self._visits[value] = visit

    @property
    def result(self) -> int | None:
        """The value of the entry, unless nothing in sight makes it."""
        last = next(reversed(self.values), None)
        value = next(iter(self.values.get(last.computation.root, ())), None) if last else None
        return value if value in self.makers else None

    @cached_property
    def users(self) -> Mapping[int, Sequence[int]]:
        """The values that each is part of."""
        users: defaultdict[int, list[int]] = defaultdict(list)
        for value, operands in self.operands.items():
            for operand in dict.fromkeys(operands):
                users[operand].append(value)
        return users

    @cached_property
    def users_of_kind(self) -> Mapping[tuple[int, Kind], Sequence[int]]:
        """The same, for each kind of user alone."""
        found: defaultdict[tuple[int, Kind], list[int]] = defaultdict(list)
        for value, users in self.users.items():
            for user in users:
                found[value, self.kinds[user]].append(user)
        return found

    @cached_property
    def parameters(self) -> Mapping[int, int]:
        """The values of the entry's parameters, by number."""
        found = [(value, maker) for value, maker in self.makers.items() if maker.opcode == "parameter"]
        return {maker.parameter_number or 0: value for value, maker in found if maker.computation.is_entry}

    @cached_property
    def named(self) -> Mapping[Named, Sequence[int]]:
        """The values that say where they come from, by what they do and by that, in order of execution."""
        found: defaultdict[Named, list[int]] = defaultdict(list)
        for value, maker in self.makers.items():
            key = self.name_of(value) if is_operation(maker) else None
            if key:
                found[key].append(value)
        return found

    def name_of(self, value: int) -> Named | None:
        """What a value does and where that comes from, if the text says it."""
        origin = self.origin_of(value)
        return (self.kinds[value][:2], origin.name, origin.place) if origin.name else None

    def origin_of(self, value: int) -> Origin:
        """What the framework said of the operation."""
        return self._origins.of(self.makers[value], self._visits.get(value, 0))

    def canonical_text(self, value: int) -> str:
        """What is done to the operands, in canonical words."""
        maker = self.makers[value]
        return self._keys[maker.computation].get(maker, _NO_KEY)[0]

    def dimensions(self, value: int) -> tuple[int, ...]:
        """The sizes of a value, without dimensions of one element."""
        return tuple([size for size in self.makers[value].shape.dimensions if size != 1])

    def fits(self, value: int, other: ValueGraph, mate: int, *, turned: bool = False) -> bool:
        """Whether a value of `other` may stand for one: it bears no name of others, and a shard is not larger.

        `turned` allows for one that is transposed, if neighbours speak for it.
        """
        name, other_name = self.name_of(value), other.name_of(mate)
        if name and other_name and name != other_name and name in other.named and other_name in self.named:
            return False
        if not other.is_spread:
            return True
        sizes, shard = self.dimensions(value), other.dimensions(mate)
        if len(sizes) != len(shard):
            return prod(sizes) >= prod(shard)
        return all(map(ge, sizes, shard)) or (turned and all(map(ge, sorted(sizes), sorted(shard))))

    def _begun_with(self, element: HloInstruction) -> list[HloInstruction]:
        """What an element of a loop's state is in the first turn: so what is given to loops tells its readers apart."""
        state = self._states.get(element.operands[0]) if element.operands else None
        if state is None or state.opcode != "tuple":
            return []
        index = element.attributes.get("index")
        return list(state.operands[index : index + 1]) if isinstance(index, int) and index >= 0 else []

    def _made_of(self, instruction: HloInstruction, visit: int) -> tuple[int, ...]:
        parts = list(instruction.operands)
        if instruction.opcode in _CONTROL_FLOW:
            parts += [callee.root for callee in instruction.called_computations]
        if instruction.opcode == "get-tuple-element":
            parts += self._begun_with(instruction)
        made_of: list[int] = []
        for part in parts:
            values = self.values.get(part, ())
            if values:
                made_of.append(values[min(visit, len(values) - 1)])
            if made_of and made_of[-1] not in self.makers:  # nothing in sight makes it: only in a module that is odd
                self.makers[made_of[-1]], self.operands[made_of[-1]] = part, ()
        return tuple(made_of)


def _states_in(instructions: Iterable[HloInstruction]) -> Mapping[HloInstruction, HloInstruction]:
    """The states that loops begin with, by the parameters of the loops."""
    loops = [i for i in instructions if i.opcode == "while" and len(i.operands) == 1]
    return {p: loop.operands[0] for loop in loops for c in loop.called_computations for p in c.parameters}


def _in_order(operands: Mapping[int, Sequence[int]]) -> list[int]:
    """The values with what they are made of before them: what a function computes is listed with its first call."""
    done: dict[int, None] = {}
    begun: set[int] = set()
    waiting: list[int] = list(operands)[::-1]
    while waiting:
        value = waiting[-1]
        rest = [] if value in begun else [operand for operand in operands[value] if operand not in begun]
        begun.add(value)
        waiting += reversed(rest)
        if not rest:
            done[waiting.pop()] = None
    return list(done)


def _kind_of(instruction: HloInstruction, *, is_spread: bool) -> Kind:
    shape = instruction.shape
    size = 0 if is_spread else len(shape.tuple_shapes) if shape.is_tuple else prod(shape.dimensions)
    # XLA multiplies by the reciprocal instead (xla/hlo/transforms/simplifiers/algebraic_simplifier.cc, HandleDivide).
    # To know that gains 0.5 % of the operations of `benchmarks/provenance.py`.
    is_product = instruction.opcode == "divide" and any(map(_is_constant, instruction.operands[1:]))
    return "multiply" if is_product else instruction.opcode, shape.element_type, size


def _is_constant(instruction: HloInstruction) -> bool:
    for _ in range(3):  # a scalar, given the rank and then the shape of what it divides
        if instruction.opcode not in ("broadcast", "reshape") or not instruction.operands:
            break
        instruction = instruction.operands[0]
    return instruction.opcode == "constant"
