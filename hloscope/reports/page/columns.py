"""Columns: the instructions of a module as the page draws and lists them, each by its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypedDict

from hloscope.analyses.facts.execution import callees, executed_computations
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.reports.page.tables import Interned, TextColumn

SourceOf = Callable[[HloInstruction], tuple[str, str]]
"""The operation's name and the line of an instruction."""
ROLES: Mapping[str, Sequence[str]] = {"while": ("condition", "body")}


class ComputationForm(TypedDict):
    """A run of instructions, from the number `start`; `caller` is the one that runs it, None of the entry."""

    name: str
    role: str
    caller: int | None
    start: int
    size: int


class ModuleForm(TypedDict):
    """A module by columns: row N of each is of instruction N, in order of the text.

    `operands` has, one instruction after another, how far back each of its operands stands; `operand_counts` how many
    it has.
    """

    name: str
    computations: list[ComputationForm]
    names: list[str]
    opcodes: TextColumn
    shapes: TextColumn
    op_names: TextColumn
    sources: TextColumn
    operand_counts: list[int]
    operands: list[int]


class ModuleColumns:
    """The columns of a module, and the number of each instruction in them."""

    def __init__(self, module: HloModule, source_of: SourceOf, *, with_bodies: bool = True) -> None:
        self._module = module
        self._source_of = source_of
        self.computations = list(_told_computations(module, with_bodies=with_bodies))
        instructions = (i for computation, _, _ in self.computations for i in computation.instructions.values())
        self.numbers: dict[HloInstruction, int] = {
            instruction: number for number, instruction in enumerate(instructions)
        }

    def form(self) -> ModuleForm:
        """The JSON form."""
        opcodes, shapes, op_names, sources = Interned(), Interned(), Interned(), Interned()
        counts: list[int] = []
        operands: list[int] = []
        for instruction, number in self.numbers.items():
            opcodes.add(instruction.opcode)
            shapes.add(str(instruction.shape))
            op_name, source = self._source_of(instruction)
            op_names.add(op_name)
            sources.add(source)
            counts.append(len(instruction.operands))
            operands += [number - self.numbers[operand] for operand in instruction.operands]
        return {
            "name": self._module.name,
            "computations": self._computation_forms(),
            "names": [instruction.name for instruction in self.numbers],
            "opcodes": opcodes.column(),
            "shapes": shapes.column(),
            "op_names": op_names.column(),
            "sources": sources.column(),
            "operand_counts": counts,
            "operands": operands,
        }

    def _computation_forms(self) -> list[ComputationForm]:
        forms: list[ComputationForm] = []
        start = 0
        for computation, role, caller in self.computations:
            size = len(computation.instructions)
            number = None if caller is None else self.numbers[caller]
            forms.append({"name": computation.name, "role": role, "caller": number, "start": start, "size": size})
            start += size
        return forms


def _told_computations(
    module: HloModule, *, with_bodies: bool
) -> Iterator[tuple[HloComputation, str, HloInstruction | None]]:
    """What runs and the bodies of fusions, in the order of the text, each with its role and one of its callers."""
    callers: dict[HloComputation, tuple[str, HloInstruction]] = {}
    executed = executed_computations(module)
    waiting = list(executed)
    for computation in waiting:
        for instruction in computation.instructions.values():
            called = _called_by(instruction, with_bodies=with_bodies)
            for place, callee in enumerate(called):
                if callee not in callers and callee is not module.entry:
                    callers[callee] = _role_of(instruction, place), instruction
                    waiting += [] if callee in executed else [callee]
    for computation in module.computations.values():
        if computation is module.entry:
            yield computation, "entry", None
        elif computation in callers:
            role, caller = callers[computation]
            yield computation, role, caller


def _called_by(instruction: HloInstruction, *, with_bodies: bool) -> Sequence[HloComputation]:
    if instruction.opcode in FUSIONS:
        return instruction.called_computations[:1] if with_bodies else ()
    called = callees(instruction)
    return called or (instruction.called_computations[:1] if with_bodies and instruction.opcode == "call" else ())


def _role_of(caller: HloInstruction, place: int) -> str:
    if caller.opcode in FUSIONS:
        return "fusion"
    if caller.opcode == "conditional":
        return f"branch {place}"
    roles = ROLES.get(caller.opcode, ())
    return roles[place] if place < len(roles) else "call"
