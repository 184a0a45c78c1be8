"""Contents: what a launch computes by the module that runs alone; by what something that is no operation is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypedDict

from hloscope.analyses.facts.execution import entered_callees
from hloscope.analyses.facts.operations import FUSIONS, is_scalar_fill
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.analyses.passes.views import is_operation
from hloscope.analyses.values.loops import state_index
from hloscope.ir import HloComputation, HloInstruction, HloModule

Callers = defaultdict[HloComputation, list[HloInstruction]]
"""What calls each computation."""

How = Literal["calls", "part of", "read by"]


class ContentForm(TypedDict):
    """An operation that a launch computes, with what its metadata, or that of the launch, says of where it is from."""

    name: str
    opcode: str
    op_name: str | None
    source: str | None


class ThroughForm(TypedDict):
    """The operations by which what is none itself is told: those that it calls, is part of, or that read it."""

    how: How
    operations: list[str]


class Content(NamedTuple):
    """An operation that a launch computes; `has_metadata` says that its own tells the source, not the launch's."""

    operation: HloInstruction
    source: Source
    has_metadata: bool

    def to_dict(self) -> ContentForm:
        """The JSON form."""
        op_name, place = self.source
        name, opcode = self.operation.name, self.operation.opcode
        return {"name": name, "opcode": opcode, "op_name": op_name or None, "source": place or None}


def contents_of(launch: HloInstruction) -> list[Content]:
    """What a launch computes, in order: the operations in it, or itself.

    Where no operation in it says where it is from, the launch does.
    """
    operations = list(_operations_in(launch))
    sources = Sources()
    found = [sources.source_of(operation) for operation in operations]
    whole = Source() if any(map(any, found)) else sources.source_of(launch)
    return [
        Content(operation, source if any(source) else whole, any(source))
        for operation, source in zip(operations, found, strict=True)
    ]


def _operations_in(launch: HloInstruction) -> Iterator[HloInstruction]:
    inside = launch.called_computations[:1] if launch.opcode in FUSIONS else entered_callees(launch)
    if not inside:
        yield launch
        return
    waiting, seen = [*inside], set(inside)
    while waiting:
        for instruction in waiting.pop(0).instructions.values():
            if is_operation(instruction) and not is_scalar_fill(instruction):
                yield instruction
            callees = instruction.called_computations[:1] if instruction.opcode in FUSIONS else ()
            new = [callee for callee in (*callees, *entered_callees(instruction)) if callee not in seen]
            waiting += new
            seen.update(new)


@dataclass(frozen=True)
class Through:
    """The operations by which what is none itself is told."""

    how: How
    operations: Sequence[HloInstruction]

    def to_dict(self) -> ThroughForm:
        """The JSON form."""
        return {"how": self.how, "operations": [operation.name for operation in self.operations]}


def callers_of(module: HloModule) -> Callers:
    """Who calls each computation; made once for all that is asked of a module."""
    callers: Callers = defaultdict(list)
    for instruction in module.instructions():
        for callee in instruction.called_computations:
            callers[callee].append(instruction)
    return callers


def through(callers: Callers, instruction: HloInstruction) -> Through:
    """The operations that tell of something that is none itself, or that no launch computes by itself.

    What a call, a loop or a branch calls; what applies a region that it is in; else what reads it.
    """
    if entered_callees(instruction):
        return Through("calls", _called(instruction))
    if not any(entered_callees(caller) for caller in callers[instruction.computation]):
        appliers = [caller for caller in callers[instruction.computation] if caller.opcode not in FUSIONS]
        if appliers:
            return Through("part of", appliers)
    return Through("read by", _readers_of(instruction, callers))


def holders_of(callers: Callers, instruction: HloInstruction, launches: Collection[str]) -> list[HloInstruction]:
    """The launches that an instruction is in, out through whatever calls its computation: itself if it is one."""
    found: dict[HloInstruction, None] = {}
    waiting, seen = [instruction], {instruction}
    while waiting:
        current = waiting.pop()
        if current.name in launches:
            found[current] = None
            continue
        outer = [caller for caller in callers[current.computation] if caller not in seen]
        waiting += outer
        seen.update(outer)
    return list(found)


def _called(caller: HloInstruction) -> list[HloInstruction]:
    module_order: dict[HloComputation, None] = dict.fromkeys(entered_callees(caller))
    waiting = list(module_order)
    while waiting:
        inner = [c for i in waiting.pop().instructions.values() for c in entered_callees(i) if c not in module_order]
        module_order.update(dict.fromkeys(inner))
        waiting += inner
    return [i for c in module_order for i in c.instructions.values() if _computes(i) and not entered_callees(i)]


