"""Launch sources: the one line, or failing that the name, that every command shows for what runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from hloscope.analyses.facts.direction import direction_of
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.ir import HloComputation, HloInstruction

_WITH_BODIES = FUSIONS | {"call"}
_REWRITTEN = frozenset({"dot", "convolution", "custom-call"})
_MOVES = frozenset({"bitcast", "convert", "copy", "copy-start", "reshape", "transpose"})
_FURTHEST = 32  # instructions looked at for one that lost its metadata
Neighbours = Callable[[HloInstruction], tuple[HloInstruction, ...]]


class LaunchSource(NamedTuple):
    """Where a launch comes from; `is_inferred` says that XLA lost it, and that it is that of a neighbour."""

    source: Source = Source()
    is_inferred: bool = False


class LaunchSources:
    """Tells the sources of launches: their own; of a fusion that has none, of the last operation in it that has one.

    A rewritten operation without any (a matrix product that became a reduce, combined collectives, a converted loop)
    has that which `lost` finds for it, or of what it reads, else of what reads it, the nearest with a line first, else
    of the argument that it moves, else of its loop; that is inferred. `instructions` are those of the module: they tell
    which calls lead to what was outlined. `called` has the lines of names that jax gives to calls alone.
    """

    def __init__(
        self,
        sources: Sources,
        instructions: Iterable[HloInstruction] = (),
        lost: Callable[[], Mapping[HloInstruction, Source]] = dict,
        called: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._sources = sources
        self._instructions = instructions
        self._find_lost = lost
        self._find_called = called
        self._known: dict[HloInstruction, LaunchSource] = {}
        self._known_direct: dict[HloInstruction, Source] = {}  # many look at the same neighbours

    def of(self, launch: HloInstruction) -> LaunchSource:
        """The source of a launch; empty where nothing tells."""
        found = self._known.get(launch)
        if found is None:
            found = self._known[launch] = self._find(launch)
        return found

    def _find(self, launch: HloInstruction) -> LaunchSource:
        source = self._direct_source_of(launch)
        if source.lacks_place:
            return self._placed(launch, source)
        if any(source):
            return LaunchSource(source, is_inferred=bool(source.place) and source.op_name in self._called)
        return self._inferred(launch)

    def _direct_source_of(self, launch: HloInstruction) -> Source:
        source = self._known_direct.get(launch)
        if source is None:
            source = self._find_direct_source(launch)
            if source.is_bare and launch.opcode != "parameter":
                source = source._replace(place=self._called.get(source.op_name, ""))
            self._known_direct[launch] = source
        return source

    def _find_direct_source(self, launch: HloInstruction) -> Source:
        direct = self._sources.source_of(launch)
        if direct.is_whole or launch.opcode not in _WITH_BODIES or not launch.called_computations:
            return direct
        inside = [source for source in self._sources.of(reversed(_body_of(launch))) if any(source)]
        return next(
            (source for source in inside if source.is_whole),
            direct if direct.op_name else next(iter(inside), direct),
        )

    def _placed(self, launch: HloInstruction, source: Source) -> LaunchSource:
        """With the line of what it reads, or of what reads it: XLA joins names that jax gave, and drops their lines."""
        near = (other for neighbours in (self._operands_of, self._users_of) for other in _walk(launch, neighbours))
        place = next(filter(None, (self._direct_source_of(other).place for other in near)), "")
        return LaunchSource(source._replace(place=place), is_inferred=bool(place))

    def _inferred(self, launch: HloInstruction) -> LaunchSource:
        if launch.opcode == "tuple":  # a table of pointers, which is of all that it points to
            return LaunchSource()
        parts = [launch, *(_body_of(launch) if launch.opcode in _WITH_BODIES else ())]
        may_be_lost = any(part.opcode in _REWRITTEN for part in parts)
        lost = next(filter(None, map(self._lost.get, parts)), None) if may_be_lost else None
        source = lost or self._of_neighbours(launch) or self._sources.with_that_of_loop(launch)
        return LaunchSource(source, is_inferred=any(source))

    @cached_property
    def _lost(self) -> Mapping[HloInstruction, Source]:
        return self._find_lost()

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return self._find_called()

    def _of_neighbours(self, launch: HloInstruction) -> Source | None:
        """That of the nearest operand with a line, else user, else of the nearest with a name.

        An argument's name is no source of what is computed from it, but of what moves it. What reads the backward pass
        is of it too.
        """
        found = self._nearest_with_a_line(launch) or self._nearest_with_a_name(launch)
        direct = (self._direct_source_of(operand) for operand in launch.operands[:_FURTHEST])
        return next((source for source in direct if found and _is_backward(source)), found)

    def _nearest_with_a_line(self, launch: HloInstruction) -> Source | None:
        near = (self._direct_source_of(other) for other in self._near(launch))
        return next((source for source in near if source.place), None)

    def _nearest_with_a_name(self, launch: HloInstruction) -> Source | None:
        near = [(other, self._direct_source_of(other)) for other in self._near(launch)]
        named = [(other, source) for other, source in near if any(source)]
        made = (source for other, source in named if other.opcode != "parameter")
        moved = named[0][1] if named and launch.opcode in _MOVES else None
        return next(made, moved)

    def _near(self, launch: HloInstruction) -> Iterator[HloInstruction]:
        """What it reads and what reads it, the nearest first; a loop that it reads at last, for that is another line.

        XLA leaves the metadata of a reduction in steps to its last step (tree_reduction_rewriter.cc).
        """
        if _is_step_of_reduction(launch):
            yield from _walk(launch, self._users_of)
        loops: list[HloInstruction] = []
        for other in _walk(launch, self._operands_of):
            if _is_of_loop(other):
                loops.append(other)
            else:
                yield other
        yield from _walk(launch, self._users_of)
        yield from loops

    def _operands_of(self, instruction: HloInstruction) -> tuple[HloInstruction, ...]:
        """What it reads; of a parameter, what the call hands in; of a loop nothing, for that is further away."""
        if instruction.opcode == "while":
            return ()
        caller = self._callers.get(instruction.computation) if instruction.opcode == "parameter" else None
        return caller.operands[instruction.parameter_number or 0 :][:1] if caller else instruction.operands

    def _users_of(self, instruction: HloInstruction) -> tuple[HloInstruction, ...]:
        """What reads it, in fusions and calls too; of a root, what reads the call."""
        caller = self._callers.get(instruction.computation) if instruction.is_root else None
        users = (*instruction.users, *(caller.users if caller else ()))
        read = caller or instruction
        return tuple([reader for user in users for reader in (*_readers_in(user, read), user)])

    @cached_property
    def _callers(self) -> Mapping[HloComputation, HloInstruction]:
        """The calls of computations, one of each."""
        return {i.called_computations[0]: i for i in self._instructions if i.opcode == "call" and i.called_computations}


def _body_of(launch: HloInstruction) -> list[HloInstruction]:
    return [*launch.called_computations[0].instructions.values()] if launch.called_computations else []


def _is_step_of_reduction(launch: HloInstruction) -> bool:
    inside = _body_of(launch) if launch.opcode in FUSIONS else (launch,)
    return any(part.opcode == "reduce-window" for part in inside)


def _is_of_loop(instruction: HloInstruction) -> bool:
    return any(made.opcode == "while" for made in (instruction, *instruction.operands[:1]))


def _is_backward(source: Source) -> bool:
    """Whether it is of the backward pass; what reads that is of it too."""
    return direction_of(source.op_name) == "backward"


def _readers_in(user: HloInstruction, value: HloInstruction) -> list[HloInstruction]:
    """What reads a value in the fusion or the call that it is given to."""
    if user.opcode not in _WITH_BODIES or not user.called_computations:
        return []
    pairs = zip(user.called_computations[0].parameters, user.operands, strict=False)
    return [reader for parameter, operand in pairs if operand is value for reader in parameter.users]


def _walk(start: HloInstruction, neighbours: Neighbours) -> Iterator[HloInstruction]:
    """What is near, the nearest first."""
    seen, waiting = {start}, [start]
    for instruction in waiting:
        for other in neighbours(instruction):
            if other not in seen and len(seen) < _FURTHEST:
                seen.add(other)
                waiting.append(other)
                yield other
