"""Tables of `hloscope collectives`: programs, then kinds and axes, then every collective, and what some are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.tables.collective_sums import MEASURED, measured_seconds, notes_on, sums_table, times_cells
from hloscope.tables.new_shapes import counted_shape
from hloscope.tables.program_labels import ProgramLabels, program_name
from hloscope.tables.report import separated
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import (
        CollectiveForm,
        CollectiveLoopForm,
        CollectivesForm,
        CollectiveTimesForm,
        MemberForm,
    )
    from hloscope.reports.collectives import CollectivesDocument, CollectivesProgram

    Found = Sequence[tuple[CollectivesProgram, CollectivesForm]]


def collectives_tables(document: CollectivesDocument, *, top: int) -> RenderableType:
    """The whole document; `top` bounds the rows of each table but the first, 0 lists all."""
    found = [(program, form) for program in document["compilations"] if (form := program["collectives"])]
    some = [(program, form) for program, form in found if form["count"]]
    rows = some if some and top else found
    parts: list[RenderableType] = [_programs(rows), *_without(len(found) - len(rows)), *_runs_of(rows)]
    if some:
        sums = [(program, entry) for program, form in some for entry in form["sums"]]
        parts += [Text("\n".join(_notes(some)), style="dim"), sums_table(sums, top=top)]
        parts += [_collectives(some, top), *_combined(some, top)]
    return Group(*separated(parts))


def _programs(found: Found) -> Table:
    numbers = ["Collectives", "Per run", "Payload", "Wire"]
    table = new_table("Collectives of a run", "Program", *numbers, numbers=numbers)
    for program, form in found:
        mark = "" if form["is_exact"] else "*"
        name = program_name(program)
        if program["stage"] != "after":
            name.append(f", {program['stage']}", style="dim")
        sizes = [bytes_text(form["bytes_per_run"]) + mark, bytes_text(form["wire_bytes_per_run"]) + mark]
        table.add_row(name, str(form["count"]), f"{form['runs']}{mark}", *sizes)
    return table


def _without(programs: int) -> Iterator[Text]:
    """How many programs are not in the table."""
    if programs:
        some = "1 more program has" if programs == 1 else f"{programs} more programs have"
        yield Text(f"{some} no collective (--top 0 for all).", style="dim")


def _runs_of(found: Found) -> Iterator[RenderableType]:
    programs = [program for program, _ in found]
    if any(program["measured"] for program in programs):
        from hloscope.tables.measured import runs_of

        yield from runs_of(programs)


def _notes(found: Found) -> Iterator[str]:
    """What the numbers mean; only what these programs need."""
    yield from notes_on(form for _, form in found)
    if not all(form["is_exact"] for _, form in found):
        yield "* Loops whose number of iterations is unknown count once, and branches as taken."
    meshes = [item["mesh"] for _, form in found for item in form["items"]]
    if any(mesh and mesh["inferred"] for mesh in meshes):
        yield "Axes without names are inferred from the groups: the module names none."


class _Row(NamedTuple):
    """What is equal of collectives that are one row."""

    program: int
    kind: str
    over: str
    shape: str
    size: int
    runs: str
    loop: str
    direction: str
    meanwhile: str
    source: str


def _collectives(found: Found, top: int) -> Table:
    """The table of collectives, equal ones as one row; columns that would be empty are left out."""
    groups: dict[_Row, list[CollectiveForm]] = {}
    for place, (_, form) in enumerate(found):
        for item in form["items"]:
            groups.setdefault(_row_of(place, item), []).append(item)
    rows = sorted(groups, key=lambda row: _order_of(groups[row]))
    measured = [*MEASURED] if any(measured_seconds(form) is not None for _, form in found) else []
    shown = rows[: top or None]
    total = sum(form["count"] for _, form in found)
    shown_columns = {title: key for title, key in _COLUMNS.items() if any(getattr(row, key) for row in rows)}
    order = "by measured time" if measured else "by payload in a run"
    title = f"Collectives, {order} ({total}{_in_rows(len(shown), len(rows), total)})"
    numbers = [*measured, "Payload", "Runs"]
    table = new_table(title, "Collective", "Over", *numbers, *shown_columns, numbers=numbers)
    labels = ProgramLabels(program for program, _ in found)
    for row in shown:
        items = groups[row]
        times = f"{len(items)}x " if len(items) > 1 else ""
        name = Text(f"{times}{row.kind}").append(f"\n{items[0]['name']}", style="dim")
        if len(found) > 1:
            name.append(f"\n{labels.label_of(found[row.program][0])}", style="dim")
        cells = [getattr(row, key) for key in shown_columns.values()]
        measured_cells = times_cells(_times_of(items)) if measured else []
        table.add_row(name, row.over, *measured_cells, bytes_text(row.size), row.runs, *cells)
    return table


def _order_of(items: Sequence[CollectiveForm]) -> tuple[float, int]:
    return -(_times_of(items)["measured_seconds"] or 0.0), -sum(map(_bytes_of, items))


def _times_of(items: Sequence[CollectiveForm]) -> CollectiveTimesForm:
    """What several took together."""
    seconds = [time for item in items if (time := measured_seconds(item)) is not None]
    total = sum(seconds)
    return {
        "measured_seconds": total if seconds else None,
        "measured_share": sum(item["measured_share"] or 0.0 for item in items) if seconds else None,
        "bytes_per_second": sum(map(_bytes_of, items)) / total if total else None,
    }


_COLUMNS = {
    "Direction": "direction",
    "Source": "source",
    "Meanwhile": "meanwhile",
    "Loop": "loop",
    "Shape": "shape",
}


def _in_rows(shown: int, rows: int, total: int) -> str:
    """`, in 5 rows`, where equal ones are one row; `, 10 of 12 rows, --top 0 for all`."""
    if shown < rows:
        return f", {shown} of {rows} rows, --top 0 for all"
    return f", in {rows} row{'s' * (rows > 1)}" if rows < total else ""


def _bytes_of(item: CollectiveForm) -> int:
    return item["bytes"] * (1 if item["runs"] is None else item["runs"])


def _row_of(place: int, item: CollectiveForm) -> _Row:
    inferred = " (inferred)" if item["source_inferred"] else ""
    source = source_text(item["source"] or item["op_name"])
    runs = "unknown" if item["runs"] is None else str(item["runs"])
    return _Row(
        place,
        item["kind"],
        item["over"],
        counted_shape(item["shape"]),
        item["bytes"],
        f"0-{runs}" if item["conditional"] and item["runs"] is not None else runs,
        " > ".join(map(_loop_text, item["loops"])),
        item["direction"] or "",
        _meanwhile(item),
        f"{source}{inferred}" if source else "",
    )


def _loop_text(loop: CollectiveLoopForm) -> str:
    """`while.3 x6`, with a mark where that is inferred."""
    if loop["trip_count"] is None:
        return loop["name"]
    return f"{loop['name']} x{loop['trip_count']}{' (inferred)' if loop['inferred'] else ''}"


def _meanwhile(item: CollectiveForm) -> str:
    """What runs while it does: `3 launches`; nothing of one that is awaited at once."""
    between = item["between"]
    if not item["asynchronous"]:
        return ""
    if between is None:
        return "not known"
    launches, operations = between["compute_launches"], between["operations"]
    if not launches:
        return f"{operations} operations" if operations > 1 else "1 operation" if operations else "nothing"
    return f"{launches} launch{'es' if launches > 1 else ''}"


def _combined(found: Found, top: int) -> Iterator[Table]:
    """The arrays of collectives that XLA made of several; those of one shape and source are one row."""
    rows: dict[tuple[int, str, str, str], list[MemberForm]] = {}
    names: list[str] = []
    for item in [item for _, form in found for item in form["items"]]:
        names.append(item["name"])
        for member in item["combined"]:
            source = source_text(member["source"] or member["op_name"])
            rows.setdefault((len(names) - 1, member["shape"], source, str(member["bytes"])), []).append(member)
    if not rows:
        return
    shown = list(rows.items())[: top or None]
    title = f"Combined collectives, by array ({of_text(len(shown), len(rows))})"
    table = new_table(title, "Collective", "Array", "Shape", "Bytes", "Source", numbers=["Bytes"])
    for (number, shape, source, _), [member, *others] in shown:
        array = f"{member['name']}, ..." if others else member["name"]
        times = f"{1 + len(others)}x " if others else ""
        table.add_row(names[number], array, times + shape, bytes_text(member["bytes"] * (1 + len(others))), source)
    yield table
