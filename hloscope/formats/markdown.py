"""Diff as Markdown: the same as the tables, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hloscope.comparisons.diff import Diff, ProgramDiff
from hloscope.comparisons.words import (
    broadcast_lines,
    change_lines,
    changed_programs,
    collective_lines,
    leftover_lines,
    memory_lines,
    notes_on,
    regression_lines,
    time_line,
    title_of,
    totals_of,
    verdict_of,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def diff_markdown(diff: Diff) -> str:
    """The whole diff; every name in it is escaped, for dumps may call things anything."""
    changed = changed_programs(diff)
    blocks = [
        [f"### hloscope diff: {_escaped(verdict_of(diff))}"],
        [f"- {_escaped(line)}" for line in regression_lines(diff)],
        [*_table(changed)] if changed else [],
        *[lines for program in changed if (lines := [*_details(program)])],
        [f"- {_escaped(line)}" for line in leftover_lines(diff)],
        [_escaped(line) for line in notes_on(changed)],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _table(programs: Sequence[ProgramDiff]) -> Iterator[str]:
    totals = totals_of(programs)
    yield f"| Program | {' | '.join(totals)} |"
    yield f"|---|{'---:|' * len(totals)}"
    for program, *cells in zip(programs, *totals.values(), strict=True):
        yield f"| {' | '.join(map(_escaped, (title_of(program), *cells)))} |"


def _details(program: ProgramDiff) -> Iterator[str]:
    time = time_line(program)
    lines = [*change_lines(program), *_other_lines(program), *memory_lines(program), *([time] if time else [])]
    if not lines:
        return
    yield f"<details><summary>{_escaped(title_of(program))}</summary>"
    yield ""
    yield from (f"- {_escaped(line)}" for line in lines)
    yield ""
    yield "</details>"


def _other_lines(program: ProgramDiff) -> Iterator[str]:
    yield from broadcast_lines(program)
    yield from collective_lines(program)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", "".join(c if c.isprintable() else " " for c in text))
