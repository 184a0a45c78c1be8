"""What is known while a text is parsed: the computations so far, the shapes seen, the body that is being filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from hloscope.ir import HloComputation, HloInstruction, Shape, TextContext


@dataclass(slots=True)
class Scope:
    """One module: its computations by name, each shape text parsed once, and where the next body is guessed to end."""

    context: TextContext
    computations: dict[str, HloComputation] = field(default_factory=dict[str, HloComputation])
    shapes: dict[str, Shape] = field(default_factory=dict[str, Shape])
    depth: int = 0
    stop: int = -1


@dataclass(slots=True)
class Body:
    """One computation that is being filled."""

    name: str
    instructions: dict[str, HloInstruction] = field(default_factory=dict[str, HloInstruction])
    root_name: str | None = None

    def add_nested(self, opcode: str, shape: Shape, operands: list[HloInstruction], arguments: str) -> HloInstruction:
        """Adds an instruction that stands inside the operands of another one, under a name of its own."""
        name = f"{opcode}.nested.{len(self.instructions)}"
        nested = HloInstruction(name, opcode, shape, tuple(operands), (), arguments)
        self.instructions[name] = nested
        return nested

    def remove_last(self) -> None:
        """Forgets the instruction that was added last."""
        name, _ = self.instructions.popitem()
        if self.root_name == name:
            self.root_name = None

    def close(self, scope: Scope, *, is_entry: bool = False, execution_thread: str = "") -> HloComputation:
        """The finished computation; its last instruction is the root where none says so."""
        root = self.instructions[self.root_name or next(reversed(self.instructions))]
        computation = HloComputation(
            self.name, self.instructions, root, scope.context, is_entry=is_entry, execution_thread=execution_thread
        )
        scope.computations[self.name] = computation
        return computation
