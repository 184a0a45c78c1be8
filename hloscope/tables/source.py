"""The tables of source lines and of scopes: what a run takes for each, and where it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.analyses.provenance.scopes import PHASES
from hloscope.tables.equal_scopes import ScopeRow, scope_rows
from hloscope.tables.measured import runs_of, those_that_ran
from hloscope.tables.style import cut_text, new_table
from hloscope.words import bytes_text, name_text, number_text, seconds_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.provenance.source_costs import RunCostForm
    from hloscope.reports.source import CodeLineForm, SourceProgram

_NOTES = (
    "Bytes and FLOPs are those of a run: what launches move and compute for the line, by XLA's metadata and cost "
    "analysis, every branch of a conditional as if it was taken. Ops: operations before optimization. Gone: those that "
    "nothing computes any more. Copies: how often others are computed more than once."
)
_NOTES_OF_SCOPES = (
    "Bytes and FLOPs are those of a run, of a scope with all that is in it, by the names that the framework gave. "
    "Launches count each as often as it runs, for each scope that has a part in it."
)
_NOTE_OF_EQUALS = "Scopes that differ by a number in their names alone are one row, with what all of them take."
_NOTE_OF_TIMES = (
    "Measured: own time of launches in a run, the mean of all; a launch for several lines is shared by the bytes that "
    "it moves for each. Share: of the measured time of the program."
)
_COSTS = ("Bytes", "FLOPs")
_COUNTS = ("Ops", "Gone", "Copies")
_WIDTH_OF_LINES = 22
_LONGEST_CODE = 2 * _WIDTH_OF_LINES  # two lines of it
_INFERRED = {
    "match": "Without snapshots of passes what became of operations is inferred; hloscope run --passes makes them.",
    "before": "There is no module from after optimization: each operation counts as if it ran by itself.",
    "metadata": "Without the module from before optimization, what became of operations is not told.",
}
_UNKNOWN = "(not known)"
_SHARE_OF_UNKNOWN = 0.0005  # below that a row says nothing: tables of pointers have no line


def source_tables(programs: Sequence[SourceProgram], *, top: int = 0) -> RenderableType:
    """The lines of each program, what takes most first; `top` bounds them, 0 lists all."""
    parts: list[RenderableType] = []
    for program in those_that_ran(programs, top):
        lines = [
            line
            for line in program["lines"]
            if line["place"] or _share_of(line) >= _SHARE_OF_UNKNOWN or line["operations"]
        ]
        shown = lines[: top or None]
        title = f"{name_text(program['name'])}: what its lines take{cut_text(len(shown), len(lines))}"
        parts += [_table_of_lines(title, shown, program), Text()]
    parts += _measured(programs)
    notes = [_NOTES, *[text for evidence, text in _INFERRED.items() if _has(programs, evidence)]]
    return Group(*parts, Text("\n".join(notes), style="dim"))


def _has(programs: Sequence[SourceProgram], evidence: str) -> bool:
    return any(program["evidence"] == evidence for program in programs)


def _measured(programs: Sequence[SourceProgram]) -> list[RenderableType]:
    """The runs that were measured."""
    tables = [*runs_of(programs)]
    return [*tables, Text(_NOTE_OF_TIMES, style="dim")] if tables else []


def _table_of_lines(title: str, lines: Sequence[CodeLineForm], program: SourceProgram) -> Table:
    costs = _cost_columns(program)
    table = new_table(title, "Line", *costs, "Launches", *_COUNTS, numbers=(*costs, *_COUNTS), left_out=_COUNTS)
    table.columns[0].min_width = _WIDTH_OF_LINES
    for line in lines:
        counts = map(str, (line["operations"], line["gone"], line["copies"]))
        table.add_row(_line_cell(line), *_cost_cells(line), _listed(line["launches"]), *counts)
    return table


def _cost_columns(program: SourceProgram) -> tuple[str, ...]:
    modelled = ["Time"] if program["machine"] else []
    return ("Measured", "Share", *_COSTS, *modelled) if program["measured"] else ("Share", *_COSTS, *modelled)


def _cost_cells(row: RunCostForm) -> list[str]:
    time = [] if row["seconds"] is None else [seconds_text(row["seconds"])]
    moved = bytes_text(row["run_bytes_read"] + row["run_bytes_written"])
    measured = row["measured_seconds"]
    share = row["share"] if measured is None else row["measured_share"] or 0.0
    first = [] if measured is None else [seconds_text(measured)]
    return [*first, f"{share:.1%}", moved, number_text(row["run_flops"]), *time]


def _line_cell(line: CodeLineForm) -> Text:
    """The place, and below it the beginning of its code, in one line: a long one is no easier to find for its end."""
    code = line["code"] or ""
    shown = code if len(code) <= _LONGEST_CODE else f"{code[: _LONGEST_CODE - 1]}…"
    inferred = " (inferred)" if line["cost_inferred"] else ""
    place = Text(source_text(line["place"] or line["op_name"]) or _UNKNOWN).append(inferred, style="dim")
    return place.append(f"\n{shown}" if shown else "", style="dim")


def _listed(names: Sequence[str], limit: int = 2) -> str:
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown or "-"


def scope_tables(programs: Sequence[SourceProgram], *, top: int = 0) -> RenderableType:
    """The scopes of each program as a tree, what takes most first; `top` bounds them, 0 lists all."""
    parts: list[RenderableType] = []
    found: list[ScopeRow] = []
    for program in those_that_ran(programs, top):
        scopes = program["scopes"]
        if not scopes:
            parts += [Text(f"{name_text(program['name'])}: its names tell of no layer and no phase"), Text()]
            continue
        rows = scope_rows(scopes)
        shown = _largest(rows, top)
        title = f"{name_text(program['name'])}: what its scopes take{cut_text(len(shown), len(rows))}"
        costs = _cost_columns(program)
        table = new_table(title, "Scope", "Launches", *costs, numbers=("Launches", *costs))
        for row in shown:
            table.add_row(_scope_cell(row), str(row.run_launches), *_cost_cells(row.cost))
        parts += [table, Text()]
        found += shown
    return Group(*parts, *_measured(programs), *_notes_of_scopes(found))


def _notes_of_scopes(shown: Sequence[ScopeRow]) -> Iterator[Text]:
    """What the numbers mean, where there are any."""
    if shown:
        has_equals = any(len(row.scopes) > 1 for row in shown)
        yield Text(f"{_NOTES_OF_SCOPES} {_NOTE_OF_EQUALS}" if has_equals else _NOTES_OF_SCOPES, style="dim")


def _largest(rows: Sequence[ScopeRow], top: int) -> list[ScopeRow]:
    """Those with the largest shares, in the order of the tree: what is around one is never smaller than it is."""
    by_share = sorted(range(len(rows)), key=lambda place: (-_share_of(rows[place].cost), place))
    return [rows[place] for place in sorted(by_share[: top or None])]


def _share_of(row: RunCostForm) -> float:
    return row["share"] if row["measured_share"] is None else row["measured_share"]


def _scope_cell(row: ScopeRow) -> Text:
    scope, equal = row.scopes[0], len(row.scopes) - 1
    name = scope["path"][-1] if scope["path"] else PHASES.get(scope["phase"], scope["phase"])
    cell = Text("  " * row.depth + name_text(name))
    return cell.append(f" and {equal} equal" if equal else "", style="dim")
