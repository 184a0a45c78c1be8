"""Copy causes: why XLA copies a value as it is, told by who reads the copy (xla/service/copy_insertion.cc).

Copies come after fusion: a loop, a branch, an update in place and a result each own the buffer that they write, and
what is still needed from it, or must stay as it is, is copied before.
"""

from __future__ import annotations

from collections.abc import Iterator

from hloscope.analyses.why.boundary import Boundary
from hloscope.ir import HloInstruction

_RENAMING = frozenset({"bitcast", "copy-done", "opt-barrier", "tuple"})
_MOST_READERS = 100  # looked at for one copy


def cause_of(copy: HloInstruction, boundary: Boundary) -> str:
    """Why there is a copy which changes neither layout nor memory."""
    source = _source_of(copy)
    kept = _why_kept(source)
    written = next(filter(None, (_overwriting(reader, value, boundary) for reader, value in _readers_of(copy))), None)
    if written:
        return f"{written}, and {kept}"
    if _is_carried(source):
        return "the buffer that the loop carries is overwritten before the value is read for the last time"
    if not _is_returned(copy):
        return "its buffer is overwritten, or handed on, before the value is read for the last time"
    if copy.computation.is_entry:
        return f"it is a result, which has a buffer of its own, and {kept}"
    return "the loop carries it on, or the branch gives it, in another buffer than that in which it was made"


def _overwriting(reader: HloInstruction, value: HloInstruction, boundary: Boundary) -> str | None:
    """Who writes over what it is given, if this reader does."""
    name = boundary.name_of(reader)
    if reader.opcode == "while":
        return f"{'the loop' if reader is boundary.edge.consumer else name} overwrites what it begins with"
    if reader.opcode == "conditional":
        return f"a branch of {name} may overwrite what it is given"
    return f"{name} updates it in place" if value in boundary.launches.of(reader).overwritten else None


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


def _source_of(copy: HloInstruction) -> HloInstruction:
    """What the copied value is another name of; of a tuple, what holds it."""
    source = copy.operands[0] if copy.operands else copy
    while source.opcode in ("bitcast", "copy-done", "get-tuple-element", "opt-barrier") and source.operands:
        source = source.operands[0]
    return source


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
