"""Tables: a report as a person reads it in a terminal, the summary first, then programs, then the costly parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.reports.reading import clusters_of, launches_of
from hloscope.tables.backends import BackendRow, backend_rows, difference_of
from hloscope.tables.launches import launch_rows, launch_tables
from hloscope.tables.program_labels import ProgramLabels, program_name
from hloscope.tables.style import WORSE, new_table, of_text
from hloscope.words import bytes_text, count_text, name_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.broadcasts.forms import BroadcastForm
    from hloscope.reports.schema import Document, Program

_UNIT_NOTE = (
    "Launches of CPU are so if jaxlib is 0.4.32 or later, TensorFlow 2.18 (inferred): before, a program ran as one "
    "function. No file here tells; the whole folder of the dump does."
)
_LAUNCHES_NOTE = (
    "Launches: kernels and library calls, before -> unfused -> after. Before and unfused count one for each operation "
    "that would run by itself; after counts what XLA launches. Broadcasts: those that write memory."
)


def report_tables(document: Document, *, top: int) -> RenderableType:
    """The whole report; `top` bounds the clusters and broadcasts that are listed, 0 lists all."""
    programs = document["compilations"]
    parts: list[RenderableType] = [_backends(backend_rows(programs))]
    parts += [*_programs(programs, top), *_notes(programs), *_measured(programs)]
    parts += [*launch_tables(programs, top), *_broadcasts(programs, top)]
    parts += [*_collectives(programs, top), *_disagreements(programs)]
    return Group(*separated(parts))


def separated(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """The parts with an empty line between them."""
    for number, part in enumerate(parts):
        if number:
            yield Text()
        yield part


def _measured(programs: Sequence[Program]) -> Iterator[RenderableType]:
    """What a profile says of the programs' runs."""
    if any(program.get("measured") for program in programs):
        from hloscope.tables.measured import NOTE, runs_of  # which most reports do without

        yield from runs_of(programs)
        yield Text(NOTE, style="dim")


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


def _programs(programs: Sequence[Program], top: int) -> Iterator[RenderableType]:
    """A row for each program that matters; columns that would be all zeros are left out."""
    ran = [program for program in programs if program.get("measured")] if top else []
    shown, folded = (ran, ()) if ran else _split_helpers(programs) if top else (programs, ())
    numbers = ["Launches", "Simplify", "Fuse", "Per run", "Clusters"]
    extras: Mapping[str, _Extra] = {
        name: key for name, key in _EXTRA_CLASSES.items() if any(_has_any(program, key) for program in shown)
    }
    table = new_table("Programs", "Program", *numbers, *extras, numbers=[*numbers, *extras])
    for program in shown:
        before, unfused, after = (launches_of(program, stage) for stage in ("before", "unfused", "after"))
        mark = "*" if program["unit"] == "top_level_ops" and after is not None else ""
        table.add_row(
            program_name(program),
            _path_of(before, unfused, after) + mark,
            difference_of(before, unfused),
            _fused_away(program, unfused, after),
            _per_run(program),
            count_text(None if after is None else len(clusters_of(program))),
            *(_extra_of(program, key) for key in extras.values()),
        )
    yield table
    if folded:
        names = ", ".join(dict.fromkeys(name_text(program["name"]) for program in folded))
        yield Text(
            f"{len(folded)} more programs move less than {_SHARE_OF_HELPERS:.0%} of the bytes each (--top 0 for all): "
            f"{names if len(names) <= _LONGEST_NAMES else names[:_LONGEST_NAMES] + '...'}",
            style="dim",
        )


def _fused_away(program: Program, unfused: int | None, after: int | None) -> str:
    """What fusion took away: not what runs as a copy or a collective, nor the several kernels of one operation."""
    change = program["kernels"].get("change")
    return difference_of(change["fusion"], 0) if change else difference_of(unfused, after)


def _split_helpers(programs: Sequence[Program]) -> tuple[Sequence[Program], Sequence[Program]]:
    """The programs that matter, and small ones beside them, such as jax compiles for each eager operation."""
    moved = [sum(row.bytes for row in launch_rows(program)) for program in programs]
    least = _SHARE_OF_HELPERS * sum(moved)
    small = [
        program["kernels"]["after"] is not None and not program["kernels"]["disagreements"] and size < least
        for program, size in zip(programs, moved, strict=True)
    ]
    if sum(small) < _FEWEST_HELPERS:
        return programs, []
    return [*compress(programs, map(not_, small))], [*compress(programs, small)]


