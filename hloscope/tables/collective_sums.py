"""Sums of collectives by kind and axes, as reports and `hloscope collectives` show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from hloscope.tables.program_labels import ProgramLabels
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import CollectiveSumForm
    from hloscope.reports.schema import ProgramName

NOTE = (
    "Payload: bytes of one device, the larger of what it hands in and what it gets. Wire, modelled as a ring: bytes "
    "that it sends; of n devices (n-1)/n of the payload of an all-gather, a reduce-scatter or an all-to-all, twice "
    "that of an all-reduce, all of the others."
)


def sums_table(
    sums: Sequence[tuple[ProgramName, CollectiveSumForm]], *, top: int, title: str = "By kind and axes"
) -> Table:
    """A row for each kind and axes of each program, the most bytes first."""
    ordered = sorted(sums, key=lambda pair: -pair[1]["bytes_per_run"])
    shown = ordered[: top or None]
    numbers = ["Count", "Per run", "Payload", "Wire"]
    title = f"{title} ({of_text(len(shown), len(ordered))})"
    table = new_table(title, "Kind", "Over", *numbers, numbers=numbers)
    is_one = len({id(program) for program, _ in sums}) == 1
    labels = ProgramLabels(program for program, _ in sums)
    for program, entry in shown:
        kind = Text(entry["kind"])
        if not is_one:
            kind.append(f"\n{labels.label_of(program)}", style="dim")
        sizes = [bytes_text(entry["bytes_per_run"]), bytes_text(entry["wire_bytes_per_run"])]
        table.add_row(kind, entry["over"], str(entry["count"]), str(entry["runs"]), *sizes)
    return table
