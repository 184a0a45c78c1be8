"""What is known while a text is parsed: the computations so far, the shapes seen, the body that is being filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from hloscope.ir import HloComputation, HloInstruction, Shape, TextContext

from .attribute_forms import KnownForms
from .elements import Elements
from .printed_shapes import Results

FIRST_BLOCK = 1 << 9  # characters; doubles while all lines are taken, so that a line left over costs little


@dataclass(slots=True)
class Scope:
    """One module: its computations by name, each shape and opcode parsed once, how much text is taken, by what."""

    context: TextContext
    computations: dict[str, HloComputation] = field(default_factory=dict[str, HloComputation])
    results: Results = field(default_factory=Results)
    forms: KnownForms = field(default_factory=KnownForms)
    settings: dict[str, str] = field(default_factory=dict[str, str])  # one object for those that are written alike
    depth: int = 0
    renamed: int = 0  # how many names of nested computations have been tried because others were taken
    block: int = FIRST_BLOCK
    is_plain: bool = True  # until a line shows that the module needs more than the plain pattern

    def has_entry(self, body: Body) -> bool:
        """Whether a computation is the ENTRY, the open one included."""
        return body.is_entry or any(computation.is_entry for computation in self.computations.values())

    def stand_in(self, name: str) -> bool:  # noqa: ARG002 (for parts of modules)
        """Whether something stands in for a computation that is not defined; not so in a whole module."""
        return False


class Body:
    """One computation that is being filled."""

    __slots__ = ("computation", "instructions", "is_entry", "name", "root_name")

    def __init__(self, name: str, *, is_entry: bool = False) -> None:
        self.name = name
        self.is_entry = is_entry
        self.computation = HloComputation.__new__(HloComputation)
        self.instructions: dict[str, HloInstruction] = {}
        self.root_name: str | None = None

    @property
    def size(self) -> int:
        """How many instructions have been written; the elements of tuples have not."""
        instructions = self.instructions
        return len(instructions) - (instructions.made if isinstance(instructions, Elements) else 0)

    def take_elements(self) -> Elements:
        """Its instructions, from now on with the elements of tuples among them: `p#0`.

        Most bodies have none, and look-ups in a plain dict are faster.
        """
        if not isinstance(self.instructions, Elements):
            self.instructions = Elements(self.instructions, self.computation)
        return self.instructions

    def add(self, instruction: HloInstruction) -> None:
        """Adds an instruction behind the others."""
        instruction.computation = self.computation
        self.instructions[instruction.name] = instruction

    def set_root(self, keyword: str, name: str) -> None:
        """Notes which instruction is the root.

        Raises:
            KeyError: another one is, or it has no ROOT in front but the end of a computation.
        """
        if self.root_name is not None or keyword != "ROOT ":
            raise KeyError(name)
        self.root_name = name

    def add_nested(self, opcode: str, shape: Shape, operands: list[HloInstruction], arguments: str) -> HloInstruction:
        """Adds an instruction that stands inside the operands of another one, under a name of its own."""
        name = f"{opcode}.nested.{len(self.instructions)}"
        nested = HloInstruction(name, opcode, shape, tuple(operands), (), arguments)
        self.add(nested)
        return nested

    def stand_in(self, name: str, shape: Shape) -> HloInstruction | None:  # noqa: ARG002 (for parts of modules)
        """What stands in for an instruction that is not defined; nothing does in a whole module."""
        return None

    def remove_last(self) -> None:
        """Forgets the instruction that was added last."""
        name, _ = self.instructions.popitem()
        if self.root_name == name:
            self.root_name = None

    def close(self, scope: Scope, execution_thread: str = "") -> HloComputation:
        """The finished computation; its last instruction is the root where none says so."""
        instructions = self.instructions
        root = instructions[self.root_name or next(reversed(instructions))]
        named = instructions.named() if isinstance(instructions, Elements) else instructions
        self.computation.fill(self.name, named, root, scope.context, self.is_entry, execution_thread)
        scope.computations[self.name] = self.computation
        return self.computation
