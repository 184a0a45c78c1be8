"""Timings: what profiles measured of the programs of a dump; which events are of which program is told here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.dump.compilation import Compilation
from hloscope.dump.sources import SourceFile

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
    named = [each for each in compilations if name in ("", each.file_module)]
    named = named or [each for each in compilations if name == each.name]  # which reads the heads of all
    exact = [each for each in named if number is not None and each.id == number]
    if len(exact) == 1:
        return exact[0]
    return named[0] if name and len(named) == 1 else None


@dataclass
class Timings:
    """The events of some profiles, read when they are first asked for, by the programs that they are of."""

    files: Sequence[SourceFile]
    programs: list[Compilation] = field(default_factory=list[Compilation])
    _dropped: set[int] = field(default_factory=set[int])

    def add(self, program: Compilation) -> None:
        """Adds a program that events may be of."""
        self.programs.append(program)

    def drop(self, place: int) -> None:
        """Takes the events of a program away, which are of another one."""
        self._dropped.add(place)

    def of(self, place: int) -> Sequence[LaunchEvent]:
        """The events of a program, by its place among all.

        Raises:
            DumpError: a profile cannot be read.
        """
        return () if place in self._dropped else self._by_program.get(self.programs[place], ())

    @cached_property
    def _by_program(self) -> Mapping[Compilation, Sequence[LaunchEvent]]:
        """A program of which the profiles know its number has those events, else all that are of its name alone."""
        keyed: defaultdict[Compilation, dict[Key, list[LaunchEvent]]] = defaultdict(dict)
        for key, events in self.by_key.items():
            program = find_compilation(key, self.programs)
            if program:
                keyed[program][key] = events
        return {program: found for program, keys in keyed.items() if (found := _events_among(keys, program.id))}

    @cached_property
    def by_key(self) -> Mapping[Key, list[LaunchEvent]]:
        """The events of all profiles by program; devices and threads of several hosts are kept apart."""
        from hloscope.parsers import parse_profile_events

        events: list[LaunchEvent] = []
        for file in self.files:
            found = parse_profile_events(file.read_bytes(), filename=file.label).launches
            first = 1 + max((event.line for event in events), default=0)
            host = f"{file.folder} " if len(self.files) > 1 else ""
            events += [e._replace(device=host + e.device, line=first + e.line) for e in found] if host else found
        return by_program(events)


def _events_among(keys: Mapping[Key, list[LaunchEvent]], number: int | None) -> Sequence[LaunchEvent]:
    exact = [events for key, events in keys.items() if key[1] == number]
    found = exact or list(keys.values())
    return found[0] if len(found) == 1 else []
