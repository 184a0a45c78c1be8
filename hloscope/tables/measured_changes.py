"""Tables of measured changes: the time of a run in two profiles, then the launches whose time changed most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.comparisons.measured_words import (
    MEASURED_NOTE,
    change_of,
    launch_names,
    launches_beyond_noise,
    measured_programs,
    time_text,
)
from hloscope.comparisons.verdict_words import name_of, place_of, title_of
from hloscope.tables.style import BETTER, WORSE, cut_text, new_table
from hloscope.words import seconds_text, source_text

if TYPE_CHECKING:
    from hloscope.comparisons.program_diff import ProgramDiff


def measured_tables(programs: Sequence[ProgramDiff], top: int) -> Iterator[RenderableType]:
    """The programs that profiles tell of on both sides; `top` bounds the launches of each, 0 lists all."""
    measured = measured_programs(programs)
    if not measured:
        return
    yield _runs(measured)
    yield from (_launches(program, top) for program in measured if launches_beyond_noise(program))
    yield Text(MEASURED_NOTE, style="dim")


def _runs(programs: Sequence[ProgramDiff]) -> Table:
    numbers = ("Old", "New", "More")
    table = new_table("Measured time of a run", "Program", *numbers, numbers=numbers)
    for program in programs:
        old, new = program.measured.old, program.measured.new
        name = Text(name_of(program)).append(f"\n{place_of(program)}", style="dim")
        more = Text(change_of(old, new), style=_style_of(program)) if old and new else ""
        table.add_row(name, time_text(old), time_text(new), more)
    return table


def _style_of(program: ProgramDiff) -> str:
    old, new = program.measured.old, program.measured.new
    if not (old and new and program.measured.is_beyond_noise):
        return "dim"
    return WORSE if new.median > old.median else BETTER


def _launches(program: ProgramDiff, top: int) -> Table:
    changes = launches_beyond_noise(program)
    shown = changes[: top or None]
    numbers = ("Old", "New", "More")
    title = f"{title_of(program)}: launches whose measured time changed{cut_text(len(shown), len(changes))}"
    table = new_table(title, "Launch", *numbers, "Source", numbers=numbers)
    for change in shown:
        old, new = change.times
        more = Text(change_of(old, new), style=WORSE if change.more > 0 else BETTER)
        source = (change.new or change.old)[0].source
        table.add_row(
            launch_names(change), seconds_text(old.median), seconds_text(new.median), more, source_text(source)
        )
    return table
