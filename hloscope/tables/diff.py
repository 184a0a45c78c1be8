"""Diff tables: what changed between two dumps, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.comparisons.change_words import broadcast_lines, change_text, launch_texts, source_of
from hloscope.comparisons.memory_changes import folded
from hloscope.comparisons.total_words import (
    collective_cells,
    memory_lines,
    memory_parts,
    time_line,
    totals_of,
    trend_of,
)
from hloscope.comparisons.verdict_words import (
    changed_programs,
    leftover_lines,
    name_of,
    notes_on,
    place_of,
    regression_lines,
    title_of,
    verdict_of,
)
from hloscope.tables.measured_changes import measured_tables
from hloscope.tables.style import BETTER, UNKNOWN, WORSE, new_table
from hloscope.words import bytes_text

if TYPE_CHECKING:
    from hloscope.comparisons.diff import Diff
    from hloscope.comparisons.launch_changes import Change
    from hloscope.comparisons.outline import Launch
    from hloscope.comparisons.program_diff import ProgramDiff

_LEAST_SHARE = 0.001  # of the peak: what changed less is told with the rest
_TRENDS = {-1: BETTER, 0: "", 1: WORSE}
_CHANGES = {"split": WORSE, "lost": WORSE, "merged": BETTER, "gained": BETTER}


def diff_tables(diff: Diff, *, top: int) -> RenderableType:
    """The whole diff: verdict, totals, then the changes; `top` bounds those of each program, 0 lists all."""
    changed = changed_programs(diff)
    parts: list[RenderableType] = [_verdict(diff)]
    parts += [_totals(changed)] if changed else []
    parts += measured_tables(diff.programs, top)
    parts += [_changes(program, top) for program in changed if program.changes]
    parts += [_memory(program, top) for program in changed if [*memory_lines(program)]]
    parts += _collectives(changed)
    lists = [*_broadcasts(changed)], [*_times(changed)], [*leftover_lines(diff)]
    parts += [Text("\n".join(lines)) for lines in lists if lines]
    parts += [Text("\n".join(notes_on(changed)), style="dim")] if changed else []
    return Group(*[part for found in parts for part in (found, Text())][:-1])


def _verdict(diff: Diff) -> Text:
    colour = WORSE if diff.regressions else BETTER if diff.verdict != "unknown" else UNKNOWN
    text = Text(verdict_of(diff), style=f"bold {colour}")
    for line in regression_lines(diff):
        text.append(f"\n  {line}", style="not bold")
    return text


def _totals(programs: Sequence[ProgramDiff]) -> Table:
    totals = totals_of(programs)
    table = new_table("Programs that changed", "Program", *totals, numbers=[*totals])
    for program, *cells in zip(programs, *totals.values(), strict=True):
        texts = [_total(cell, trend_of(program, title)) for title, cell in zip(totals, cells, strict=True)]
        table.add_row(Text(name_of(program)).append(f"\n{place_of(program)}", style="dim"), *texts)
    return table


def _total(cell: str, trend: int) -> Text:
    """A total, coloured if one sees that it changed: a few bytes of a megabyte are not seen."""
    return Text(cell, style=_TRENDS[trend] if " -> " in cell else "")


def _changes(program: ProgramDiff, top: int) -> Table:
    shown = program.changes[: top or None]
    cut = (
        f" ({len(shown)} of {len(program.changes)} changes, --top 0 for all)"
        if len(shown) < len(program.changes)
        else ""
    )
    table = new_table(title_of(program) + cut, "Change", "Old", "New", "Source")
    for change in shown:
        what = Text(change_text(change), style=_CHANGES.get(change.what, ""))
        table.add_row(what, _launches(change.old), _new_side(change), source_of(change))
    return table


def _new_side(change: Change) -> Text:
    text = _launches(change.new)
    for detail in change.details:
        text.append(f"\n{detail}", style="dim")
    return text


def _launches(launches: Iterable[Launch]) -> Text:
    return Text("\n".join(launch_texts(launches)) or "-")


def _memory(program: ProgramDiff, top: int) -> Table:
    """What changed of the parts of its memory, and below that who holds more or less at the peak."""
    least = _LEAST_SHARE * max(size or 0 for size in program.numbers["peak_bytes"]) if top else 0
    changes = folded(program.holdings)
    shown = [change for change in changes if abs(change.more) >= least][: top or None]
    table = new_table(f"{title_of(program)}: memory", "Of", "Old", "New", "More", numbers=["Old", "New", "More"])
    for part, old, new in memory_parts(program):
        table.add_row(part, bytes_text(old), bytes_text(new), _more(new - old))
    table.add_section()
    for change in shown:
        table.add_row(str(change), bytes_text(change.old), bytes_text(change.new), _more(change.more))
    if len(shown) < len(changes):
        rest = [change for change in changes if change not in shown]
        more = sum(change.more for change in rest)
        others = f"{len(rest)} {'others' if len(rest) > 1 else 'other'} (--top 0 for all)"
        table.add_row(Text(others, style="dim"), "", "", _more(more))
    return table


def _more(size: int) -> str:
    return f"{'-' if size < 0 else '+'}{bytes_text(abs(size))}" if size else ""


def _times(programs: Iterable[ProgramDiff]) -> Iterator[str]:
    for program in programs:
        line = time_line(program)
        yield from [f"{title_of(program)} {line}"] if line else []


def _broadcasts(programs: Iterable[ProgramDiff]) -> Iterator[str]:
    for program in programs:
        yield from (f"{title_of(program)} {line}" for line in broadcast_lines(program))


def _collectives(programs: Sequence[ProgramDiff]) -> Iterator[Table]:
    """The kinds and axes of which there are more or fewer, or which move other bytes."""
    found = [(program, change) for program in programs for change in program.collectives]
    if not found:
        return
    numbers = ("Count", "Payload")
    table = new_table("Collectives that changed", "Kind", "Over", *numbers, numbers=numbers)
    for program, change in found:
        kind = Text(change.new.kind)
        if len(programs) > 1:
            kind.append(f"\n{name_of(program)}", style="dim")
        counts, sizes = collective_cells(change)
        table.add_row(kind, change.new.over, counts, sizes)
    yield table
