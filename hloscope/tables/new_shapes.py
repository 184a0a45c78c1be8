"""New shapes: how a type changed, in a phrase that a table has room for, and long types of equal members."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

_LONGEST = 60
"""Two types of together so many characters are read at a glance."""


def new_shape_text(shape: str, new_shape: str) -> str:
    """`its shape changes from f32[8] to f32[4]`, or `it has 8 values fewer (8x f32[])`."""
    was, now = _members_of(shape), _members_of(new_shape)
    if was is None or now is None or len(shape) + len(new_shape) <= _LONGEST:
        return f"its shape changes from {shape} to {new_shape}"
    lost, won = was - now, now - was
    if not lost and not won:
        return "its values change their order"
    if lost and won:
        return f"of its {was.total()} values {lost.total()} ({_counted(lost)}) are now {_counted(won)}"
    more = "more" if won else "fewer"
    return f"it has {(lost or won).total()} values {more} ({_counted(lost or won)}): {now.total()}, not {was.total()}"


def counted_shape(shape: str) -> str:
    """A type, of a tuple with equal members next to each other how many: `(4x f32[8], s32[])`."""
    if _members_of(shape) is None:
        return shape
    runs = [(member, len([*equal])) for member, equal in groupby(shape[1:-1].split(", "))]
    return f"({', '.join(f'{number}x {member}' if number > 1 else member for member, number in runs)})"


def _members_of(shape: str) -> Counter[str] | None:
    """The arrays of a tuple of arrays; None of anything else."""
    is_flat = shape.startswith("(") and shape.endswith(")") and "(" not in shape[1:]
    return Counter(shape[1:-1].split(", ")) if is_flat else None


def _counted(members: Counter[str], limit: int = 3) -> str:
    texts = [f"{number}x {shape}" if number > 1 else shape for shape, number in members.most_common(limit)]
    rest = len(members) - limit
    return ", ".join(texts) + (f" and {rest} more" if rest > 0 else "")
