"""The table of launches: what runs, what moves most bytes in a run first; equal launches of a program are one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from rich.table import Table
from rich.text import Text

from hloscope.tables.program_labels import ProgramLabels
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.profile.forms import MeasuredForm
    from hloscope.reports.schema import Program

Launch = Mapping[str, Any]

_BRANCHES_NOTE = "Each branch of a conditional is listed as if it was taken, its runs as 0-1."


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """Launches of one program that do the same; numbers are those of a run, of all of them."""

    program: Program
    launches: Sequence[Launch]
    kind: str
    operations: Sequence[str]

    @property
    def runs(self) -> int:
        """How often a run executes any of them; loops of unknown length count as one turn."""
        return sum(launch["runs"] for launch in self.launches)

    @property
    def least_runs(self) -> int:
        """The same if all branches that may be left out are; reports from before that was told take all."""
        return sum(launch.get("least_runs", launch["runs"]) for launch in self.launches)

    @property
    def runs_text(self) -> str:
        """`9`, `0-9` where another branch may run, `9+` where a loop is of unknown length."""
        least = "" if self.least_runs == self.runs else f"{self.least_runs}-"
        return f"{least}{self.runs}{'' if self.is_exact else '+'}"

    @property
    def measured(self) -> list[MeasuredForm]:
        """What a profile says of each that ran."""
        return [measured for launch in self.launches if (measured := launch.get("measured"))]

    @property
    def seconds(self) -> float:
        """What they took in a run, by a profile."""
        return sum(measured["seconds"] for measured in self.measured)

    @property
    def is_exact(self) -> bool:
        """Whether that is known."""
        return all(launch["runs_exact"] for launch in self.launches)

    def bytes_of(self, key: str) -> int:
        """What they read, or write, in a run."""
        return sum(launch["runs"] * launch[key] for launch in self.launches)

    @property
    def bytes(self) -> int:
        """What they move in a run."""
        return self.bytes_of("bytes_read") + self.bytes_of("bytes_written")


def launch_rows(program: Program) -> list[LaunchRow]:
    """The launches of a program, equal ones together, what moves most first."""
    groups: dict[tuple[object, ...], list[tuple[Launch, str, Sequence[str]]]] = {}
    for launch, kind, operations in _launches_of(program):
        key = (launch["signature"], kind, *operations, *[launch[size] for size in ("bytes_read", "bytes_written")])
        groups.setdefault(key, []).append((launch, kind, operations))
    rows = [
        LaunchRow(program, [launch for launch, _, _ in group], group[0][1], group[0][2]) for group in groups.values()
    ]
    return sorted(rows, key=_order_of)


def _order_of(row: LaunchRow) -> tuple[float, int]:
    return -row.seconds, -row.bytes


def _launches_of(program: Program) -> Iterator[tuple[Launch, str, Sequence[str]]]:
    for fusion in program["fusions"]:
        opcodes = [operation["opcode"] for operation in fusion["operations"]] or [fusion["root_opcode"]]
        kind = fusion["custom_kind"] or ("kernel" if fusion["wrapped"] else fusion["kind"] or "fusion")
        yield cast("Launch", fusion), kind, opcodes
    for loop in program["compiled_loops"]:
        yield cast("Launch", loop), "compiled loop", [operation["opcode"] for operation in loop["operations"]]
    for single in program["single_operations"]:
        yield cast("Launch", single), single["class"], [single["target"] or single["opcode"]]


def launch_tables(programs: Sequence[Program], top: int) -> Iterator[Table | Text]:
    """The launches of all programs that move most; `top` bounds them, 0 lists all."""
    rows = sorted((row for program in programs for row in launch_rows(program)), key=_order_of)
    if not rows:
        return
    shown = rows[: top or None]
    runs = ["Runs"] if any(row.runs_text != "1" for row in shown) else []
    is_measured = any(row.measured for row in rows)
    times = _time_columns(rows) if is_measured else []
    numbers = [*times, "Bytes", *runs]
    order = "by measured time" if is_measured else "by bytes in a run"
    title = f"Launches, {order} ({of_text(len(shown), len(rows))})"
    parts = ("Reads", "Writes")
    columns = ("Launch", *numbers, "Kind", "Operations", "Source", *parts)
    table = new_table(title, *columns, numbers=[*numbers, *parts], left_out=parts)
    labels = ProgramLabels(programs) if len(programs) > 1 else None
    for row in shown:
        table.add_row(
            _name_of(row, labels),
            *(_time_cells(row, times) if is_measured else []),
            bytes_text(row.bytes),
            *([row.runs_text] if runs else []),
            row.kind,
            operations_text(row.operations) + _written_again(row.launches[0]),
            _source_of(row.launches),
            bytes_text(row.bytes_of("bytes_read")),
            bytes_text(row.bytes_of("bytes_written")),
        )
    yield table
    if any(row.least_runs != row.runs for row in shown):
        yield Text(_BRANCHES_NOTE, style="dim")


def _time_columns(rows: Sequence[LaunchRow]) -> list[str]:
    from hloscope.tables.measured import COLUMNS, has_roofline

    is_known = any(has_roofline(measured) for row in rows for measured in row.measured)
    return [*COLUMNS, *(["Roofline"] if is_known else [])]


def _time_cells(row: LaunchRow, columns: Sequence[str]) -> list[str]:
    from hloscope.tables.measured import cells_of, roofline_text, together

    measured = together(row.measured)
    return [*cells_of(measured), roofline_text(measured)][: len(columns)]


def _name_of(row: LaunchRow, labels: ProgramLabels | None) -> Text:
    equal = len(row.launches) - 1
    name = Text(row.launches[0]["name"]).append(f" and {equal} equal" if equal else "", style="dim")
    return name.append(f"\n{labels.label_of(row.program)}", style="dim") if labels else name


def _source_of(launches: Sequence[Launch]) -> Text:
    """The line of equal launches, that of the first if they have several."""
    text, *others = dict.fromkeys(source_text(launch["source"]) for launch in launches)
    shown = Text(text)
    if launches[0]["source_inferred"]:
        shown.append(" (inferred)", style="dim")
    return shown.append(f" and {len(others)} more", style="dim") if others else shown


def _written_again(launch: Launch) -> str:
    """How often a fusion writes the value that it writes most often, if more than once."""
    again = Counter(earlier for earlier in launch.get("same_outputs", ()) if earlier is not None)
    return f"; one value written {max(again.values()) + 1}x" if again else ""


def operations_text(opcodes: Sequence[str], limit: int = 6) -> str:
    """`5: multiply x2, add, maximum`, in the order in which they are met."""
    counted = {opcode: opcodes.count(opcode) for opcode in dict.fromkeys(opcodes)}
    words = [opcode if times == 1 else f"{opcode} x{times}" for opcode, times in counted.items()]
    more = ["..."] if len(words) > limit else []
    return f"{len(opcodes)}: {', '.join(words[:limit] + more)}"
