"""Measured words: times of two profiles as a person reads them, in a terminal as in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hloscope.words import seconds_text

if TYPE_CHECKING:
    from hloscope.comparisons.outline import Time
    from hloscope.comparisons.program_diff import ProgramDiff
    from hloscope.comparisons.time_changes import LaunchTimeChange

MEASURED_NOTE = (
    "Measured: the median of all runs, and from where to where the middle half of them is. A change is noise where "
    "these halves overlap; no measured time is a regression."
)


def measured_programs(programs: Sequence[ProgramDiff]) -> list[ProgramDiff]:
    """Those that profiles tell of on both sides."""
    return [program for program in programs if program.measured.old and program.measured.new]


def launches_beyond_noise(program: ProgramDiff) -> list[LaunchTimeChange]:
    """The launches whose time changed by more than noise, the most first."""
    return [change for change in program.measured.launches if change.is_beyond_noise]


def time_text(time: Time | None) -> str:
    """`959 us (832 us to 982 us, 5 runs)`."""
    if time is None:
        return "-"
    runs = "1 run" if time.runs == 1 else f"{time.runs} runs"
    return f"{seconds_text(time.median)}\n{seconds_text(time.lower)}-{seconds_text(time.upper)}, {runs}"


def change_of(old: Time, new: Time) -> str:
    """`+12%`, `new`, `gone`, `-3% (noise)`."""
    if not old.median or not new.median:
        return "new" if new.median else "gone" if old.median else "-"
    noise = "" if new.differs_from(old) else " (noise)"
    return f"{new.median / old.median - 1:+.0%}{noise}"


def launch_names(change: LaunchTimeChange) -> str:
    """`fusion.1`, `fusion.1 -> fusion.2, fusion.3`."""
    old, new = (", ".join(launch.name for launch in side) for side in (change.old, change.new))
    return new if old == new else f"{old or 'nothing'} -> {new or 'nothing'}"


def measured_lines(program: ProgramDiff) -> Iterator[str]:
    """`measured time of a run 959 us -> 1.2 ms, +12%`; nothing where one side was not measured."""
    old, new = program.measured.old, program.measured.new
    if old and new:
        yield f"measured time of a run {seconds_text(old.median)} -> {seconds_text(new.median)}, {change_of(old, new)}"
        for change in launches_beyond_noise(program):
            before, after = change.times
            times = f"{seconds_text(before.median)} -> {seconds_text(after.median)}, {change_of(before, after)}"
            yield f"measured time of {launch_names(change)} {times}"
