"""Tables: a report as a person reads it in a terminal, the summary first, then programs, then the costly parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.reports.reading import backend_of, clusters_of, launches_of
from hloscope.tables.backends import BackendRow, backend_rows, difference_of
from hloscope.tables.style import WORSE, new_table, of_text
from hloscope.words import bytes_text, count_text, name_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.fusions.forms import FusionForm
    from hloscope.reports.schema import Document, Program, ProgramName

_LAUNCHES_NOTE = (
    "Launches: kernels and library calls, before -> unfused -> after. Before and unfused count one for each operation "
    "that would run by itself; after counts what XLA launches. Broadcasts: those that write memory."
)


def report_tables(document: Document, *, top: int) -> RenderableType:
    """The whole report; `top` bounds the clusters and broadcasts that are listed, 0 lists all."""
    programs = document["compilations"]
    parts: list[RenderableType] = [_backends(backend_rows(programs)), _programs(programs), *_notes(programs)]
    parts += [*_clusters(programs, top), *_broadcasts(programs, top), *_disagreements(programs)]
    return Group(*separated(parts))


def separated(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """The parts with an empty line between them."""
    for number, part in enumerate(parts):
        if number:
            yield Text()
        yield part


def _backends(rows: Sequence[BackendRow]) -> Table:
    numbers = ("Programs", "Launches", "Clusters", "Broadcasts")
    table = new_table("By backend", "Backend", *numbers, numbers=numbers)
    for row in rows:
        table.add_row(
            row.backend,
            str(row.programs),
            _path_of(row.before, row.unfused, row.after),
            count_text(row.clusters),
            f"{count_text(row.materialized)} ({bytes_text(row.materialized_bytes)})",
        )
    return table


def _path_of(before: int | None, unfused: int | None, after: int | None) -> str:
    """`26 -> 19 -> 7`: compute launches before, unfused and after."""
    return " -> ".join(map(count_text, (before, unfused, after)))


def _programs(programs: Sequence[Program]) -> Table:
    """A row for each program; columns that would be all zeros are left out."""
    numbers = ["Launches", "Simplify", "Fuse", "Per run", "Clusters"]
    extras: Mapping[str, _Extra] = {
        name: key for name, key in _EXTRA_CLASSES.items() if any(map(_number_of(key), programs))
    }
    table = new_table("Programs", "Program", *numbers, *extras, numbers=[*numbers, *extras])
    for program in programs:
        before, unfused, after = (launches_of(program, stage) for stage in ("before", "unfused", "after"))
        mark = "*" if program["unit"] == "top_level_ops" and after is not None else ""
        table.add_row(
            program_name(program),
            _path_of(before, unfused, after) + mark,
            difference_of(before, unfused),
            difference_of(unfused, after),
            _per_run(program),
            count_text(None if after is None else len(clusters_of(program))),
            *(count_text(_number_of(key)(program)) for key in extras.values()),
        )
    return table


_Extra = Literal["copies", "collectives", "misc", "unknown"]
_EXTRA_CLASSES: Mapping[str, _Extra] = {
    "Copies": "copies",
    "Collectives": "collectives",
    "Misc": "misc",
    "Unknown": "unknown",
}


def _number_of(key: _Extra) -> Callable[[Program], int | None]:
    """What reads one number of a program's count of `after`."""

    def number(program: Program) -> int | None:
        after = program["kernels"]["after"]
        return after[key] if after else None

    return number


def program_name(program: ProgramName) -> Text:
    """Its name, and below it which backend, which number and whether it was compiled before."""
    text = Text(name_text(program["name"]) or "(no name)")
    place = backend_of(program) + (f" #{program['id']}" if program["id"] is not None else "")
    again = ", compiled again" if program["recompilation_of"] is not None else ""
    return text.append(f"\n{place}{again}", style="dim")


def _per_run(program: Program) -> Text:
    after = program["kernels"]["after"]
    if after is None:
        return Text("-")
    least_most = after["launches_range"]
    if after["launches_per_run"] is None and least_most is None:
        return Text("unknown")
    text = Text(f"{least_most[0]}-{least_most[1]}" if least_most else str(after["launches_per_run"]))
    return text.append("\n(inferred)", style="dim") if after.get("inferred") else text


