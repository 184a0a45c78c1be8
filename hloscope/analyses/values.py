"""Values: which instructions of successive modules compute the same value, whatever became of their names.

XLA keeps an instruction's name, unique in its module, from pass to pass, and gives a copy a new one. So an instruction
has the value that the one of its name had in the module before; failing that, the value of whatever does the same to
the same values. Fusions, calls and tuples are seen through: what is in them is numbered where it is computed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hloscope.analyses.duplicates import OPAQUE
from hloscope.analyses.execution import entered_callees, is_small_call
from hloscope.analyses.operations import FUSIONS
from hloscope.analyses.structures import Structures
from hloscope.ir import HloComputation, HloInstruction, HloModule

VISIT_LIMIT = 1_000_000
"""Calls of calls multiply: a few lines of hostile text stand for more visits than anybody waits for."""

_SEEN_THROUGH = FUSIONS | {"call", "async-start", "call-start"}  # their value is that of the computation they call
_SPECIAL = OPAQUE | {"parameter", "tuple", "get-tuple-element"}
_NO_ANCHOR = ("", None)
_INDEX = re.compile(r", index=(\d{1,9})(?=,|$)")

Key = tuple[str, tuple[int, ...]]
"""What an instruction does, told without names, and the values that it does it to."""


Simplify = Callable[["HloInstruction", Key], Key | int]
Anchors = dict[str, tuple[str, int]]
"""Opcode and value by name."""


@dataclass(frozen=True, eq=False, slots=True)
class Numbered:
    """One module with the value of each instruction that it may run, in order of execution.

    `values` has an entry for each time that an instruction is reached: one called from two places has two. `clusters`
    has, for what is in a fusion or in a compiled loop, the instruction that runs it. `by_name` has all instructions.
    The values are settled as long as the numbering has found no more `unions` of values.
    """

    values: Mapping[HloInstruction, tuple[int, ...]]
    keys: Mapping[HloInstruction, Key]
    clusters: Mapping[HloInstruction, HloInstruction]
    by_name: Mapping[str, HloInstruction]
    unions: int


class Numbering:
    """Numbers the values of one program's modules, in the order of its compilation.

    `simplify` may give an instruction another key than what it says, or the value that it only passes on.
    """

    def __init__(self, simplify: Simplify | None = None) -> None:
        self.simplify = simplify
        self._numbers: dict[Key, int] = {}
        self._elements: dict[int, tuple[int, ...]] = {}
        self._same: dict[int, int] = {}  # values that turned out to be others
        self._paths: dict[tuple[str, str], str] = {}
        self._anchors: Anchors = {}  # of the module before
        self._before: HloModule | None = None
        self._count = 0

    def number(self, module: HloModule) -> Numbered:
        """The values of the next module; linear in what it executes, each computation once for each caller."""
        if self._before:
            self._rename(self._before, module)
        walk = _Walk(self, module, self._anchors)
        numbered = walk.run()
        self._anchors, self._before = walk.anchors, module
        return numbered

    @property
    def unions(self) -> int:
        """How many values turned out to be others so far."""
        return len(self._same)

    def settled(self, value: int) -> int:
        """The value under which this one is known by now."""
        while value in self._same:
            value = self._same[value]
        return value

    def tuple_of(self, operands: tuple[int, ...]) -> int:
        """The value of a tuple, whose elements are known from then on."""
        value = self.value_of(("tuple", operands))
        self._elements[value] = operands
        return value

    def element_of(self, value: int, index: int) -> int | None:
        """An element of a tuple that is made in sight."""
        elements = self._elements.get(value, ())
        return elements[index] if 0 <= index < len(elements) else None

    def value_of(self, key: Key, anchor: int | None = None) -> int:
        """The value of an instruction, which is `anchor` where the module before had one of its name."""
        known = self._numbers.get(key)
        if anchor is None:
            value = self._count if known is None else self.settled(known)
            self._count += known is None
        else:
            value = self.settled(anchor)
            if known is not None and (other := self.settled(known)) != value:
                self._same[max(value, other)] = value = min(value, other)
        self._numbers[key] = value
        return value

    def path_of(self, path: str, caller: HloInstruction) -> str:
        """A short name for a caller on the path of its callers: written out, paths would grow with their depth."""
        return self._paths.setdefault((path, caller.name), f"{len(self._paths)}/")

    def _rename(self, before: HloModule, module: HloModule) -> None:
        """Follows passes that rename: where a computation has the same opcodes in the same order, place for place."""
        for name, computation in module.computations.items():
            old = before.computations.get(name)
            if old is None or len(old.instructions) != len(computation.instructions):
                continue
            pairs = list(zip(old.instructions.values(), computation.instructions.values(), strict=True))
            renamed = [(was, now) for was, now in pairs if was.name != now.name]
            if renamed and all(was.opcode == now.opcode for was, now in pairs):
                for was, now in renamed:
                    if was.name in self._anchors and now.name not in old.instructions:
                        self._anchors[now.name] = self._anchors[was.name]


@dataclass(slots=True)
class _Visit:
    """A computation that is being walked: on behalf of whom, and how far."""

    computation: HloComputation
    rest: Iterator[HloInstruction]
    given: Sequence[int]  # the values of the parameters
    path: str  # of callers, where several call it
    cluster: HloInstruction | None
    values: dict[HloInstruction, int] = field(default_factory=dict["HloInstruction", int])
    caller: HloInstruction | None = None  # the instruction of this computation that waits for callees
    waiting: list[_Visit] = field(default_factory=list["_Visit"])
    returned: list[int] = field(default_factory=list[int])


class _Walk:
    """Walks what one module executes; iterative, for calls may be nested deeply."""

    def __init__(self, numbering: Numbering, module: HloModule, before: Anchors) -> None:
        self._numbering = numbering
        self._module = module
        self._before = before
        self.anchors: Anchors = {}
        self._structures = Structures()
        self._told: dict[HloComputation, dict[HloInstruction, str]] = {}
        self._values: dict[HloInstruction, tuple[int, ...]] = {}
        self._again: defaultdict[HloInstruction, list[int]] = defaultdict(list)
        self._keys: dict[HloInstruction, Key] = {}
        self._clusters: dict[HloInstruction, HloInstruction] = {}
        called = (c for i in module.instructions() for c in _entered(i))
        self._callers = Counter(called)
        self._budget = VISIT_LIMIT + 10 * sum(len(c.instructions) for c in module.computations.values())

    def run(self) -> Numbered:
        """Numbers everything that the entry reaches."""
        unions = self._numbering.unions
        visits = [self._visit(self._module.entry, (), "", None)]
        while visits:
            visit = visits[-1]
            if visit.waiting:
                visits.append(visit.waiting.pop())
            elif self._advance(visit):
                visits.pop()
                if visits:
                    visits[-1].returned.append(visit.values[visit.computation.root])
        self._values.update((instruction, tuple(values)) for instruction, values in self._again.items())
        by_name = {i.name: i for i in self._module.instructions()}
        return Numbered(self._values, self._keys, self._clusters, by_name, unions)

    def _visit(
        self, computation: HloComputation, given: Sequence[int], path: str, cluster: HloInstruction | None
    ) -> _Visit:
        self._budget -= len(computation.instructions)
        if computation not in self._told:
            simple = [i for i in computation.instructions.values() if not _entered(i)]
            told = [meaning.exact for meaning in self._structures.meanings_of(simple)]
            self._told[computation] = dict(zip(simple, told, strict=True))
        return _Visit(computation, iter(computation.instructions.values()), given, path, cluster)

    def _advance(self, visit: _Visit) -> bool:
        """Numbers instructions up to the next one that calls; whether that was all."""
        if visit.caller is not None:
            self._settle_caller(visit, visit.caller)
        told, values = self._told[visit.computation], visit.values
        for instruction in visit.rest:
            if instruction not in told and self._budget > 0:
                self._call(visit, instruction)
                return False
            if instruction.opcode in _SPECIAL or instruction not in told:
                value = self._special_value(visit, instruction, told.get(instruction, instruction.opcode))
            else:
                key = (told[instruction], tuple([values[operand] for operand in instruction.operands]))
                value = self._value_of(visit, instruction, key)
            self._take(visit, instruction, value)
        return True

    def _call(self, visit: _Visit, caller: HloInstruction) -> None:
        """Makes a visit of everything that an instruction calls, the first of them last in the list."""
        operands = tuple([visit.values[operand] for operand in caller.operands])
        called = _entered(caller)
        for number, callee in enumerate(called):
            given = () if caller.opcode == "while" else operands  # what a loop's parameter is changes as it runs
            if caller.opcode == "conditional":
                given = operands[number + 1 : number + 2]
            path = self._numbering.path_of(visit.path, caller) if self._callers[callee] > 1 else visit.path
            cluster = visit.cluster
            if cluster is None and (caller.opcode in FUSIONS or is_small_call(caller)):
                cluster = caller
            visit.waiting.append(self._visit(callee, given, path, cluster))
        visit.waiting.reverse()
        visit.caller, visit.returned = caller, []

    def _settle_caller(self, visit: _Visit, caller: HloInstruction) -> None:
        visit.caller = None
        if caller.opcode in _SEEN_THROUGH:
            self._take(visit, caller, visit.returned[0])
        else:
            operands = tuple([visit.values[operand] for operand in caller.operands])
            key = (caller.opcode, (*operands, *visit.returned))
            self._take(visit, caller, self._anchored(visit, caller, key))

    def _special_value(self, visit: _Visit, instruction: HloInstruction, told: str) -> int:
        opcode = instruction.opcode
        if opcode == "parameter" and (number := instruction.parameter_number or 0) < len(visit.given):
            return visit.given[number]
        operands = tuple([visit.values[operand] for operand in instruction.operands])
        if opcode == "tuple":
            return self._numbering.tuple_of(operands)
        if opcode == "get-tuple-element":
            element = self._numbering.element_of(operands[0], _index_of(instruction)) if operands else None
            return self._anchored(visit, instruction, (told, operands)) if element is None else element
        is_entry = opcode == "parameter" and visit.computation is self._module.entry
        own = instruction.arguments if is_entry else f"{visit.path}{instruction.name}"
        return self._anchored(visit, instruction, (f"{told} {own}", operands))

    def _value_of(self, visit: _Visit, instruction: HloInstruction, key: Key) -> int:
        if self._numbering.simplify:
            simple = self._numbering.simplify(instruction, key)
            if isinstance(simple, int):
                return simple
            key = simple
        return self._anchored(visit, instruction, key)

    def _anchored(self, visit: _Visit, instruction: HloInstruction, key: Key) -> int:
        name = visit.path + instruction.name if visit.path else instruction.name
        opcode, anchor = self._before.get(name, _NO_ANCHOR)
        value = self._numbering.value_of(key, anchor if opcode == instruction.opcode else None)
        self.anchors[name] = (instruction.opcode, value)
        self._keys[instruction] = key
        return value

    def _take(self, visit: _Visit, instruction: HloInstruction, value: int) -> None:
        visit.values[instruction] = value
        if visit.path:
            self._again[instruction].append(value)
        self._values[instruction] = (value,)  # what has no path is visited once
        if visit.cluster is not None:
            self._clusters[instruction] = visit.cluster


def _entered(instruction: HloInstruction) -> tuple[HloComputation, ...]:
    """What runs when an instruction does, the bodies of fusions too."""
    if not instruction.called_computations:
        return ()
    if instruction.opcode in FUSIONS:
        return instruction.called_computations[:1]
    return entered_callees(instruction)


def _index_of(element: HloInstruction) -> int:
    found = _INDEX.match(element.attribute_text)
    index = int(found[1]) if found else element.attributes.get("index")
    return index if isinstance(index, int) and index >= 0 else -1
