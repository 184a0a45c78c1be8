"""Found: what a name, an op_name or a source line means in a module, and what runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from hloscope.analyses.facts.operations import BOOKKEEPING, FUSIONS
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.why.answer import operations_that_run
from hloscope.analyses.why.of_line import InnermostLine, LineInStack
from hloscope.ir import HloComputation, HloInstruction, HloModule

FoundBy = Literal["name", "computation", "op_name", "line", "outer line"]
"""What was named; an outer line is one that calls the lines of what was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """The instructions that were meant, by what runs them: the fusion that they are in, or themselves.

    Of a computation, `whole` is that, and there are no instructions.
    """

    by: FoundBy
    instructions: Mapping[HloInstruction, tuple[HloInstruction, ...]]
    whole: HloComputation | None = None


def find(module: HloModule, wanted: str, sources: Sources) -> Found | None:
    """Returns what is meant by `wanted` in a module, None if nothing is.

    An instruction or a computation is named as the text has it, with a percent sign or without; an op_name whole or by
    its end, as `dot_general` is of `jit(f)/dot_general`; a line as `model.py:31`.
    """
    name = wanted.removeprefix("%")
    named = _by_launch(module, lambda instruction: name in (instruction.name, instruction.label))
    if named:
        return Found("name", named)
    if name in module.computations:
        return Found("computation", {}, module.computations[name])
    return _find_by_metadata(module, wanted, sources)


def _find_by_metadata(module: HloModule, wanted: str, sources: Sources) -> Found | None:
    def is_called_so(instruction: HloInstruction) -> bool:
        op_name = sources.source_of(instruction).op_name
        return op_name == wanted or op_name.endswith(f"/{wanted}")

    ways: dict[FoundBy, Callable[[HloInstruction], bool]] = {"op_name": is_called_so}
    if ":" in wanted:
        ways |= {"line": InnermostLine(wanted), "outer line": LineInStack(wanted)}
    for by, is_meant in ways.items():
        found = _by_launch(module, partial(_computes_and, is_meant))
        if found:
            return Found(by, found)
    return None


def _computes_and(is_meant: Callable[[HloInstruction], bool], instruction: HloInstruction) -> bool:
    return instruction.opcode not in BOOKKEEPING and is_meant(instruction)


def _by_launch(
    module: HloModule, is_meant: Callable[[HloInstruction], bool]
) -> Mapping[HloInstruction, tuple[HloInstruction, ...]]:
    """Returns the instructions that are meant, by what runs them; a fusion is left to the operations in it.

    Its own metadata is that of one of them, most often of its root.
    """
    found: dict[HloInstruction, list[HloInstruction]] = {}
    seen: set[HloInstruction] = set()
    for operation, launch in _all_with_launches(module):
        if operation not in seen and is_meant(operation):
            found.setdefault(launch, []).append(operation)
        seen.add(operation)
    return {launch: _without_label(launch, operations) for launch, operations in found.items()}


def _without_label(launch: HloInstruction, operations: list[HloInstruction]) -> tuple[HloInstruction, ...]:
    inside = [operation for operation in operations if operation is not launch]
    return tuple(inside if inside and launch.opcode in FUSIONS else operations)


def _all_with_launches(module: HloModule) -> Iterable[tuple[HloInstruction, HloInstruction]]:
    """Yields what runs with what runs it, then what is applied, such as the sum of a reduce, as what runs itself."""
    yield from operations_that_run(module)
    for instruction in module.instructions():
        yield instruction, instruction
