"""Which version of a framework is installed."""

from importlib.metadata import version
from importlib.util import find_spec


def is_at_least(distribution: str, *numbers: int) -> bool:
    """Whether a distribution is installed in this version or a later one."""
    if find_spec(distribution) is None:
        return False
    return tuple(map(int, version(distribution).split(".")[: len(numbers)])) >= numbers
