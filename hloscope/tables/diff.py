"""Diff tables: what changed between two dumps, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.comparisons.diff import Diff, ProgramDiff
from hloscope.comparisons.launch_changes import Change
from hloscope.comparisons.outline import Launch
from hloscope.comparisons.words import (
    broadcast_lines,
    change_text,
    changed_programs,
    launch_text,
    leftover_lines,
    name_of,
    notes_on,
    place_of,
    regression_lines,
    source_of,
    title_of,
    totals_of,
    verdict_of,
)
from hloscope.tables.style import new_table


def diff_tables(diff: Diff, *, top: int) -> RenderableType:
    """The whole diff: verdict, totals, then the changes; `top` bounds those of each program, 0 lists all."""
    changed = changed_programs(diff)
    parts: list[RenderableType] = [_verdict(diff)]
    parts += [_totals(changed), *[_changes(program, top) for program in changed if program.changes]] if changed else []
    parts += [Text("\n".join(lines)) for lines in ([*_broadcasts(changed)], [*leftover_lines(diff)]) if lines]
    parts += [Text("\n".join(notes_on(changed)), style="dim")] if changed else []
    return Group(*[part for found in parts for part in (found, Text())][:-1])


def _verdict(diff: Diff) -> Text:
    text = Text(verdict_of(diff), style="bold red" if diff.regressions else "bold green")
    for line in regression_lines(diff):
        text.append(f"\n  {line}", style="not bold")
    return text


def _totals(programs: Sequence[ProgramDiff]) -> Table:
    totals = totals_of(programs)
    table = new_table("Programs that changed", "Program", *totals, numbers=[*totals])
    for program, *cells in zip(programs, *totals.values(), strict=True):
        table.add_row(Text(name_of(program)).append(f"\n{place_of(program)}", style="dim"), *cells)
    return table


def _changes(program: ProgramDiff, top: int) -> Table:
    shown = program.changes[: top or None]
    cut = (
        f" ({len(shown)} of {len(program.changes)} changes, --top 0 for all)"
        if len(shown) < len(program.changes)
        else ""
    )
    table = new_table(title_of(program) + cut, "Change", "Old", "New", "Source")
    for change in shown:
        table.add_row(change_text(change), _launches(change.old), _new_side(change), source_of(change))
    return table


def _new_side(change: Change) -> Text:
    text = _launches(change.new)
    for detail in change.details:
        text.append(f"\n{detail}", style="dim")
    return text


def _launches(launches: Iterable[Launch]) -> Text:
    return Text("\n".join(map(launch_text, launches)) or "-")


def _broadcasts(programs: Iterable[ProgramDiff]) -> Iterator[str]:
    for program in programs:
        yield from (f"{title_of(program)} {line}" for line in broadcast_lines(program))
