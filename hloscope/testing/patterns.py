"""Patterns: the assertion that a cluster computes something in a certain way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hloscope.analyses.facts.operations import BOOKKEEPING
from hloscope.analyses.fusions.fusions import Fusion
from hloscope.dump import Compilation
from hloscope.ir import HloInstruction
from hloscope.testing.cluster_graph import nodes_of
from hloscope.testing.cuts import cut_lines
from hloscope.testing.lines import count_text, fusion_text, message
from hloscope.testing.pattern_match import Matcher, Mismatch
from hloscope.testing.pattern_text import Operation, parse_pattern
from hloscope.testing.program import Program, program_of
from hloscope.testing.selectors import OPCODES


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a pattern fits: the operation that it begins with, and what its names stand for."""

    fusion: Fusion
    instruction: HloInstruction
    captures: Mapping[str, HloInstruction]


def assert_pattern(compilation: Compilation, pattern: str, *, count: int | None = None) -> tuple[Match, ...]:
    """Asserts that some cluster computes what `pattern` says, all of it inside; gives the places where it does.

    The language is that of `hloscope.testing.pattern_text`: `maximum(add(dot(x, w), broadcast(b)), 0)`. Bitcasts, and
    the borders of nested fusions and tuples, are looked through. With `count`, it fits at exactly so many operations.

    Raises:
        AssertionError: it fits nowhere, or at another number; the message shows how far it fits, and what is there.
        ParseError: the pattern is no pattern.
        HloscopeError: there is nothing to check, or a module cannot be read.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    wanted = parse_pattern(pattern, OPCODES | {instruction.opcode for instruction in program.after.instructions()})
    found: list[Match] = []
    nearest: list[tuple[Mismatch, Fusion]] = []
    for fusion in program.fusions.clusters:
        matcher = Matcher(wanted)
        found += _matches_in(fusion, matcher)
        nearest += [(matcher.nearest, fusion)] if matcher.nearest else []
    if found if count is None else len(found) == count:
        return tuple(found)
    number = count_text(len(program.fusions.clusters), "cluster")
    times = "" if count is None else f"{count_text(count, 'time')} "
    head = f"expected the pattern {times}in {program.title}, found it {len(found) or 'nowhere'} in {number}"
    lines = [f"    {match.instruction.name} in {fusion_text(match.fusion)}" for match in found]
    raise AssertionError(
        message(head, f"pattern: {wanted}", lines or _nearest_lines(nearest, program), program=program)
    )


def _matches_in(fusion: Fusion, matcher: Matcher) -> Iterator[Match]:
    for node in nodes_of(fusion.instruction):
        captures = matcher.find(node)
        if captures is not None:
            yield Match(fusion, node.instruction, {name: value.instruction for name, value in captures.items()})


def _nearest_lines(nearest: list[tuple[Mismatch, Fusion]], program: Program) -> list[str]:
    """The cluster in which the most of the pattern fits, and what is there in place of the next part."""
    if not nearest:
        return []
    mismatch, fusion = max(nearest, key=lambda pair: pair[0].parts)
    if not mismatch.parts:
        opcode = "|".join(mismatch.pattern.opcodes) if isinstance(mismatch.pattern, Operation) else ""
        return [f"no cluster has {opcode or 'such an operation'} with so many operands"]
    found = mismatch.node.instruction
    fits = count_text(mismatch.parts, "part")
    place = program.place_of(found)
    lines = [
        f"nearest: {fusion_text(fusion)}, where {fits} of it fit",
        f"expected {mismatch.pattern}, found {found.opcode} {found.name}{f', {place}' * bool(place)}",
    ]
    producer = _producer_of(found, fusion.instruction)
    if producer is None:
        return lines
    what = f"  which {producer.name} writes{f', {program.place_of(producer)}' * bool(program.place_of(producer))}"
    return [*lines, what, *cut_lines(producer, fusion.instruction, program)]


def _producer_of(found: HloInstruction, fusion: HloInstruction) -> HloInstruction | None:
    """What makes the value that a parameter of the fusion stands for; None if it is an argument of the program."""
    number = found.parameter_number
    if number is None or number >= len(fusion.operands):
        return None
    value = fusion.operands[number]
    while value.opcode in BOOKKEEPING and value.operands:
        value = value.operands[0]
    return None if value.opcode in BOOKKEEPING else value
