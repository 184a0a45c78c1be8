"""Timed dumps: a dump whose programs know what a profile measured of them.

A program is known by its name and number; another one may bear both, so what is compiled is compared too: with the
module that the profile holds, else with the operations that ran.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hloscope.dump.compilation import Compilation, Family
from hloscope.dump.dump import Dump
from hloscope.dump.profiles import find_programs, profiles_at
from hloscope.dump.sources import FileError
from hloscope.dump.timings import Key, Timings, find_compilation
from hloscope.errors import HloscopeError
from hloscope.ir import HloModule

if TYPE_CHECKING:
    from hloscope.parsers import LaunchEvent

_MOST = 5
_LEAST_KNOWN = 0.9  # of the operations that ran
_UNNAMED = frozenset({"bitcast", "constant", "get-tuple-element", "parameter", "tuple"})  # a text may leave them out


def timed_dump(dump: Dump, log: str | os.PathLike[str]) -> Dump:
    """The same dump, whose programs know what the profiles at `log` measured of them; the dump stays as it is.

    Raises:
        DumpError: there is no profile.
    """
    timings = Timings(profiles_at(log))
    families: dict[Family, Family] = {}
    for place, program in enumerate(dump.compilations):
        family = families.setdefault(program.family, Family())
        copy = replace(program, family=family, read_events=partial(timings.of, place))
        family.members.append(copy)
        timings.add(copy)
    problems = (*dump.unreadable, *_problems_of(timings, dump))
    return replace(dump, compilations=tuple(timings.programs), unreadable=problems)


def _problems_of(timings: Timings, dump: Dump) -> Iterator[FileError]:
    """That nothing of a dump was measured, or that what was is another program; its events are dropped."""
    label = timings.files[0].label
    measured = [place for place in range(len(timings.programs)) if timings.of(place)]
    if timings.programs and not measured:
        names = [_title_of(key) for key in timings.by_key]
        found = f"{', '.join(names[:_MOST])}{', ...' if len(names) > _MOST else ''}" or "no run of a program"
        yield FileError(label, f"expected runs of the programs in {dump.path}, found {found}")
    measured_programs = {
        (each.file_module, each.id): each for file in timings.files for each in find_programs(file, file.read_bytes())
    }
    for place in measured:
        program = timings.programs[place]
        if not _is_same(program, measured_programs, timings.of(place)):
            timings.drop(place)
            what = f"expected a profile of the {program.name} in {dump.path}, found one of another program of that name"
            yield FileError(label, f"{what}; dump and profile must be of one run, or of equal ones")


def _title_of(key: Key) -> str:
    return key[0] if key[1] is None else f"{key[0]}({key[1]})"


def _is_same(program: Compilation, measured_programs: Mapping[Key, Compilation], events: Sequence[LaunchEvent]) -> bool:
    """Whether a program is what ran, as far as its module can be read."""
    try:
        module = program.after
        ran = find_compilation((events[0].module or program.name, events[0].program_id), [*measured_programs.values()])
        other = ran.after if ran else None
    except HloscopeError:  # which is told elsewhere
        return True
    if module is None:
        return True
    if other is not None:
        return _outline_of(module) == _outline_of(other)
    known = {instruction.name for instruction in module.instructions()}
    names = {event.operation for event in events}
    return len(names & known) >= _LEAST_KNOWN * len(names)


def _outline_of(module: HloModule) -> frozenset[tuple[str, str, str]]:
    """Names, opcodes and shapes of what the entry executes."""
    found = (each for each in module.entry.instructions.values() if each.opcode not in _UNNAMED)
    return frozenset((each.name, each.opcode, str(each.shape)) for each in found)
