"""Copy causes: why XLA copies a value as it is, told by who reads the copy (xla/service/copy_insertion.cc).

Copies come after fusion: a loop, a branch, an update in place and a result each own the buffer that they write, and
what is still needed from it, or must stay as it is, is copied before.
"""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.launch import Launches
from hloscope.ir import HloInstruction

_RENAMING = frozenset({"bitcast", "copy-done", "opt-barrier", "tuple"})
_MOST_READERS = 100  # looked at for one copy


def cause_of(copy: HloInstruction, boundary: Boundary) -> str:
    """Why there is a copy which changes neither layout nor memory."""
    source = boundary.launches.source_of(copy.operands[0] if copy.operands else copy)
    reason = _why_kept(source)
    overwriter = _overwriter_of(copy, boundary.launches)
    if overwriter:
        return f"{_overwriting(overwriter, boundary)}, and {reason}"
    if _is_carried(source):
        return "the buffer that the loop carries is overwritten before the value is read for the last time"
    if not _is_returned(copy):
        return "its buffer is overwritten, or handed on, before the value is read for the last time"
    if copy.computation.is_entry:
        return f"it is a result, which has a buffer of its own, and {reason}"
    return "the loop carries it on, or the branch gives it, in another buffer than that in which it was made"


def _overwriter_of(copy: HloInstruction, launches: Launches) -> HloInstruction | None:
    """The first reader that writes over what it is given; each copy is asked once."""
    if copy not in launches.overwriters:
        found = (
            reader
            for reader, value in _readers_of(copy)
            if reader.opcode in ("conditional", "while") or value in launches.of(reader).overwritten
        )
        launches.overwriters[copy] = next(found, None)
    return launches.overwriters[copy]


def _overwriting(reader: HloInstruction, boundary: Boundary) -> str:
    name = boundary.name_of(reader)
    if reader.opcode == "while":
        return f"{'the loop' if reader is boundary.edge.consumer else name} overwrites what it begins with"
    return (
        f"a branch of {name} may overwrite what it is given"
        if reader.opcode == "conditional"
        else f"{name} updates it in place"
    )


def _why_kept(source: HloInstruction) -> str:
    if source.opcode == "parameter" and source.computation.is_entry:
        return "an argument stays as it is unless it is donated"
    if source.opcode == "constant":
        return "a constant stays as it is"
    if _is_carried(source):
        return "what the loop carries, or the branch is given, stays where it is for others"
    return "the original is still needed, or lies in another buffer"


def _is_carried(source: HloInstruction) -> bool:
    return source.opcode == "parameter" and not source.computation.is_entry


def _is_returned(copy: HloInstruction) -> bool:
    root = copy.computation.root
    return copy is root or copy in root.operands or any(copy in operand.operands for operand in root.operands[:100])


def _readers_of(copy: HloInstruction) -> Iterator[tuple[HloInstruction, HloInstruction]]:
    """Who reads the copy, and under which name; behind bitcasts and tuples."""
    waiting, seen = [copy], {copy}
    for value in waiting:  # grows
        for user in value.users[:_MOST_READERS]:
            if user.opcode not in _RENAMING:
                yield user, value
            elif user not in seen and len(seen) < _MOST_READERS:
                seen.add(user)
                waiting.append(user)
