"""Separate steps: what is no part of one computation, or no work of this processor, and so never meets in a kernel."""

from __future__ import annotations

from typing import Final

from hloscope.analyses.facts.execution import is_small_call
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.copy_causes import cause_of
from hloscope.ir import HloInstruction
from hloscope.regex import lazy_pattern

# xla/side_effect_util.cc: the frontend attribute of jax's `compute_on`; the thread of what XLA wraps for another core.
_PROCESSOR = lazy_pattern(r'_xla_compute_type\s*=\s*"(\w++)"|async_execution_thread="(\w++)"')
_PROCESSORS: Final = {"host": "the host", "sparse": "a SparseCore", "sparsecore": "a SparseCore"}
_EFFECTS: Final = frozenset(
    "infeed outfeed recv recv-done rng rng-bit-generator rng-get-and-update-state send send-done".split()
)


def loop(boundary: Boundary) -> str | None:
    """A while and what it begins with, or what reads its results."""
    if boundary.edge.consumer.opcode == "while":
        return f"a loop reads its operands from memory{_copied(boundary)}"
    return "what a loop gives is in memory" if boundary.edge.producer.opcode == "while" else None


def branch(boundary: Boundary) -> str | None:
    """A conditional, and what goes in or comes out."""
    ends = (boundary.edge.producer, boundary.edge.consumer)
    is_branch = any(end.opcode == "conditional" for end in ends)
    return f"a branch is chosen at run time{_copied(boundary)}" if is_branch else None


def other_processor(boundary: Boundary) -> str | None:
    """Work that another processor does: the host, a SparseCore."""
    for word, end, _ in boundary.ends:
        processor = _processor_of(end)
        if processor:
            return f"the {word} runs on {processor}"
    return None


def call(boundary: Boundary) -> str | None:
    """A call that is left, and what goes in or comes out."""
    for end in (boundary.edge.producer, boundary.edge.consumer):
        if end.opcode == "call":
            if 'inlineable="false"' in end.attribute_text:
                return f'{boundary.name_of(end)} is marked inlineable="false": it stays a call'
            return (
                f"{boundary.name_of(end)} is a loop that is compiled as one kernel" if is_small_call(end) else "a call"
            )
    return None


def collective(boundary: Boundary) -> str | None:
    """Communication at either end."""
    if "collective" in (boundary.producer_class, boundary.consumer_class):
        return "a collective communicates whole arrays"
    return None


def side_effect(boundary: Boundary) -> str | None:
    """Work that does more than to give a value (HloInstruction::IsFusible)."""
    for word, end, _ in boundary.ends:
        opcode = end.opcode.removesuffix("-start")
        if opcode in _EFFECTS:
            return f"the {word} is {opcode}, which does more than to give a value"
        if opcode == "custom-call" and "custom_call_has_side_effect=true" in end.attribute_text:
            return f"the {word} calls {end.custom_call_target}, which does more than to give a value"
    return None


def _copied(boundary: Boundary) -> str:
    """Why what goes into a loop or a branch, or comes out, was copied."""
    copies = (end for end in (boundary.edge.producer, boundary.edge.consumer) if end.opcode == "copy")
    return "".join(f"; copied: {cause_of(copy, boundary)}" for copy in copies)


def _processor_of(launch: HloInstruction) -> str | None:
    found = _PROCESSOR.search(launch.attribute_text)
    return _PROCESSORS.get(found[1] or found[2]) if found else None
