"""Tables of what became of one source line, or of one operation, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.passes import event_text
from hloscope.tables.style import new_table
from hloscope.tables.why import NOTES, edges_bytes, edges_table, why_text
from hloscope.words import bytes_text, name_text

if TYPE_CHECKING:
    from hloscope.analyses.why.of_operation import NeighbourForm
    from hloscope.reports.why_about import EndForm, WhyLineProgram, WhyOperationProgram

_GUESSED = " (inferred: the modules before and after optimization were compared)"
_FEW = 3  # launches that are named
_RELATIONS = {
    "argument": "an argument, or carried by a loop: in memory",
    "constant": "a constant",
    "fused": "fused: one kernel",
    "result": "a result, or carried by a loop: written to memory",
}


def line_tables(programs: Sequence[WhyLineProgram], *, top: int) -> RenderableType:
    """The line in what each program runs; `top` bounds the rows of a table, 0 lists all."""
    parts = [part for program in programs for part in (*_line(program, top), Text())]
    return _with_notes(parts, has_edges=any(program["missed"] for program in programs))


def operation_tables(programs: Sequence[WhyOperationProgram], *, top: int) -> RenderableType:
    """The operation in what each program runs; `top` bounds the rows of a table, 0 lists all."""
    parts = [part for program in programs for part in (*_operation(program, top), Text())]
    return _with_notes(parts, has_edges=any(program["ends"] for program in programs))


def _with_notes(parts: Sequence[RenderableType], *, has_edges: bool) -> RenderableType:
    return Group(*parts, Text(NOTES, style="dim")) if has_edges else Group(*parts[:-1])


def _line(program: WhyLineProgram, top: int) -> Iterator[RenderableType]:
    name, line, missed = name_text(program["name"]), program["line"], program["missed"]
    operations = sum(len(launch["operations"]) for launch in program["launches"])
    which = "operations called from it" if program["is_outer"] else "operations"
    runs = f"{operations} {which} in {_launches([launch['launch'] for launch in program['launches']])}"
    if not missed:
        yield Text(f"{name}: {line}: {runs}. No other launch reads a value of it from memory.")
        return
    shown = missed[: top or None]
    yield Text(f"{name}: {line}: {runs}.")
    count = f"{len(shown)} of {len(missed)}, --top 0 for all" if len(shown) < len(missed) else str(len(missed))
    title = f"Its values that go through memory ({count}; {bytes_text(program['bytes_per_run'])})"
    yield edges_table(title, [[edge] for edge in shown])


def _launches(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"{len(names)} launches ({', '.join(names[:_FEW])}{more})"


def _operation(program: WhyOperationProgram, top: int) -> Iterator[RenderableType]:
    name, operation = name_text(program["name"]), program["operation"]
    for life in program["gone"]:
        events = [f"{e['pass']}: {event_text(e, life['operation'])}" for e in life["events"]] or ["it never runs"]
        yield Text(f"{name}: nothing is left of {operation}: {'; '.join(events)}.")
    shown = program["ends"][: top or None]
    for end in shown:
        yield Text(f"{name}: {_place(operation, end)}{_GUESSED if program['is_inferred'] else ''}.")
        if end["neighbours"]:
            yield _neighbours(end["neighbours"][: top or None])
    if len(shown) < len(program["ends"]):
        yield Text(f"{len(program['ends']) - len(shown)} more are called so; --top 0 shows all.")


def _place(operation: str, end: EndForm) -> str:
    inner, launch = end["operation"], end["launch"]
    called = operation if inner in (operation, launch) else f"{operation} is {inner}, which"
    size = f", one of {end['instructions']} instructions" if end["instructions"] > 1 else ""
    if launch == operation:
        return f"{operation} holds {end['instructions']} instructions" if size else f"{operation} runs by itself"
    return f"{called} runs in {launch}{size}"


def _neighbours(neighbours: Sequence[NeighbourForm]) -> RenderableType:
    table = new_table(None, "Reads, and is read by", "Bytes", "Fused, or why not", numbers=("Bytes",))
    for neighbour in neighbours:
        arrow = "from" if neighbour["side"] == "operand" else "to"
        edge = neighbour["edge"]
        if edge:
            table.add_row(f"{arrow} {neighbour['operation']}", edges_bytes([edge]), why_text(edge))
        else:
            other = "" if neighbour["relation"] == "result" else f" {neighbour['operation']}"
            table.add_row(f"{arrow}{other}" if other else "to the end", "", _RELATIONS[neighbour["relation"]])
    return table