def _notes(programs: Sequence[Program]) -> Iterator[Text]:
    """What the numbers mean; only what this report needs."""
    lines = [_LAUNCHES_NOTE]
    counts = [program["kernels"]["after"] for program in programs]
    if any(program["unit"] == "top_level_ops" for program in programs):
        lines.append("* top-level operations: the target runs the whole program as one launch, or is not known.")
    if any(count and count["launches_per_run"] is None and not count["launches_range"] for count in counts):
        lines.append("Per run is unknown where a loop's number of iterations is.")
    if any(count and count.get("inferred") for count in counts):
        lines.append("(inferred): XLA did not count a loop's iterations; the module tells them.")
    judged = sum(program["kernels"]["judge"] == "thunks" for program in programs)
    if judged:
        lines.append(f"{judged} of {len(programs)} programs compared with XLA's own list of launches.")
    yield Text("\n".join(lines), style="dim")


def _clusters(programs: Sequence[Program], top: int) -> Iterator[Table]:
    """The clusters that move most bytes."""
    found = [(program, fusion) for program in programs for fusion in clusters_of(program)]
    if not found:
        return
    found.sort(key=lambda pair: -_traffic(pair[1]))
    shown = found[: top or None]
    title = f"Fusion clusters, by bytes read and written ({of_text(len(shown), len(found))})"
    table = new_table(title, "Cluster", "Kind", "Operations", "Reads", "Writes", "Source", numbers=("Reads", "Writes"))
    for program, fusion in shown:
        table.add_row(
            Text(fusion["name"]).append(f"\n{name_text(program['name'])}", style="dim"),
            fusion["custom_kind"] or (fusion["kind"] or ""),
            operations_text([operation["opcode"] for operation in fusion["operations"]]),
            bytes_text(sum(buffer["bytes"] for buffer in fusion["inputs"])),
            bytes_text(sum(buffer["bytes"] for buffer in fusion["outputs"])),
            source_text((fusion["source_lines"] or fusion["op_names"] or [""])[-1]),
        )
    yield table


def _traffic(fusion: FusionForm) -> int:
    return sum(buffer["bytes"] for buffer in (*fusion["inputs"], *fusion["outputs"]))


def operations_text(opcodes: Sequence[str], limit: int = 6) -> str:
    """`5: multiply x2, add, maximum`, in the order in which they are met."""
    counted = {opcode: opcodes.count(opcode) for opcode in dict.fromkeys(opcodes)}
    words = [opcode if times == 1 else f"{opcode} x{times}" for opcode, times in counted.items()]
    more = ["..."] if len(words) > limit else []
    return f"{len(opcodes)}: {', '.join(words[:limit] + more)}"


def _broadcasts(programs: Sequence[Program], top: int) -> Iterator[Table]:
    """The materialized broadcasts of what runs, the largest first."""
    found = [
        (program, item)
        for program in programs
        for item in (program["broadcasts"]["after"] or {"items": []})["items"]
        if item["materialized"]
    ]
    if not found:
        return
    found.sort(key=lambda pair: -pair[1]["bytes"])
    shown = found[: top or None]
    title = f"Materialized broadcasts, the largest first ({of_text(len(shown), len(found))})"
    numbers = ("Times", "Bytes")
    table = new_table(title, "Broadcast", "From", "To", *numbers, "Source", numbers=numbers)
    for program, item in shown:
        table.add_row(
            Text(item["name"]).append(f"\n{name_text(program['name'])}", style="dim"),
            item["operand_shape"] or "",
            item["shape"],
            str(item["expansion"]),
            bytes_text(item["bytes"]),
            source_text(item["source"]),
        )
    yield table


def _disagreements(programs: Sequence[Program]) -> Iterator[Table]:
    """Where the rule and XLA's own list differ; shown whole, never cut."""
    found = [(program, difference) for program in programs for difference in program["kernels"]["disagreements"]]
    if not found:
        return
    title = f"Disagreements between the rule and XLA's list of launches ({len(found)})"
    table = new_table(title, "Program", "Instruction", "Rule", "XLA launches", title_style=f"bold {WORSE}")
    for program, difference in found:
        table.add_row(program_name(program), difference["name"], str(difference["rule"]), str(difference["thunks"]))
    yield table
