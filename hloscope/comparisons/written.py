"""Written broadcasts: those that write memory in one compilation of a program, and not in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hloscope.comparisons.outline import WrittenBroadcast


def broadcasts_without(
    broadcasts: Sequence[WrittenBroadcast], others: Sequence[WrittenBroadcast]
) -> tuple[WrittenBroadcast, ...]:
    """Those that the others do not have as often, in order; told by source too if both sides know them.

    Of a source its folder is left out: the two may have been compiled in different places.
    """
    has_sources = all(broadcast.source for broadcast in (*broadcasts, *others))
    left = Counter((other.shape, has_sources and _without_folder(other.source)) for other in others)
    found: list[WrittenBroadcast] = []
    for broadcast in broadcasts:
        key = (broadcast.shape, has_sources and _without_folder(broadcast.source))
        left[key] -= 1
        if left[key] < 0:
            found.append(broadcast)
    return tuple(found)


def _without_folder(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2]
