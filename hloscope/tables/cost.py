"""Tables of `hloscope cost`: programs, then the instructions that cost most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.analyses.cost.machines import MachineForm
from hloscope.reports.cost import CostDocument, CostProgram, InstructionForm, ModuleCostForm
from hloscope.tables.launches import operations_text
from hloscope.tables.measured import COLUMNS as MEASURED
from hloscope.tables.measured import (
    NOTE,
    cells_of,
    has_roofline,
    measured_of,
    roofline_note,
    roofline_text,
    runs_of,
    those_that_ran,
)
from hloscope.tables.program_labels import ProgramLabels, program_name
from hloscope.tables.report import separated
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, number_text, seconds_text, source_text

_SIZES: tuple[Literal["bytes_read", "bytes_written", "bytes_accessed"], ...] = (
    "bytes_read",
    "bytes_written",
    "bytes_accessed",
)

Costs = Sequence[tuple[CostProgram, ModuleCostForm]]
Machine = MachineForm | None

_NOTE = (
    "Of one run, each loop as often as it runs. FLOPs and bytes are counted by the rules of XLA's own cost_analysis(), "
    "which counts each loop once."
)
_MODEL_NOTE = (
    "Modelled, not measured: an instruction takes as long as its bytes take at the full bandwidth of memory, or its "
    "operations at the full rate of the units, whichever is longer. Launches, caches and latency are left out."
)

_POINTER_NOTE = (
    "A member of a tuple counts as 8 bytes (inferred): XLA's cost_analysis() counts 8 before jaxlib 0.11 and 4 since, "
    "and no file here tells the version. The whole folder of the dump does."
)
_BRANCHES_NOTE = (
    "Of a conditional the totals count the costliest branch; each branch is listed as if it was taken, its runs as 0-1."
)
_TIMED_BRANCHES_NOTE = "Shares of the time are of all that is listed."


def cost_tables(document: CostDocument, *, top: int) -> RenderableType:
    """The whole document; `top` bounds the instructions that are listed, 0 lists all."""
    machine = document["on"]
    programs = [program for program in document["compilations"] if program["cost"]]
    costs = [(program, program["cost"]) for program in those_that_ran(programs, top) if program["cost"]]
    parts: list[RenderableType] = [
        _programs(costs, machine),
        *_notes(costs, machine),
        *runs_of(programs),
        *_instructions(costs, top, machine),
    ]
    return Group(*separated(parts))


def _programs(costs: Costs, machine: Machine) -> Table:
    sizes = [] if machine else ["Reads", "Writes"]
    numbers = ["FLOPs", "Transc.", *sizes, "Bytes", "FLOP/B", *(["Time"] if machine else [])]
    table = new_table("Cost of a run", "Program", *numbers, numbers=numbers)
    for program, cost in costs:
        table.add_row(program_name(program), *_run_cells(cost))
    return table


def _run_cells(cost: ModuleCostForm) -> list[str]:
    run, seconds = cost["per_run"], cost["modelled_seconds"]
    sizes = [run["bytes_accessed"]] if seconds is not None else [run[key] for key in _SIZES]
    cells = [number_text(run["flops"]), number_text(run["transcendentals"]), *map(bytes_text, sizes)]
    mark = "+" if cost["unknown_loops"] or run["unknown"] else ""
    intensity = f"{run['flops'] / run['bytes_accessed']:.3g}" if run["bytes_accessed"] else "-"
    return [*[cell + mark for cell in cells], intensity, *([] if seconds is None else [seconds_text(seconds)])]


def _notes(costs: Costs, machine: Machine) -> Iterator[Text]:
    """What the numbers mean; only what these programs need."""
    lines = [_NOTE]
    if machine:
        lines.append(f"Time on {machine['title']}. {_MODEL_NOTE}")
    unknown = sum(cost["per_run"]["unknown"] for _, cost in costs)
    loops = sum(len(cost["unknown_loops"]) for _, cost in costs)
    inferred = sum(len(cost["inferred_loops"]) for _, cost in costs)
    if unknown:
        lines.append(f"+ Operations of unknown cost, such as custom calls, count as nothing ({unknown}).")
    if measured_of([program for program, _ in costs]):
        lines += [NOTE, *([roofline_note(machine and machine["title"])] if _has_roofline(costs) else [])]
    if loops:
        lines.append(f"+ Loops whose number of iterations is unknown count once ({loops}).")
    if any(map(_has_branches, costs)):
        lines.append(f"{_BRANCHES_NOTE} {_TIMED_BRANCHES_NOTE}" if machine else _BRANCHES_NOTE)
    if inferred:
        noun = "loop" if inferred == 1 else "loops"
        lines.append(f"Iterations that XLA did not count are inferred from the module ({inferred} {noun}).")
    if any(cost["pointer_bytes_inferred"] for _, cost in costs):
        lines.append(_POINTER_NOTE)
    yield Text("\n".join(lines), style="dim")


def _has_branches(found: tuple[CostProgram, ModuleCostForm]) -> bool:
    """Whether a conditional has more branches than one run takes: then more is listed than the total."""
    return any(item["least_runs"] < item["runs"] for item in found[1]["instructions"])


def _instructions(costs: Costs, top: int, machine: Machine) -> Iterator[Table]:
    """Instructions that are equal but for their names are one row; numbers are those of a run."""
    rows = _rows(costs)
    if not rows:
        return
    by: _Order = "measured" if any(row.item["measured"] for row in rows) else "modelled" if machine else "bytes"
    shown = rows[: top or None]
    title = f"Instructions, {_ORDERS[by]} ({of_text(len(shown), len(rows))})"
    runs = ["Runs"] if any((row.item["runs"], row.item["least_runs"]) != (1, 1) for row in shown) else []
    roofline = ["Roofline"] if by == "measured" and _has_roofline(costs) else []
    columns = ["Instruction", "Operations", *runs, *_COLUMNS[by], *roofline, "Source"]
    columns += ["Bytes"] if by == "measured" else []
    table = new_table(title, *columns, numbers=[column for column in columns if column in _NUMBERS])
    labels = ProgramLabels(program for program, _ in costs)
    for row in shown:
        item, equal = row.item, row.count - 1
        name = Text(item["name"]).append(f" and {equal} of equal cost" if equal else "", style="dim")
        if len(costs) > 1:
            name.append(f"\n{labels.label_of(row.program)}", style="dim")
        cells = [_runs_text(item)] if runs else []
        cells += [*_item_cells(item, by), *(roofline_text(item["measured"], item["bound"]) for _ in roofline)]
        cells += [source_text(item["source"]), *([_size_text(item)] if by == "measured" else [])]
        table.add_row(name, operations_text(item["operations"], limit=3), *cells)
    yield table


_Order = Literal["measured", "modelled", "bytes"]
_ORDERS: Mapping[_Order, str] = {
    "measured": "by measured time",
    "modelled": "by modelled time",
    "bytes": "by bytes in a run",
}
_COLUMNS: Mapping[_Order, Sequence[str]] = {
    "measured": MEASURED,
    "modelled": ("Bytes", "Time", "Share", "Bound"),
    "bytes": ("FLOPs", "Bytes"),
}


_NUMBERS = frozenset({"Runs", "FLOPs", "Bytes", "Time", "Roofline", *MEASURED})


def _weights_of(item: InstructionForm) -> tuple[float, float]:
    measured = item["measured"]
    return -measured["seconds"] if measured else 0, -(item["seconds"] or item["bytes_accessed"])


def _has_roofline(costs: Costs) -> bool:
    """Whether a machine is known that measured times are held against."""
    return any(has_roofline(item["measured"]) for _, cost in costs for item in cost["instructions"])


def _item_cells(item: InstructionForm, by: _Order) -> list[str]:
    if by == "measured":
        return cells_of(item["measured"])
    if by == "bytes":
        return ["unknown" if item["unknown"] else number_text(item["flops"]), _size_text(item)]
    return [_size_text(item), seconds_text(item["seconds"] or 0), f"{item['share'] or 0:.1%}", item["bound"] or ""]


def _runs_text(item: InstructionForm) -> str:
    least, most = item["least_runs"], item["runs"]
    return str(most) if least == most else f"{least}-{most}"


def _size_text(item: InstructionForm) -> str:
    return "-" if item["unknown"] else bytes_text(item["bytes_accessed"])


@dataclass(frozen=True, slots=True)
class _Row:
    """Instructions of one program that do the same for the same line, equally often: what all take in a run."""

    program: CostProgram
    count: int
    item: InstructionForm


def _rows(costs: Costs) -> list[_Row]:
    """The rows, what takes most first; what was measured has a time of its own, and stays a row."""
    found: dict[tuple[object, ...], tuple[CostProgram, list[InstructionForm]]] = {}
    for number, (program, cost) in enumerate(costs):
        for item in cost["instructions"]:
            sizes = (item["runs"], item["least_runs"], item["flops"], item["bytes_accessed"], item["unknown"])
            own_name = item["name"] if item["measured"] else ""
            key = (number, own_name, item["source"], *sizes, *item["operations"])
            found.setdefault(key, (program, []))[1].append(item)
    rows = [_Row(program, len(items), _of_all(items)) for program, items in found.values()]
    return sorted(rows, key=lambda row: _weights_of(row.item))


def _of_all(items: Sequence[InstructionForm]) -> InstructionForm:
    first, runs = items[0], sum(item["runs"] for item in items)
    least = sum(item["least_runs"] for item in items)
    total: InstructionForm = {**first, "runs": runs, "least_runs": least, "flops": runs * first["flops"]}
    total["bytes_accessed"] = runs * first["bytes_accessed"]
    if first["seconds"] is not None:
        total["seconds"] = sum(item["seconds"] or 0 for item in items)
        total["share"] = sum(item["share"] or 0 for item in items)
    return total