_SHARE_OF_HELPERS = 0.01
_FEWEST_HELPERS = 3  # fewer stay rows
_LONGEST_NAMES = 200
_Extra = Literal["copies", "collectives", "misc", "unknown"]
_EXTRA_CLASSES: Mapping[str, _Extra] = {
    "Copies": "copies",
    "Collectives": "collectives",
    "Misc": "misc",
    "Unknown": "unknown",
}


def _has_any(program: Program, key: _Extra) -> bool:
    """Whether any stage has such launches: of a module that never ran that of `before` is all there is."""
    counts = (program["kernels"]["before"], program["kernels"]["after"])
    return any(count and count[key] for count in counts)


def _extra_of(program: Program, key: _Extra) -> str:
    """How many a run has, of copies and collectives; of what never ran, how many were asked for."""
    count = program["kernels"]["after"] or program["kernels"]["before"]
    if count is None:
        return "-"
    if key == "copies":
        return _known(count["copies_per_run"], count.get("copies_range"))
    if key == "collectives":
        return _known(count["collectives_per_run"], count.get("collectives_range"))
    return count_text(count[key])


def _known(number: int | None, least_most: Sequence[int] | None) -> str:
    if least_most:
        return f"{least_most[0]}-{least_most[1]}"
    return "unknown" if number is None else str(number)


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
    changes = [program["kernels"].get("change") for program in programs]
    if any(change and change["other"] for change in changes):
        lines.append(
            "Simplify and Fuse leave out what runs as a copy or a collective in the end, or takes several kernels."
        )
    if any(program["unit"] == "top_level_ops" and program["kernels"]["after"] for program in programs):
        lines.append("* top-level operations: the target runs the whole program as one launch, or is not known.")
    if any(program.get("unit_inferred") for program in programs):
        lines.append(_UNIT_NOTE)
    if any(count and count["launches_per_run"] is None and not count["launches_range"] for count in counts):
        lines.append("Per run is unknown where a loop's number of iterations is.")
    if any(count and count.get("inferred") for count in counts):
        lines.append("(inferred): XLA did not count a loop's iterations; the module tells them.")
    copies = sum(len(count.get("inferred_sites", ())) for count in counts if count)
    if copies:
        lines.append(
            f"{copies} of the copies of numbers below 8 bits counted as a kernel (inferred): they are none since "
            "jaxlib 0.11, and no file here tells the version. The whole folder of the dump does."
        )
    judged = sum(program["kernels"]["judge"] == "thunks" for program in programs)
    if judged:
        lines.append(f"{judged} of {len(programs)} programs compared with XLA's own list of launches.")
    yield Text("\n".join(lines), style="dim")


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
    found.sort(key=lambda pair: -_written_by(pair[1]))
    shown = found[: top or None]
    title = f"Materialized broadcasts, by bytes in a run ({of_text(len(shown), len(found))})"
    often = ["Written"] if any(item["times_written"] * item["runs"] != 1 for _, item in shown) else []
    numbers = ["Times", *often, "Bytes"]
    table = new_table(title, "Broadcast", "From", "To", *numbers, "Source", numbers=numbers)
    labels = ProgramLabels(programs)
    for program, item in shown:
        table.add_row(
            Text(item["name"]).append(f"\n{labels.label_of(program)}", style="dim"),
            item["operand_shape"] or "",
            item["shape"],
            str(item["expansion"]),
            *([str(item["times_written"] * item["runs"])] if often else []),
            bytes_text(_written_by(item)),
            source_text(item["source"]),
        )
    yield table


def _written_by(broadcast: BroadcastForm) -> int:
    return broadcast["bytes"] * broadcast["times_written"] * broadcast["runs"]


def _collectives(programs: Sequence[Program], top: int) -> Iterator[RenderableType]:
    """What devices tell each other in what runs, or failing that in what was asked for, by kind and axes."""
    pairs = [(program, program["collectives"]["after"] or program["collectives"]["before"]) for program in programs]
    sums = [(program, entry) for program, form in pairs if form for entry in form["sums"]]
    if sums:
        from hloscope.tables.collective_sums import notes_on, sums_table  # which most reports do without

        yield sums_table(sums, top=top, title="Collectives of a run, by kind and axes")
        yield Text("\n".join(notes_on(entry for _, entry in sums)), style="dim")


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
