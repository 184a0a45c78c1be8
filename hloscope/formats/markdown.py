"""Diff as Markdown: the same as the tables, for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hloscope.comparisons.change_words import broadcast_lines, change_lines
from hloscope.comparisons.diff import Diff
from hloscope.comparisons.measured_words import MEASURED_NOTE, measured_lines, measured_programs
from hloscope.comparisons.program_diff import ProgramDiff
from hloscope.comparisons.total_words import collective_lines, memory_lines, time_line, totals_of
from hloscope.comparisons.verdict_words import (
    changed_programs,
    leftover_lines,
    notes_on,
    regression_lines,
    title_of,
    verdict_of,
)
from hloscope.words.safe_text import inert_lines, markdown, markdown_html


def diff_markdown(diff: Diff) -> str:
    """The whole diff; every name in it is shown as it is, and is no markup: dumps may call things anything."""
    changed = changed_programs(diff)
    blocks = [
        [f"### hloscope diff: {markdown(verdict_of(diff))}"],
        [f"- {markdown(line)}" for line in regression_lines(diff)],
        [*_table(changed)] if changed else [],
        [*_measured(diff)],
        *[lines for program in changed if (lines := [*_details(program)])],
        [f"- {markdown(line)}" for line in leftover_lines(diff)],
        [markdown(line) for line in notes_on(changed)],
    ]
    return inert_lines("\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n")


def _table(programs: Sequence[ProgramDiff]) -> Iterator[str]:
    totals = totals_of(programs)
    yield f"| Program | {' | '.join(totals)} |"
    yield f"|---|{'---:|' * len(totals)}"
    for program, *cells in zip(programs, *totals.values(), strict=True):
        yield f"| {' | '.join(map(markdown, (title_of(program), *cells)))} |"


def _measured(diff: Diff) -> Iterator[str]:
    """What profiles say, if both sides are measured."""
    for program in (programs := measured_programs(diff.programs)):
        yield from (f"- {markdown(f'{title_of(program)}: {line}')}" for line in measured_lines(program))
    yield from ["", markdown(MEASURED_NOTE)] if programs else []


def _details(program: ProgramDiff) -> Iterator[str]:
    time = time_line(program)
    lines = [*change_lines(program), *_other_lines(program), *memory_lines(program), *([time] if time else [])]
    if not lines:
        return
    yield f"<details><summary>{markdown_html(title_of(program))}</summary>"
    yield ""
    yield from (f"- {markdown(line)}" for line in lines)
    yield ""
    yield "</details>"


def _other_lines(program: ProgramDiff) -> Iterator[str]:
    yield from broadcast_lines(program)
    yield from collective_lines(program)
