"""Absent: assertions that a program writes no broadcasts, copies nothing, or has no operation of a kind."""

from __future__ import annotations

from collections.abc import Sequence

from hloscope.analyses.broadcasts.broadcasts import Broadcast
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule
from hloscope.testing.lines import count_text, list_text, message, operation_rows, rows
from hloscope.testing.program import Program, program_of
from hloscope.testing.selectors import Operation, known_selectors_of


def assert_no_materialized_broadcast(compilation: Compilation, *, min_bytes: int = 1) -> None:
    """Asserts that no broadcast of `min_bytes` or more is written to memory: each is part of a larger fusion.

    Raises:
        AssertionError: one is; the message lists them, the largest first.
        HloscopeError: there is nothing to check, or a module cannot be read.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    found = [b for b in program.broadcasts.materialized if b.bytes >= min_bytes]
    if found:
        noun = "materialized broadcast"
        head = f"expected no {_sized(noun, min_bytes)} in {program.title}, found {count_text(len(found), noun)}"
        raise AssertionError(message(head, rows(map(_broadcast_row, found)), program=program))


def assert_no_copies(compilation: Compilation, *, min_bytes: int = 1) -> None:
    """Asserts that nothing of `min_bytes` or more is copied as it is in memory; a sort may begin with such a copy.

    Raises:
        AssertionError: something is; the message lists the copies.
        HloscopeError: there is nothing to check, or a module cannot be read.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    computations = program.after.computations
    copied = [
        computations[site.computation].instructions[site.name]
        for site in program.launches.sites
        if site.launch_class == "copy"
    ]
    found = [instruction for instruction in copied if instruction.shape.byte_size >= min_bytes]
    if found:
        noun = "copy" if len(found) == 1 else "copies"
        head = f"expected no {_sized('copy', min_bytes)} in {program.title}, found {len(found)} {noun}"
        raise AssertionError(message(head, _sized_rows(found, program), program=program))


def assert_no_op(compilation: Compilation, *operations: Operation, stage: str = "after") -> None:
    """Asserts that none of these operations is there, inside fusions or not; the sums of a reduce are no operations.

    `stage` is `before`, `unfused`, `after`, or the name of a pass snapshot, whose regions count as well.

    Raises:
        AssertionError: one is; the message lists them.
        HloscopeError: there is nothing to check, a module cannot be read, there is no such stage, or a name is neither
            an opcode nor in the program at all, which would make this check pass for ever.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    if not operations:
        raise HloscopeError("expected the operations that must not be there, such as 'transpose', found none")
    selectors = known_selectors_of(operations, program)
    candidates = program.operations() if stage == "after" else _module_at(stage, program).instructions()
    found = [candidate for candidate in candidates if any(selector.matches(candidate) for selector in selectors)]
    if found:
        wanted = list_text([selector.text for selector in selectors], "and no")
        where = "" if stage == "after" else f", stage {stage}"
        head = f"expected no {wanted} in {program.title}{where}, found {len(found)}"
        raise AssertionError(message(head, operation_rows(found, program), program=program))


def _module_at(stage: str, program: Program) -> HloModule:
    module = program.compilation.stage(stage)
    if not program.compilation.has_whole(stage):
        raise next(iter(program.compilation.problems))
    if module is None:
        raise HloscopeError(f"expected the stage {stage!r} of {program.title}, found none of that name")
    return module


def _sized(noun: str, min_bytes: int) -> str:
    return f"{noun} of {min_bytes} bytes or more" if min_bytes > 1 else noun


def _broadcast_row(broadcast: Broadcast) -> tuple[str, ...]:
    extent = broadcast.extent
    fusion = f"in {broadcast.fusion.name}" if broadcast.fusion else "by itself"
    shapes = f"{extent.operand_shape or '()'} -> {extent.shape}"
    return broadcast.name, fusion, shapes, f"{broadcast.bytes} bytes", str(broadcast.source)


def _sized_rows(instructions: Sequence[HloInstruction], program: Program) -> list[str]:
    return rows(
        (i.opcode, i.name, str(i.shape), f"{i.shape.byte_size} bytes", program.place_of(i)) for i in instructions
    )