def _computes(instruction: HloInstruction) -> bool:
    """Whether it is an operation, or a fusion of some."""
    is_real = is_operation(instruction) and not is_scalar_fill(instruction)
    return is_real or instruction.opcode in FUSIONS


def _readers_of(instruction: HloInstruction, callers: Callers) -> list[HloInstruction]:
    """The operations that read it, through tuples, and into and out of what is called."""
    found: dict[HloInstruction, None] = {}
    seen: set[_Element] = {(instruction, None)}
    waiting, readers, places = list(seen), _Readers(), _Places()
    while waiting:
        current, index = waiting.pop()
        known = readers.of(current)
        found.update(dict.fromkeys(known.computing))
        passing = known.passing_on(index)
        after = [place for user in passing for place in _passed_on(places.of(current, user), index, user)]
        after += [(place, index) for place in _returned_to(current, callers)]
        new = [place for place in dict.fromkeys(after) if place not in seen]
        waiting += new
        seen.update(new)
    return list(found)


class _Reading(NamedTuple):
    """What reads a value: operations, what takes one element of it, and what passes it on in other ways."""

    computing: list[HloInstruction]
    taking: defaultdict[int | None, list[HloInstruction]]
    others: list[HloInstruction]

    def passing_on(self, index: int | None) -> list[HloInstruction]:
        """What passes an element on, or the whole."""
        if index is None:
            return [*(user for users in self.taking.values() for user in users), *self.others]
        return [*self.taking[index], *self.others]


class _Readers:
    """What reads each value, sorted once: a tuple of a thousand elements has a reader for each."""

    def __init__(self) -> None:
        self._known: dict[HloInstruction, _Reading] = {}

    def of(self, value: HloInstruction) -> _Reading:
        """What reads a value, in the order of the text."""
        if value not in self._known:
            self._known[value] = self._sorted(value.users)
        return self._known[value]

    def _sorted(self, users: Sequence[HloInstruction]) -> _Reading:
        reading = _Reading([], defaultdict(list), [])
        for user in users:
            if user.opcode == "get-tuple-element":
                reading.taking[state_index(user)].append(user)
            elif _computes(user) and not entered_callees(user):
                reading.computing.append(user)
            else:
                reading.others.append(user)
        return reading


_Element = tuple[HloInstruction, int | None]
"""A value, or the element of a tuple."""


def _returned_to(value: HloInstruction, callers: Callers) -> Iterator[HloInstruction]:
    """What has the result of a computation: its callers, and the next turn of a loop."""
    for caller in callers[value.computation] if value.is_root else ():
        yield caller
        if caller.opcode == "while":
            yield from [callee.parameters[0] for callee in entered_callees(caller) if callee.parameters]


class _Places:
    """Where among the operands of a reader a value stands; each reader is looked at once, however wide it is."""

    def __init__(self) -> None:
        self._known: dict[HloInstruction, defaultdict[HloInstruction, list[int]]] = {}

    def of(self, value: HloInstruction, reader: HloInstruction) -> Sequence[int]:
        """The places of a value among the operands of its reader."""
        known = self._known.get(reader)
        if known is None:
            known = self._known[reader] = defaultdict(list)
            for place, operand in enumerate(reader.operands):
                known[operand].append(place)
        return known[value]


def _passed_on(places: Sequence[int], index: int | None, user: HloInstruction) -> Iterator[_Element]:
    """Where a reader that computes nothing puts the value that it reads at some places."""
    callees = entered_callees(user)
    if callees:
        inner = [(callee, 0) for callee in callees] if user.opcode == "while" else []
        inner += [(callees[0], place) for place in places] if user.opcode == "call" else []
        branches = [place - 1 for place in places if 0 < place <= len(callees)] if user.opcode == "conditional" else []
        inner += [(callees[place], 0) for place in branches]
        yield from [(callee.parameters[place], index) for callee, place in inner if place < len(callee.parameters)]
        yield from [(user, index)] if user.opcode == "while" else []
    elif user.opcode == "tuple":
        yield from [(user, place) for place in places]
    elif user.opcode == "get-tuple-element":
        yield from [(user, None)] if index is None or state_index(user) == index else []
    elif not _computes(user):
        yield user, None
