"""The walk that numbers one module, in order of execution, through fusions, calls, loops and branches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from hloscope.analyses.facts.execution import entered_callees, is_small_call
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.structures import Structures
from hloscope.analyses.fusions.duplicates import OPAQUE
from hloscope.analyses.values.loops import FollowedLoops, Loops, state_index, state_kind
from hloscope.analyses.values.numbers import Anchors, Key, Keys, Leaf, Numbered, ValueNumbers
from hloscope.ir import HloComputation, HloInstruction, HloModule

VISIT_LIMIT = 5_000
"""Calls of calls multiply: a few lines of hostile text stand for more visits than anybody waits for."""

_SEEN_THROUGH = FUSIONS | {"call", "async-start", "call-start"}  # their value is that of the computation they call
_SPECIAL = OPAQUE | {"parameter", "tuple", "get-tuple-element"}

Simplify = Callable[[HloInstruction, Key], Key | int]
WithMeaning = tuple[HloInstruction, str | None]
"""An instruction and what it says without names; None if it calls what is walked too."""


@dataclass(slots=True)
class _Visit:
    """A computation that is being walked: on behalf of whom, and how far."""

    computation: HloComputation
    rest: Iterator[WithMeaning]
    given: tuple[int, ...]  # the values of the parameters
    path: str  # of callers, where several call it
    runner: HloInstruction | None
    state: tuple[int | None, ...] | None = None  # of the loop that it is part of: what no turn changes
    followed: Anchors = field(default_factory=dict[str, tuple[str, int]])  # of a loop that has new names
    values: dict[HloInstruction, int] = field(default_factory=dict["HloInstruction", int])
    keys: dict[HloInstruction, Key] = field(default_factory=dict["HloInstruction", Key])
    anchors: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    caller: HloInstruction | None = None  # the instruction of this computation that waits for callees
    waiting: list[_Visit] = field(default_factory=list["_Visit"])
    returned: list[int] = field(default_factory=list[int])
    loop: tuple[int | None, ...] = ()  # what no turn of the caller changes

    def operands_of(self, instruction: HloInstruction) -> tuple[int, ...]:
        """The values that it reads."""
        return tuple(map(self.values.__getitem__, instruction.operands))


class Walk:
    """Walks what one module executes; iterative, for calls may be nested deeply.

    `before` are the anchors of the module before, `known` its leaves; `followed` knows its loops too.
    """

    def __init__(
        self,
        module: HloModule,
        numbers: ValueNumbers,
        structures: Structures,
        simplify: Simplify | None,
        before: Anchors,
        known: Mapping[HloComputation, Leaf],
        loops: Loops,
        followed: FollowedLoops | None,
    ) -> None:
        self._module = module
        self._numbers = numbers
        self._structures = structures
        self._simplify = simplify
        self._before = before
        self._known = known
        self._loops, self._followed = loops, followed
        self._with_meanings: dict[HloComputation, list[WithMeaning]] = {}
        self._values: dict[HloInstruction, tuple[int, ...]] = {}
        self._again: defaultdict[HloInstruction, list[int]] = defaultdict(list)
        self._keys: dict[HloComputation, Keys] = {}
        self._runners: dict[HloComputation, HloInstruction] = {}
        self._leaves: dict[HloComputation, Leaf] = {}
        self._anchors: dict[str, tuple[str, int]] = {}
        new = chain.from_iterable(c.instructions.values() for c in module.computations.values() if c not in known)
        self._callers = Counter(callee for i in new if i.called_computations for callee in _entered(i))
        self._budget = VISIT_LIMIT + 20 * sum(len(c.instructions) for c in module.computations.values())

    def run(self) -> Numbered:
        """Numbers everything that the entry reaches."""
        unions = self._numbers.unions
        visits = [self._visit(self._module.entry, (), "", None)]
        while visits:
            visit = visits[-1]
            if visit.waiting:
                visits.append(visit.waiting.pop())
            elif self._advance(visit):
                self._close(visits.pop())
                if visits:
                    visits[-1].returned.append(visit.values[visit.computation.root])
        self._values.update((instruction, tuple(values)) for instruction, values in self._again.items())
        by_name: dict[str, HloInstruction] = {}
        for computation in self._module.computations.values():
            by_name.update(computation.instructions)
        clones = self._followed.clones if self._followed else {}
        return Numbered(self._values, self._keys, self._runners, self._leaves, self._anchors, by_name, clones, unions)

    def _visit(
        self, computation: HloComputation, given: tuple[int, ...], path: str, runner: HloInstruction | None
    ) -> _Visit:
        self._budget -= len(computation.instructions)
        if computation not in self._with_meanings:
            instructions = computation.instructions.values()
            simple = [i for i in instructions if not (i.called_computations and _entered(i))]
            meaning_of = {i: m.exact for i, m in zip(simple, self._structures.meanings_of(simple), strict=True)}
            self._with_meanings[computation] = list(zip(instructions, map(meaning_of.get, instructions), strict=True))
        return _Visit(computation, iter(self._with_meanings[computation]), given, path, runner)

    def _advance(self, visit: _Visit) -> bool:
        """Numbers instructions up to the next one that calls; whether that was all."""
        if visit.caller is not None:
            self._settle_caller(visit, visit.caller)
        values, value_at = visit.values, visit.values.__getitem__
        value_of = self._simple_value if self._simplify else self._anchored
        for instruction, meaning in visit.rest:
            if meaning is None and self._budget > 0:
                leaf = self._known_leaf(visit, instruction)
                if leaf is None:
                    self._call(visit, instruction)
                    return False
                value = self._take_leaf(visit, instruction, leaf)
            elif meaning is None or instruction.opcode in _SPECIAL:
                value = self._special_value(visit, instruction, meaning or instruction.opcode)
            else:
                value = value_of(visit, instruction, (meaning, tuple(map(value_at, instruction.operands))))
            values[instruction] = value
            self._values[instruction] = (value,)  # what has no path is visited once
        return True

    def _close(self, visit: _Visit) -> None:
        """Keeps what was found in a computation, and under which circumstances it will be found again."""
        computation = visit.computation
        if visit.path:
            for instruction, value in visit.values.items():
                self._again[instruction].append(value)
        elif all(meaning is not None for _, meaning in self._with_meanings[computation]):
            values = {instruction: self._values[instruction] for instruction in visit.values}
            self._leaves[computation] = Leaf(visit.given, values, visit.keys, visit.anchors)
        if visit.runner is not None:
            self._runners[computation] = visit.runner
        self._keys[computation] = visit.keys
        self._anchors.update(visit.anchors)

    def _known_leaf(self, visit: _Visit, caller: HloInstruction) -> Leaf | None:
        """What a fusion calls, if each instruction of that would get the value that it had in the module before."""
        callee = caller.called_computations[0]
        leaf = self._known.get(callee) if caller.opcode in FUSIONS else None
        if leaf is None or visit.path or self._callers[callee] > 1 or leaf.given != visit.operands_of(caller):
            return None
        is_settled = self._numbers.are_settled(chain.from_iterable(leaf.values.values()))
        return leaf if is_settled and leaf.anchors.items() <= self._before.items() else None

    def _take_leaf(self, visit: _Visit, caller: HloInstruction, leaf: Leaf) -> int:
        """Does what a visit would do, 5 times as fast; gives the value of the computation."""
        callee = caller.called_computations[0]
        self._budget -= len(callee.instructions)
        self._values.update(leaf.values)
        self._leaves[callee] = leaf
        self._runners[callee] = visit.runner or caller
        self._keys[callee] = leaf.keys
        self._anchors.update(leaf.anchors)
        return leaf.values[callee.root][0]

    def _call(self, visit: _Visit, caller: HloInstruction) -> None:
        """Makes a visit of everything that an instruction calls, the first of them last in the list."""
        operands, is_loop = visit.operands_of(caller), caller.opcode == "while" and bool(caller.operands)
        visit.loop = self._state_of(visit, caller) if is_loop else ()
        for number, callee in enumerate(_entered(caller)):
            given = () if caller.opcode == "while" else operands  # what a loop's parameter is changes as it runs
            if caller.opcode == "conditional":
                given = operands[number + 1 : number + 2]
            path = self._numbers.path_of(visit.path, caller.name) if self._callers[callee] > 1 else visit.path
            runner = visit.runner
            if runner is None and (caller.opcode in FUSIONS or is_small_call(caller)):
                runner = caller
            inner = self._visit(callee, given, path, runner)
            if is_loop:
                inner.state = visit.loop
                inner.followed = self._followed.anchors_of(caller, number, visit.values) if self._followed else {}
            visit.waiting.append(inner)
        visit.waiting.reverse()
        visit.caller, visit.returned = caller, []

    def _state_of(self, visit: _Visit, loop: HloInstruction) -> tuple[int | None, ...]:
        """The values of a loop's state that no turn changes, by index; None for the others."""
        found: list[int | None] = []
        for index, source in enumerate(self._loops.unchanging(loop)):
            value = visit.values[source] if source else None
            is_whole = source is loop.operands[0]
            found.append(self._numbers.element_of(visit.values[loop.operands[0]], index) if is_whole else value)
        return tuple(found)

    def _settle_caller(self, visit: _Visit, caller: HloInstruction) -> None:
        visit.caller = None
        if caller.opcode in _SEEN_THROUGH:
            value = visit.returned[0]
        else:
            value = self._anchored(visit, caller, (caller.opcode, (*visit.operands_of(caller), *visit.returned)))
        if caller.opcode == "while":
            self._numbers.set_elements(value, visit.loop)
            if self._followed:
                visit.followed = {**visit.followed, **self._followed.results_of(caller, visit.values)}
        visit.values[caller] = value
        self._values[caller] = (value,)

    def _special_value(self, visit: _Visit, instruction: HloInstruction, meaning: str) -> int:
        opcode = instruction.opcode
        if opcode == "parameter" and (number := instruction.parameter_number or 0) < len(visit.given):
            return visit.given[number]
        operands = visit.operands_of(instruction)
        if opcode == "tuple":
            return self._numbers.tuple_of(operands)
        if opcode == "get-tuple-element":
            element = self._numbers.element_of(operands[0], state_index(instruction)) if operands else None
            if element is not None:
                return element
            size = len(instruction.operands[0].shape.tuple_shapes) if operands else 0  # a loop may lose some elements
            return self._anchored(visit, instruction, (f"{meaning} of {size}", operands))
        is_entry = opcode == "parameter" and visit.computation is self._module.entry
        name = instruction.arguments if is_entry else f"{visit.path}{instruction.name}"
        key = (f"{meaning} {name}", operands)
        if opcode != "parameter" or visit.state is None:
            return self._anchored(visit, instruction, key)
        value = self._anchored(visit, instruction, key, state_kind(instruction))
        self._numbers.set_elements(value, visit.state)
        return value

    def _simple_value(self, visit: _Visit, instruction: HloInstruction, key: Key) -> int:
        simple = self._simplify(instruction, key) if self._simplify else key
        return simple if isinstance(simple, int) else self._anchored(visit, instruction, simple)

    def _anchored(self, visit: _Visit, instruction: HloInstruction, key: Key, kind: str = "") -> int:
        """The value of an instruction, that of its name in the module before if it is of the same kind: its opcode."""
        name = visit.path + instruction.name if visit.path else instruction.name
        kind = kind or instruction.opcode
        anchor = self._before.get(name)
        if anchor is None and visit.followed:
            anchor = visit.followed.get(instruction.name)
        if anchor is None or anchor[0] != kind:
            value = self._numbers.value_of(key)
        else:
            value = self._numbers.value_of(key, anchor[1])
        visit.anchors[name] = (kind, value)
        visit.keys[instruction] = key
        return value


def _entered(instruction: HloInstruction) -> tuple[HloComputation, ...]:
    """What runs when an instruction does, the bodies of fusions too."""
    if not instruction.called_computations:
        return ()
    if instruction.opcode in FUSIONS:
        return instruction.called_computations[:1]
    return entered_callees(instruction)
