"""Timed dumps: a dump whose programs know what a profile measured of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from hloscope.dump.compilation import Family
from hloscope.dump.dump import Dump
from hloscope.dump.profiles import profiles_at
from hloscope.dump.sources import FileError
from hloscope.dump.timings import Timings

_MOST = 5


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
    """That nothing of a dump was measured."""
    if any(timings.of(place) for place in range(len(timings.programs))) or not timings.programs:
        return
    names = [name if number is None else f"{name}({number})" for name, number in timings.by_key]
    shown = f"{', '.join(names[:_MOST])}{', ...' if len(names) > _MOST else ''}" or "no run of a program"
    yield FileError(timings.files[0].label, f"expected runs of the programs in {dump.path}, found {shown}")
