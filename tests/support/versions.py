"""Which version of a framework is installed."""

import re
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec


def is_at_least(distribution: str, *numbers: int) -> bool:
    """Whether a distribution is installed in this version or a later one."""
    if find_spec(distribution) is None:
        return False
    return tuple(map(int, version(distribution).split(".")[: len(numbers)])) >= numbers


def readable(targets: Iterable[str]) -> list[str]:
    """Those of testdata/, such as `jax-0.10.2-cpu`, that the installed jaxlib can read: not what a later one printed."""
    versions = {target: re.match(r"jax-(\d+)\.(\d+)", target) for target in targets}
    return [t for t, found in versions.items() if not found or is_at_least("jaxlib", *map(int, found.groups()))]
