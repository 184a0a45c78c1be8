"""Fused or not: assertions that operations ended in one cluster, or did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hloscope.analyses.fusions.fusions import Fusion
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction
from hloscope.testing.lines import count_text, fusion_text, list_text, message, operation_rows
from hloscope.testing.matching import Found, assigned, chained
from hloscope.testing.places import place_lines
from hloscope.testing.program import Program, program_of
from hloscope.testing.selectors import Operation, Selector, is_known, known_selectors_of, selectors_of


def assert_fused(
    compilation: Compilation, *operations: Operation, in_order: bool = False, count: int | None = None
) -> tuple[Fusion, ...]:
    """Asserts that these operations end in one fusion cluster; gives the clusters that hold them all.

    Each name stands for an operation of its own: `"add", "add"` asks for two. With `in_order`, each of them reads the
    one before it, directly or through others. With `count`, exactly so many clusters hold them.

    Raises:
        AssertionError: they do not; the message shows the cluster that came nearest, and what is missing from it.
        HloscopeError: there is nothing to check, or a module cannot be read.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    if not operations:
        raise HloscopeError("expected the operations that must be fused, such as 'add', 'maximum', found none")
    selectors = selectors_of(operations, program)
    candidates = [_candidate(fusion, selectors, in_order=in_order) for fusion in program.fusions.clusters]
    whole = tuple(candidate.fusion for candidate in candidates if candidate.holds_all)
    if whole if count is None else len(whole) == count:
        return whole
    wanted = ", ".join(selector.text for selector in selectors) + (" in this order" if in_order else "")
    if count is not None and whole:
        raise AssertionError(_wrong_count(wanted, count, whole, program))
    raise AssertionError(_not_fused(wanted, selectors, candidates, program))


def assert_not_fused(compilation: Compilation, *operations: Operation) -> None:
    """Asserts that no fusion cluster holds all of these operations.

    Raises:
        AssertionError: one does; the message shows it.
        HloscopeError: there is nothing to check: fewer than two operations are named, or one that is nowhere in the
            program, before or after optimization.
    """
    __tracebackhide__ = True
    program = program_of(compilation)
    if len(operations) < 2:
        raise HloscopeError("expected two operations or more that must not be fused, such as 'dot', 'maximum'")
    selectors = known_selectors_of(operations, program)
    for selector in selectors:
        _check_presence(selector, program)
    for fusion in program.fusions.clusters:
        found = [operation for operation in assigned(selectors, fusion.operations) if operation]
        if len(found) == len(selectors):
            wanted = list_text([selector.text for selector in selectors])
            head = f"expected {wanted} in different clusters of {program.title}, found them in {fusion_text(fusion)}"
            raise AssertionError(message(head, operation_rows(found, program), program=program))


def _check_presence(selector: Selector, program: Program) -> None:
    if not is_known(selector, program):
        raise HloscopeError(
            f"expected {selector.text!r} somewhere in {program.title}, found none: "
            "what is not there is never fused, so this check would always pass"
        )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cluster, and what of it stands for which selector; `chain` if they must read one another."""

    fusion: Fusion
    matches: Found
    chain: Found | None

    @property
    def holds_all(self) -> bool:
        return None not in (self.matches if self.chain is None else self.chain)

    @property
    def nearness(self) -> tuple[int, int, int]:
        """The most operations of those that are wanted, then the longest chain, then the fewest others."""
        return _number_of(self.matches), _number_of(self.chain or ()), -len(self.fusion.operations)


def _candidate(fusion: Fusion, selectors: Sequence[Selector], *, in_order: bool) -> _Candidate:
    matches = assigned(selectors, fusion.operations)
    return _Candidate(fusion, matches, chained(selectors, fusion.instruction) if in_order else None)


def _number_of(found: Sequence[HloInstruction | None]) -> int:
    return sum(match is not None for match in found)


def _wrong_count(wanted: str, count: int, whole: Sequence[Fusion], program: Program) -> str:
    head = f"expected {count_text(count, 'cluster')} of {program.title} with {wanted}, found {len(whole)}"
    return message(head, [f"    {fusion_text(fusion)}" for fusion in whole], program=program)


def _not_fused(wanted: str, selectors: Sequence[Selector], candidates: Sequence[_Candidate], program: Program) -> str:
    number = count_text(len(candidates), "cluster")
    head = f"expected one cluster of {program.title} with {wanted}, found none in {number}"
    best = max(candidates, key=lambda candidate: candidate.nearness, default=None)
    if best is None or not any(best.matches):
        places = [line for selector in selectors for line in place_lines(selector, None, program)]
        return message(head, *["no cluster has any of them"] * bool(candidates), places, program=program)
    shown = operation_rows(filter(None, best.matches), program)
    if None not in best.matches:
        fault = _broken_chain(best, selectors)
        return message(head, f"nearest: {fusion_text(best.fusion)}, {fault}", shown, program=program)
    missing = [selector for selector, match in zip(selectors, best.matches, strict=True) if match is None]
    lack = list_text([selector.text for selector in missing])
    places = [line for selector in missing for line in place_lines(selector, best.fusion, program)]
    return message(head, f"nearest: {fusion_text(best.fusion)}, which lacks {lack}", shown, places, program=program)


def _broken_chain(candidate: _Candidate, selectors: Sequence[Selector]) -> str:
    """Which of the operations, all of them there, does not read the one before it."""
    chain = [match for match in candidate.chain or () if match]
    wanted = selectors[len(chain)].text
    fault = f"no {wanted} reads {chain[-1].name}" if chain else f"{wanted} is in a loop inside"
    return f"which has all of them, but {fault} [exact]"
