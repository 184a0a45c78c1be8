"""Evidence: what the files beside a program tell of why a rank has another one: an older dump, or flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from hloscope.dump import Compilation
from hloscope.dump.file_names import Role
from hloscope.errors import HloscopeError
from hloscope.regex import lazy_pattern
from hloscope.words import counted

_LEAST: Final = 600.0
"""Ranks compile at about the same time: what is so many seconds older than all others may be of an earlier run."""
_FLAG = lazy_pattern(r"(?m)^(\w{1,200}): (.*)$")
_OWN = ("xla_dump_",)  # where to: each rank has its own folder


class Setting(NamedTuple):
    """A flag of XLA's with another value; "" where the dump does not say, which is the default."""

    name: str
    usual: str
    odd: str

    def __str__(self) -> str:
        """`xla_gpu_autotune_level 0 here, 4 there`."""
        return f"{self.name} {self.odd or 'default'} here, {self.usual or 'default'} there"


def seconds_older(usual: Iterable[Compilation], odd: Iterable[Compilation]) -> float | None:
    """How much earlier all files of the second were written than any of the first; None if they were not."""
    times, odd_times = [*_times_of(usual)], [*_times_of(odd)]
    if not times or not odd_times:
        return None
    older = min(times) - max(odd_times)
    return older if older >= _LEAST else None


def age_text(seconds: float) -> str:
    """`40 minutes`, `3 hours`, `12 days`."""
    units = (("day", 86_400), ("hour", 3_600), ("minute", 60))
    name, size = next((unit for unit in units if seconds >= 2 * unit[1]), units[-1])
    return counted(int(seconds // size), name)


def _times_of(compilations: Iterable[Compilation]) -> Iterator[float]:
    """When the modules were written, so far as they are files of their own."""
    for compilation in compilations:
        file = compilation.files.get(Role.AFTER) or compilation.files.get(Role.BEFORE)
        try:
            if file:
                yield Path(file.source.label).stat().st_mtime
        except (OSError, ValueError):  # in an archive, or gone by now
            continue


def settings_between(usual: Compilation, odd: Compilation) -> tuple[Setting, ...]:
    """The flags that differ, if the dumps of both tell."""
    before, after = _flags_of(usual), _flags_of(odd)
    if before is None or after is None:
        return ()
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in sorted({*before, *after}))
    return tuple([Setting(*pair) for pair in pairs if pair[1] != pair[2] and not pair[0].startswith(_OWN)])


def _flags_of(compilation: Compilation) -> Mapping[str, str] | None:
    file = compilation.files.get(Role.DEBUG_OPTIONS)
    try:
        text = file.source.read_text() if file else None
    except HloscopeError:  # programs are enough without it
        return None
    if text is None:
        return None
    flags: dict[str, str] = {}
    for name, value in _FLAG.findall(text):
        flags[name] = f"{flags[name]}, {value}" if name in flags else value
    return flags
