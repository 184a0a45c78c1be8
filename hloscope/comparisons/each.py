"""Each: what is made of each of several things, and the faults of those that nothing can be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from hloscope.dump import FileError
from hloscope.dump.sources import file_error
from hloscope.errors import FaultError, telling_faults

T = TypeVar("T")
Item = TypeVar("Item")


def made_of_each(
    items: Iterable[Item], make: Callable[[Item], T], name_of: Callable[[Item], str]
) -> tuple[tuple[T, ...], tuple[FileError, ...]]:
    """What `make` gives for each item; where that is a fault of hloscope's, an error of that name.

    Raises:
        HloscopeError: as `make` does on purpose.
    """
    made: list[T] = []
    faults: list[FileError] = []
    for item in items:
        try:
            with telling_faults():
                made.append(make(item))
        except FaultError as fault:
            faults.append(file_error(name_of(item), fault))
    return tuple(made), tuple(faults)
