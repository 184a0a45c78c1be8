"""Which blocks and threads each launch site has, from XLA's own list of GPU launches."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hloscope.analyses.kernels.rules import LaunchSite
    from hloscope.parsers import LaunchDimensions, ThunkList


def dimensions_of(sites: Iterable[LaunchSite], thunks: ThunkList) -> list[LaunchDimensions | None]:
    """The launch dimensions of each site, None where the list has none; a name that is there twice goes in order."""
    found: defaultdict[str, deque[LaunchDimensions | None]] = defaultdict(deque)
    for thunk in thunks.launches:
        if thunk.launch_class == "kernel":
            found[thunk.name].append(thunk.dimensions)
    return [_take_dimensions(found, site) for site in sites]


def _take_dimensions(
    found: defaultdict[str, deque[LaunchDimensions | None]], site: LaunchSite
) -> LaunchDimensions | None:
    is_kernel = site.launch_class == "kernel" and site.name in found and found[site.name]
    return found[site.name].popleft() if is_kernel else None
