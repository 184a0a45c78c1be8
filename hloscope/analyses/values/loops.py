"""Loops: what no turn of one changes, and which loop of the module before one is that a pass has cloned.

A pass that moves work out of a loop or takes an element out of its state makes the loop anew, and all names in it are
new. It is followed by what it is given at the start and by what it is made of, and then the elements of its state are,
from the same start. What is computed of them has the same values as before without any names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.analyses.facts.execution import entered_callees, executed_computations
from hloscope.ir import HloComputation, HloInstruction, HloModule

if TYPE_CHECKING:
    from hloscope.analyses.values.numbers import Anchors, Numbered, ValueNumbers

_INDEX = re.compile(r", index=(\d{1,9})(?=,|$)")
_CLONED_NAME = re.compile(r"^(?:wide\.)+|(?:\.clone|\.sunk|\.double_buffer_clone|\.cloned|\.\d+)+$")
_PAIR_LIMIT = 10_000
"""Loops that are new times loops that are gone: beyond that only those of one make are compared."""

_ALIKE = 0.3
"""The share of its operations that a loop must have in common with what it was made of."""

Values = Mapping[HloInstruction, int]


def state_index(element: HloInstruction) -> int:
    """Which element of a tuple a get-tuple-element is; -1 if its text does not say."""
    found = _INDEX.match(element.attribute_text)
    index = int(found[1]) if found else element.attributes.get("index")
    return index if isinstance(index, int) and index >= 0 else -1


def state_kind(parameter: HloInstruction) -> str:
    """What the state of a loop is known as: another one where a pass gave it more or fewer elements."""
    return f"parameter {len(parameter.shape.tuple_shapes)}"


class Loops:
    """The loops that a module executes."""

    def __init__(self, module: HloModule) -> None:
        self._module = module

    @cached_property
    def all(self) -> Sequence[HloInstruction]:
        """Those that can be followed, inner ones first."""
        flow = executed_computations(self._module, entered_callees).values()
        callers = [caller for called in flow for caller in called]
        return [i for i in callers if i.opcode == "while" and len(i.called_computations) == 2 and i.operands]

    @cached_property
    def _unchanged(self) -> Mapping[HloComputation, frozenset[int]]:
        """The elements of the state that each turn hands on as they are, by body."""
        unchanged: dict[HloComputation, frozenset[int]] = {}
        for loop in self.all:
            body = _body_of(loop)
            if body not in unchanged:
                handed = enumerate(body.root.operands if body.root.opcode == "tuple" else ())
                unchanged[body] = frozenset([n for n, i in handed if _is_element(_origin_of(i, unchanged), n)])
        return unchanged

    def unchanging(self, loop: HloInstruction) -> Iterator[HloInstruction | None]:
        """What each element of a loop's state is from the first turn to the last; None if turns change it.

        What the loop is given stands for an element of it that is not made in sight. Copies are seen through.
        """
        init, size = loop.operands[0], len(loop.shape.tuple_shapes)
        starts, unchanged = init.operands if init.opcode == "tuple" else (), self._unchanged.get(_body_of(loop), ())
        for index in range(size if unchanged else 0):
            start = _origin_of(starts[index], self._unchanged) if index < len(starts) else init
            yield start if index in unchanged else None


def _body_of(loop: HloInstruction) -> HloComputation:
    return entered_callees(loop)[-1]


def _is_element(instruction: HloInstruction, index: int) -> bool:
    """Whether it is an element of what its computation is given."""
    is_taken = instruction.opcode == "get-tuple-element" and state_index(instruction) == index
    return is_taken and [i.opcode for i in instruction.operands] == ["parameter"]


def _origin_of(instruction: HloInstruction, unchanged: Mapping[HloComputation, frozenset[int]]) -> HloInstruction:
    """What a value is before it is copied, or goes through loops that leave it as it is."""
    while instruction.operands:
        source = instruction.operands[0]
        if instruction.opcode == "copy":
            instruction = source
            continue
        is_result = instruction.opcode == "get-tuple-element" and source.opcode == "while" and source.operands
        index = state_index(instruction) if is_result else -1
        if index < 0 or len(source.called_computations) != 2 or index not in unchanged.get(_body_of(source), ()):
            break
        if source.operands[0].opcode != "tuple" or index >= len(source.operands[0].operands):
            break
        instruction = source.operands[0].operands[index]
    return instruction


class FollowedLoops:
    """The loops of a module that a pass has made anew of loops of the module before it.

    `clones` has the name of what the condition or the body of each was made of, by its own name.
    """

    def __init__(self, before: Loops, numbered: Numbered, loops: Loops, numbers: ValueNumbers) -> None:
        self._before, self._numbered, self._loops, self._numbers = before, numbered, loops, numbers
        self.clones: dict[str, str] = {}

    def anchors_of(self, loop: HloInstruction, number: int, values: Values) -> Anchors:
        """The values that the state has in a condition (`number` 0) or a body; `values` are those around the loop."""
        old = self._old_loops.get(loop)
        if old is None:
            return {}
        callee, former = entered_callees(loop)[number], entered_callees(old)[number]
        if callee.name != former.name:
            self.clones[callee.name] = former.name
        if not callee.parameters or not former.parameters:
            return {}
        parameter, former_parameter = callee.parameters[0], former.parameters[0]
        known = self._numbered.values.get(former_parameter)
        if parameter.name == former_parameter.name or known is None or len(known) != 1:
            return {}
        if parameter.shape.without_layout() == former_parameter.shape.without_layout():
            return {parameter.name: (state_kind(parameter), known[0])}
        return self._elements(parameter, former_parameter, self._same_indices(loop, old, values))

    def results_of(self, loop: HloInstruction, values: Values) -> Anchors:
        """The values of what is taken out of the result of a loop with a new name; `values` are those around it."""
        old = self._old_loops.get(loop)
        if old is None or old.name == loop.name:
            return {}
        size = len(loop.shape.tuple_shapes)
        is_whole = loop.shape.without_layout() == old.shape.without_layout()
        indices = {index: index for index in range(size)} if is_whole else self._same_indices(loop, old, values)
        return self._elements(loop, old, indices)

    def _elements(self, parameter: HloInstruction, former: HloInstruction, indices: Mapping[int, int]) -> Anchors:
        """The elements of a state that has lost or won some, by the names of those who take them."""
        taken = {state_index(user): user for user in former.users if user.opcode == "get-tuple-element"}
        found: dict[str, tuple[str, int]] = {}
        for user in parameter.users:
            old = taken.get(indices.get(state_index(user), -1)) if user.opcode == "get-tuple-element" else None
            if old is not None and old in self._numbered.values:
                found[user.name] = (old.opcode, self._numbered.values[old][0])
        return found

    def _same_indices(self, loop: HloInstruction, old: HloInstruction, values: Values) -> Mapping[int, int]:
        """Which element of the former state each is: one of the same type that starts with the same value, in order."""
        settled, known = self._numbers.settled, self._numbered.values
        former = [(i.shape.without_layout(), _settled(settled, known.get(i, ()))) for i in _starts_of(old)]
        now = [(i.shape.without_layout(), _settled(settled, (values[i],))) for i in _starts_of(loop)]
        places: defaultdict[object, deque[int]] = defaultdict(deque)
        for place, start in enumerate(former):
            places[start].append(place)
        return {place: places[start].popleft() for place, start in enumerate(now) if places.get(start)}

    @cached_property
    def _old_loops(self) -> Mapping[HloInstruction, HloInstruction]:
        """The loop that each new one was made of: that of its name, else the one most like it."""
        now, before = self._loops.all, self._before.all
        by_name = {loop.name: loop for loop in before}
        found = {loop: by_name.pop(loop.name) for loop in now if loop.name in by_name}
        fresh = [loop for loop in now if loop not in found]
        gone = [loop for loop in by_name.values() if loop in self._numbered.values]
        found.update(_most_alike(fresh, gone))
        return found


def _starts_of(loop: HloInstruction) -> Sequence[HloInstruction]:
    init = loop.operands[0]
    return [_origin_of(start, {}) for start in init.operands] if init.opcode == "tuple" else ()


def _settled(settled: Callable[[int], int], values: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(settled, values))


def _most_alike(
    fresh: Sequence[HloInstruction], gone: Sequence[HloInstruction]
) -> Iterator[tuple[HloInstruction, HloInstruction]]:
    """Pairs of loops, those first that have most in common; each once. Of many only those of one make, in order."""
    if not fresh or not gone:
        return
    makes = {loop: _make_of(loop) for loop in (*fresh, *gone)}
    if len(fresh) * len(gone) > _PAIR_LIMIT:
        waiting: defaultdict[object, deque[HloInstruction]] = defaultdict(deque)
        for loop in gone:
            waiting[_key_of(makes[loop])].append(loop)
        alike = [(loop, waiting[_key_of(makes[loop])]) for loop in fresh]
        yield from [(loop, others.popleft()) for loop, others in alike if others]
        return
    scores = {(a, b): _likeness(makes[a], makes[b]) for a in fresh for b in gone}
    taken: set[HloInstruction] = set()
    for a, b in sorted(scores, key=lambda pair: -scores[pair]):
        if scores[a, b] > _ALIKE and taken.isdisjoint((a, b)):
            taken.update((a, b))
            yield a, b


def _key_of(make: _Make) -> object:
    computed, _ = make
    return frozenset(computed.items())


_Make = tuple[Counter[object], frozenset[str]]


def _make_of(loop: HloInstruction) -> _Make:
    """What the body of a loop computes, and what it and its condition are called without what clones are called."""
    body = _body_of(loop)
    computed = [i for i in body.instructions.values() if i.opcode not in ("get-tuple-element", "constant")]
    names = [_CLONED_NAME.sub("", callee.name) for callee in entered_callees(loop)]
    return Counter((i.opcode, i.shape.element_type, i.shape.dimensions) for i in computed), frozenset(names)


def _likeness(make: _Make, other: _Make) -> float:
    """The share of operations that two loops have in common, and half of that for their names."""
    (computed, names), (other_computed, other_names) = make, other
    common = (computed & other_computed).total()
    return common / max(1, min(computed.total(), other_computed.total())) + 0.5 * (not names.isdisjoint(other_names))
