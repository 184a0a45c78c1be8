"""Stand-ins: what takes the place of instructions and computations that a part of a module names and does not hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from hloscope.ir import UNKNOWN_SHAPE, HloComputation, HloInstruction, Shape, TextContext

from .elements import Elements
from .scope import Body, Scope

MISSING = "missing"
"""The opcode of what stands in; no opcode of XLA's."""

_PRED = Shape("pred")
_MOST_NAMED = 3
_LONGEST_NAME = 60


@dataclass(slots=True)
class Gaps:
    """What a text lacks: what is wrong with it, the lines that were left out, and names without a definition."""

    notes: dict[str, None] = field(default_factory=dict[str, None])
    lines: list[int] = field(default_factory=list[int])
    instructions: dict[str, None] = field(default_factory=dict[str, None])
    computations: dict[str, None] = field(default_factory=dict[str, None])

    def note(self, problem: str) -> None:
        """Adds a sentence, once."""
        self.notes[problem] = None

    def in_words(self) -> tuple[str, ...]:
        """All of it, each with a few names."""
        found = [*self.notes]
        if self.computations:
            found.append(f"nothing defines computation {_some(self.computations)}")
        if self.instructions:
            found.append(f"nothing defines {_some(self.instructions)}")
        if self.lines:
            lines = "line" if len(self.lines) == 1 else "lines"
            found.append(f"{lines} {_some([str(line) for line in self.lines], '')} could not be read")
        return tuple(found)


def _some(names: dict[str, None] | list[str], sign: str = "%") -> str:
    first = ", ".join(f"{sign}{name if len(name) <= 60 else name[:57] + '...'}" for name in [*names][:_MOST_NAMED])
    return f"{first} and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else first


class OpenScope(Scope):
    """A scope in which what is called need not be there."""

    def __init__(self, context: TextContext, gaps: Gaps) -> None:
        super().__init__(context)
        self.gaps = gaps
        self.empty: dict[HloComputation, str] = {}  # those that are stood in for
        self.callers: dict[HloComputation, HloInstruction] = {}
        self.number = 0
        self.lines, self.counted = 0, 0  # how many line ends come before a position

    def stand_in(self, name: str) -> bool:
        """A computation to be filled when all is read."""
        computation = self.computations[name] = HloComputation.__new__(HloComputation)
        self.empty[computation] = name
        self.gaps.computations[name] = None
        return True

    def has_any_entry(self) -> bool:
        """Whether a computation that was read is the ENTRY."""
        return any(found.is_entry for found in self.computations.values() if found not in self.empty)

    def free_name(self, name: str) -> str:
        """The name, or one like it that is not taken."""
        free = name
        while free in self.computations:  # the number never goes back, so that this takes linear time
            self.number += 1
            free = f"{name}.{self.number}"
        return free

    def note_caller(self, instruction: HloInstruction) -> None:
        """Keeps the first caller of each computation that is stood in for: it tells the shapes."""
        for callee in instruction.called_computations if self.empty else ():
            if callee in self.empty:
                self.callers.setdefault(callee, instruction)

    def fill_stand_ins(self) -> None:
        """Gives each computation that is stood in for the parameters and the result that its caller asks for."""
        for computation, name in self.empty.items():
            _fill(computation, name, self.callers.get(computation), self.context)


class OpenBody(Body):
    """A computation in which what is read need not be there."""

    __slots__ = ("_scope",)

    def __init__(self, scope: OpenScope, name: str, *, is_entry: bool = False) -> None:
        super().__init__(name, is_entry=is_entry)
        self.instructions: dict[str, HloInstruction] = Elements({}, self.computation)
        self._scope = scope

    def stand_in(self, name: str, shape: Shape) -> HloInstruction | None:
        """An instruction of that name, of the shape that its reader says."""
        found = HloInstruction(name, MISSING, shape)
        Body.add(self, found)
        self._scope.gaps.instructions[name] = None
        return found

    def add(self, instruction: HloInstruction) -> None:
        """Adds an instruction, and notes what it calls."""
        Body.add(self, instruction)
        self._scope.note_caller(instruction)

    def close(self, scope: Scope, execution_thread: str = "") -> HloComputation:
        """The finished computation; under another name if it calls one of its own name."""
        self.name = self._scope.free_name(self.name)
        return Body.close(self, scope, execution_thread)


def _fill(computation: HloComputation, name: str, caller: HloInstruction | None, context: TextContext) -> None:
    shapes, result = _signature(computation, name, caller) if caller else ((), UNKNOWN_SHAPE)
    parameters = [HloInstruction(f"p{i}", "parameter", shape, arguments=str(i)) for i, shape in enumerate(shapes)]
    root = HloInstruction(MISSING, MISSING, result, tuple(parameters))
    instructions = {node.name: node for node in (*parameters, root)}
    for node in instructions.values():
        node.computation = computation
    computation.fill(name, instructions, root, context, False, "")


def _signature(computation: HloComputation, name: str, caller: HloInstruction) -> tuple[tuple[Shape, ...], Shape]:
    """The shapes of a callee's parameters and of its result, as its caller needs them."""
    operands = tuple(operand.shape for operand in caller.operands)
    place = caller.called_computations.index(computation)
    if caller.opcode in ("fusion", "call", "async-start", "custom-call"):
        return operands, caller.shape
    if caller.opcode == "while":
        return operands, _PRED if str(caller.attributes.get("condition")).lstrip("%") == name else caller.shape
    if caller.opcode == "conditional":
        return operands[1 + place : 2 + place], caller.shape
    scalars = tuple(map(_scalar, operands))
    if caller.opcode == "map":
        return scalars, _scalar(caller.shape)
    inputs = scalars[: max(1, len(scalars) // 2)] if caller.opcode.startswith("reduce") else scalars
    if caller.opcode == "sort":
        return tuple(shape for shape in inputs for _ in range(2)), _PRED
    return inputs * 2, _scalar(caller.shape)


def _scalar(shape: Shape) -> Shape:
    return (
        Shape("tuple", tuple_shapes=tuple(map(_scalar, shape.tuple_shapes)))
        if shape.is_tuple
        else Shape(shape.element_type)
    )
