"""Matching: which compilation an event of a profile is of, told by the module's name and the program's number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hloscope.dump import Compilation

if TYPE_CHECKING:
    from hloscope.parsers import LaunchEvent

Key = tuple[str, int | None]
"""The name of a module, "" where only the number is told, and the number of a program."""


def by_program(events: Sequence[LaunchEvent]) -> Mapping[Key, list[LaunchEvent]]:
    """The events of each program, in the order of their first ones."""
    found: defaultdict[Key, list[LaunchEvent]] = defaultdict(list)
    for event in events:
        found[event.module, event.program_id].append(event)
    return found


def find_compilation(key: Key, compilations: Sequence[Compilation]) -> Compilation | None:
    """The compilation of that name and number; where numbers tell nothing, the only one of that name."""
    name, number = key
    named = [each for each in compilations if name in ("", each.file_module, each.name)]
    exact = [each for each in named if number is not None and each.id == number]
    if len(exact) == 1:
        return exact[0]
    return named[0] if name and len(named) == 1 else None
