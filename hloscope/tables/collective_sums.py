"""Sums of collectives by kind and axes, as reports and `hloscope collectives` show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from hloscope.tables.program_labels import ProgramLabels
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, seconds_text

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import CollectiveSumForm, CollectiveTimesForm
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
    ordered = sorted(sums, key=lambda pair: (-(measured_seconds(pair[1]) or 0.0), -pair[1]["bytes_per_run"]))
    shown = ordered[: top or None]
    measured = [*MEASURED] if any(measured_seconds(entry) is not None for _, entry in sums) else []
    numbers = ["Count", "Per run", *measured, "Payload", "Wire"]
    title = f"{title} ({of_text(len(shown), len(ordered))})"
    table = new_table(title, "Kind", "Over", *numbers, numbers=numbers)
    is_one = len({id(program) for program, _ in sums}) == 1
    labels = ProgramLabels(program for program, _ in sums)
    for program, entry in shown:
        kind = Text(entry["kind"])
        if not is_one:
            kind.append(f"\n{labels.label_of(program)}", style="dim")
        sizes = [bytes_text(entry["bytes_per_run"]), bytes_text(entry["wire_bytes_per_run"])]
        times = times_cells(entry) if measured else []
        table.add_row(kind, entry["over"], str(entry["count"]), str(entry["runs"]), *times, *sizes)
    return table


MEASURED = ("Measured", "Share", "Speed")
NOTE_OF_TIMES = (
    "Measured: own time in a run, the mean of all runs and devices, with what passes while one waits for the others. "
    "Share: of all that was measured of the program. Speed: payload by that time."
)


def notes_on(entries: Iterable[CollectiveTimesForm]) -> list[str]:
    """What the numbers mean."""
    is_measured = any(measured_seconds(entry) is not None for entry in entries)
    return [NOTE, *([NOTE_OF_TIMES] if is_measured else [])]


def measured_seconds(entry: CollectiveTimesForm) -> float | None:
    """What was measured; reports of older versions do not have it."""
    return entry.get("measured_seconds")


def times_cells(entry: CollectiveTimesForm) -> list[str]:
    """The cells of MEASURED."""
    seconds = measured_seconds(entry)
    if seconds is None:
        return ["-"] * len(MEASURED)
    speed = entry["bytes_per_second"]
    share = f"{entry['measured_share'] or 0:.1%}"
    return [seconds_text(seconds), share, f"{bytes_text(round(speed))}/s" if speed else "-"]
