"""Tables of `hloscope report --explain`: costly instructions, missed fusions, repeated work, memory, passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.analyses.cost.machines import MACHINES
from hloscope.tables.cost import cost_tables
from hloscope.tables.launches import operations_text
from hloscope.tables.memory import memory_tables
from hloscope.tables.passes import optimizations_table
from hloscope.tables.report import separated
from hloscope.tables.style import new_table, of_text
from hloscope.tables.why import missed_tables
from hloscope.words import bytes_text, name_text, number_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.cost.duplicated_work import LedgerForm
    from hloscope.reports.cost import CostDocument
    from hloscope.reports.explain import ExplainedProgram
    from hloscope.reports.memory import MemoryDocument
    from hloscope.reports.schema import Program
    from hloscope.reports.why import WhyProgram

_LEDGER_NOTE = (
    "Work that fusion copied into several clusters. Extra: operations of a run beyond the first copy. Saved, inferred: "
    "bytes that would go through memory if each ran once, by itself."
)


def explanation_tables(programs: Sequence[Program], *, top: int) -> RenderableType | None:
    """The explanations of all programs that have one, None if there is none; `top` bounds the rows, 0 lists all."""
    explained = [program for program in cast("Sequence[ExplainedProgram]", programs) if program["cost"]]
    if not explained:
        return None
    sections = (_costs, _missed, _ledger, _memory)
    parts = [part for section in sections for part in section(explained, top)]
    return Group(*separated([*parts, *_passes(explained)]))


def _costs(programs: Sequence[ExplainedProgram], top: int) -> Iterator[RenderableType]:
    """Tables of cost for each machine that times are modelled on."""
    for name in dict.fromkeys(program["machine"] for program in programs):
        alike = [program for program in programs if program["machine"] == name]
        on = MACHINES[name].to_dict() if name else None
        yield cost_tables(cast("CostDocument", {"on": on, "compilations": alike}), top=top)


def _missed(programs: Sequence[ExplainedProgram], top: int) -> Iterator[RenderableType]:
    pairs = [(program, program["missed_fusions"]) for program in programs]
    found = [{**program, **missed} for program, missed in pairs if missed and missed["missed"]]
    if found:
        yield missed_tables(cast("list[WhyProgram]", found), top=top)


def _ledger(programs: Sequence[ExplainedProgram], top: int) -> Iterator[RenderableType]:
    entries = [(program, entry) for program in programs for entry in program["duplicated_work"] or []]
    found = [(program, entry) for program, entry in entries if _extra(entry)]
    if not found:
        return
    shown = sorted(found, key=lambda pair: -_extra(pair[1]))[: top or None]
    yield _ledger_table(shown, f"Duplicated work by source ({of_text(len(shown), len(found))})", len(programs))
    yield Text(_LEDGER_NOTE, style="dim")


def _ledger_table(entries: Sequence[tuple[ExplainedProgram, LedgerForm]], title: str, programs: int) -> Table:
    numbers = ["Clusters", "Extra", "Saved"]
    table = new_table(title, "Source", "Operations", *numbers, numbers=numbers)
    for program, entry in entries:
        source = Text(source_text(entry["source"]) or "(not known)")
        if programs > 1:
            source.append(f"\n{name_text(program['name'])}", style="dim")
        operations = operations_text([operation["opcode"] for operation in entry["operations"]], limit=4)
        clusters, saved = str(len(entry["clusters"])), bytes_text(entry["saved_bytes"])
        table.add_row(source, operations, clusters, number_text(_extra(entry)), saved)
    return table


def _extra(entry: LedgerForm) -> int:
    return entry["extra_flops"] + entry["extra_transcendentals"]


def _memory(programs: Sequence[ExplainedProgram], top: int) -> Iterator[RenderableType]:
    if any(program["memory"] or program["padding"] for program in programs):
        yield memory_tables(cast("MemoryDocument", {"compilations": programs}), top=top)


def _passes(programs: Sequence[ExplainedProgram]) -> Iterator[RenderableType]:
    for program in programs:
        if program["passes"]:
            yield optimizations_table(program["name"], program["passes"])
