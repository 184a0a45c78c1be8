"""What is known while a text is parsed: the computations so far, the shapes seen, the body that is being filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from hloscope.ir import HloComputation, HloInstruction, Shape, TextContext

# Words that XLA's lexer takes for something else unless a % stands in front.
RESERVED = frozenset(
    """HloModule ENTRY ROOT true false maximal replicated manual last_tile_dim_replicate shard_as shard_like unknown
    unreduced inf nan pred token opaque bf16 f16 f32 f64 f8e5m2 f8e4m3 f8e4m3fn f8e4m3b11fnuz f8e3m4 f8e5m2fnuz
    f8e4m3fnuz f8e8m0fnu f4e2m1fn c64 c128 s1 s2 s4 s8 s16 s32 s64 u1 u2 u4 u8 u16 u32 u64""".split()
)


@dataclass(slots=True)
class Scope:
    """One module: its computations by name, and each shape text parsed once."""

    context: TextContext
    computations: dict[str, HloComputation] = field(default_factory=dict[str, HloComputation])
    shapes: dict[str, Shape] = field(default_factory=dict[str, Shape])
    depth: int = 0


@dataclass(slots=True)
class Body:
    """One computation that is being filled. `stop` is where its closing brace is guessed to be."""

    name: str
    instructions: dict[str, HloInstruction] = field(default_factory=dict[str, HloInstruction])
    root_name: str | None = None
    stop: int = -1

    def add_nested(self, opcode: str, shape: Shape, operands: list[HloInstruction], arguments: str) -> HloInstruction:
        """Adds an instruction that stands inside the operands of another one, under a name of its own."""
        name = f"{opcode}.nested.{len(self.instructions)}"
        nested = HloInstruction(name, opcode, shape, tuple(operands), (), arguments)
        self.instructions[name] = nested
        return nested

    def close(self, scope: Scope, *, is_entry: bool = False, execution_thread: str = "") -> HloComputation:
        """The finished computation; its last instruction is the root where none says so."""
        root = self.instructions[self.root_name or next(reversed(self.instructions))]
        return HloComputation(
            self.name,
            self.instructions,
            root,
            scope.context,
            is_entry=is_entry,
            execution_thread=execution_thread,
        )
