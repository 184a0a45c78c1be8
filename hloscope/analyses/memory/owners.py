"""Owners: in words, whose a value in memory is: which argument, or constant, or loop, and what was done to it since.

Inferred: XLA's metadata say what an instruction was made for, but its own copies, broadcasts and loops have none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from hloscope.analyses.facts.execution import entered_callees, executed_computations
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.memory.loops import LoopValue, find_loop_value, value_written
from hloscope.analyses.memory.moves import UPDATED, Place
from hloscope.analyses.memory.origins import CALLS, Origin, Origins, callers_of, operand_of
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.words import source_text

_MOST_LEVELS = 64  # of loops in loops, as deep as anybody follows a value out of them
_MOST_NEIGHBOURS = 16  # how far operands and users are asked where an instruction itself does not tell
_LONGEST_LITERAL = 12
_BLANK = frozenset({"constant", "iota"})  # what a value may be at first, to be overwritten


class Owner(NamedTuple):
    """Whose a value is: `what` in words, "" where it is simply computed, and the `source` of that."""

    what: str = ""
    source: str = ""

    def __str__(self) -> str:
        """The owner and the source, but not the name of an argument twice."""
        return ", ".join(filter(None, (self.what, self.place)))

    @property
    def place(self) -> str:
        """The source, as far as it says more than `what` does: a line, a name with scopes, or all that is known."""
        is_line = self.source.rpartition(":")[2].isdecimal()
        return self.source if is_line or "/" in self.source or not self.what else ""


class Owners:
    """Tells whose the values of one scheduled module are."""

    def __init__(self, module: HloModule) -> None:
        self._module = module
        self._sources = Sources()
        self._origins = Origins()
        self._known: dict[Place, Owner] = {}
        self._places: dict[HloInstruction, dict[HloInstruction, int]] = {}
        self._loop_values: dict[Place, LoopValue | None] = {}

    def owner_of(self, instruction: HloInstruction, index: tuple[int, ...] = ()) -> Owner:
        """Whose a value is; both texts are empty if nothing tells."""
        place = instruction, index
        if place not in self._known:
            self._known[place] = self._owner_of(place)
        return self._known[place]

    def _owner_of(self, place: Place) -> Owner:
        source_here = self._source_of(place[0])
        if place[0].opcode == "tuple" and not place[1]:
            return Owner("table of a tuple", source_here)
        origin, loop = self._root_of(place)
        started = self._started_by(place) if loop is None and origin.instruction.opcode in _BLANK else None
        if started:  # what is blank before is told by what it is filled with
            origin, loop = self._root_of(started)
        what = self._words_of(origin, loop)
        if loop:
            return Owner(what, self._source_in_loop(loop) or source_here)
        source = source_here or self._source_of_origin(origin) or self._source_around(place[0])
        return Owner(what or ("" if source else self._made_from(origin.instruction)), source)

    def _made_from(self, instruction: HloInstruction) -> str:
        """What a computed value is made from, where nothing says what it was made for."""
        owners = (self._words_of(*self._root_of((operand, ()))) for operand in instruction.operands[:_MOST_NEIGHBOURS])
        words = next(filter(None, owners), "")
        return f"made from {words}" if words else ""

    def _root_of(self, place: Place) -> tuple[Origin, LoopValue | None]:
        """Where a value comes from in the end, out of all loops, and the innermost loop that changes it."""
        loop: LoopValue | None = None
        origin = self._origins.of(place)
        for _ in range(_MOST_LEVELS):
            further = self._out_of(origin)
            if further is None:
                break
            instruction, index = further
            if instruction.opcode == "while" and instruction.operands:
                loop = loop or self._changing(further, origin)
                instruction = instruction.operands[0]
            origin = self._origins.of((instruction, index)).then(() if loop else origin.words)
        return origin, loop

    def _out_of(self, origin: Origin) -> Place | None:
        """What a parameter of a loop, a branch or a call stands for; a loop for itself."""
        instruction, index = origin.place
        if instruction.opcode == "while":
            return origin.place
        caller = self._callers.get(instruction.computation)
        if instruction.opcode != "parameter" or caller is None:
            return None
        if caller.opcode == "while":
            return caller, index
        if caller.opcode == "conditional":  # its first operand says which branch
            branch = caller.called_computations.index(instruction.computation) + 1
            return (caller.operands[branch], index) if branch < len(caller.operands) else None
        operand = operand_of(caller, instruction)
        return None if operand is None else (operand, index)

    def _changing(self, place: Place, origin: Origin) -> LoopValue | None:
        """How a loop changes what it carries, and what was done to that since; None if it does not change it."""
        if place not in self._loop_values:
            self._loop_values[place] = find_loop_value(*place, self._origins)
        value = self._loop_values[place]
        if value is None or value.is_unchanged:
            return None
        is_inside = origin.instruction.opcode == "parameter"
        return value._replace(words=tuple(w for w in origin.words if not (is_inside and w == UPDATED)))

    def _words_of(self, origin: Origin, loop: LoopValue | None) -> str:
        is_written = UPDATED in origin.words and origin.instruction.opcode in _BLANK
        done = "" if is_written else _phrase(self._name_of(origin), origin.words)
        if loop is None:
            return done
        where = f"the loop at {source_text(self._source_of(loop.loop)) or loop.loop.name}"
        if not loop.is_filled:
            text = f"carried by {where}" + (f", from {done}" if done else "")
        else:
            is_argument = origin.instruction.opcode == "parameter" and done
            text = f"{done}, filled by {where}" if is_argument else f"filled by {where}"
        return ", ".join([text, *loop.words])

    def _name_of(self, origin: Origin) -> str:
        """What a value is, if it is not computed: `argument ws`, `0`, `iota`."""
        instruction = origin.instruction
        if instruction.opcode == "parameter":
            is_argument = instruction.computation is self._module.entry
            return f"argument {self._argument_name(instruction)}" if is_argument else ""
        if instruction.opcode == "constant":
            literal = instruction.literal or ""
            is_short = len(literal) <= _LONGEST_LITERAL and not instruction.shape.dimensions
            shown = literal if is_short else str(instruction.shape.without_layout())
            return shown if origin.words[:1] == ("broadcast",) else f"constant {shown}"
        return "iota" if instruction.opcode == "iota" else ""

    def _argument_name(self, parameter: HloInstruction) -> str:
        """The framework's name of an argument if it has names, else XLA's."""
        name = self._sources.source_of(parameter).op_name
        return name if name and self._names[name] == 1 else parameter.name

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(self._sources.source_of(parameter).op_name for parameter in self._module.entry.parameters)

    @cached_property
    def _callers(self) -> dict[HloComputation, HloInstruction]:
        return callers_of(executed_computations(self._module, entered_callees))

    def _source_of(self, instruction: HloInstruction) -> str:
        return str(self._sources.source_of(instruction))

    def _source_in_loop(self, loop: LoopValue) -> str:
        """The source of what each round writes, or makes."""
        update = loop.made.update if loop.is_filled else None
        if update is None:
            return self._source_of_origin(loop.made)
        written = self._origin_outside(self._origins.of((value_written(update), ())))
        return self._source_of_origin(written) or self._source_of(update)

    def _origin_outside(self, origin: Origin) -> Origin:
        """What a parameter of a fusion or a call stands for, out of all that are in each other."""
        for _ in range(_MOST_LEVELS):
            caller = self._callers.get(origin.instruction.computation)
            operand = operand_of(caller, origin.instruction) if caller and caller.opcode in CALLS else None
            if operand is None:
                break
            origin = self._origins.of((operand, origin.member))
        return origin

    def _source_of_origin(self, origin: Origin) -> str:
        """The source of what makes the value, else of the fusion that it is in, or of anything else in that."""
        found = self._source_of(origin.instruction)
        if found or origin.fusion is None:
            return found
        inside = [*origin.instruction.computation.instructions.values()][::-1]
        texts = (self._source_of(i) for i in (origin.fusion, *inside))
        return next(filter(None, texts), "")

    def _source_around(self, instruction: HloInstruction) -> str:
        """The source of what reads the value, else of what it is made from; but no name of an argument."""
        texts = (self._source_of(i) for i in _neighbours(instruction) if i.opcode != "parameter")
        return next(filter(None, texts), "")

    def _started_by(self, place: Place) -> Place | None:
        """The loop that a value is only made to start, and the member of it that it becomes."""
        instruction, index = place
        table = _only_user_of(instruction)
        loop = _only_user_of(table) if table and table.opcode == "tuple" else None
        if index or table is None or loop is None or loop.opcode != "while":
            return None
        if table not in self._places:
            self._places[table] = {operand: number for number, operand in enumerate(table.operands)}
        return loop, (self._places[table][instruction],)


def _phrase(name: str, words: Sequence[str]) -> str:
    """`argument ws, transposed`, `broadcast of 0`; nothing of what has no name."""
    if not name:
        return ""
    is_repeated = words[:1] == ("broadcast",)
    return ", ".join([f"broadcast of {name}", *words[1:]] if is_repeated else [name, *words])


def _only_user_of(instruction: HloInstruction) -> HloInstruction | None:
    users = instruction.users
    return users[0] if len(users) == 1 else None


def _neighbours(instruction: HloInstruction) -> Iterator[HloInstruction]:
    """Its users and their users, then its operands and theirs, as far as anybody looks."""
    for next_of in (_users_of, _operands_of):
        waiting: list[HloInstruction] = [*next_of(instruction)]
        seen: set[HloInstruction] = {instruction}
        while waiting and len(seen) < _MOST_NEIGHBOURS:
            found = waiting.pop(0)
            if found not in seen:
                seen.add(found)
                yield found
                waiting += next_of(found)


def _users_of(instruction: HloInstruction) -> tuple[HloInstruction, ...]:
    return instruction.users[:_MOST_NEIGHBOURS]


def _operands_of(instruction: HloInstruction) -> tuple[HloInstruction, ...]:
    return instruction.operands[:_MOST_NEIGHBOURS]
