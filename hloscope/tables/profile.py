"""Tables of `hloscope profile`: programs and their runs, then the launches that took most."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.reports.profile import MeasuredLaunchForm, ProfileDocument, ProfileProgram
from hloscope.tables.launches import operations_text
from hloscope.tables.measured import bandwidth_text, ends_of, gaps_text, is_as_the_rule_says, launches_text
from hloscope.tables.program_labels import program_name
from hloscope.tables.report import separated
from hloscope.tables.style import UNKNOWN, new_table, of_text, with_dim_inferred
from hloscope.words import name_text, seconds_text, source_text

_NOTE = (
    "Run: from the start of its first launch to the end of its last. Time: in launches, of all runs. Gaps: the part of "
    "the runs in which no launch of the module runs. Launches: of a run, copies and collectives too, as measured"
)


def profile_tables(document: ProfileDocument, *, top: int) -> RenderableType:
    """The whole document; `top` bounds the launches that are listed, 0 lists all."""
    parts: list[RenderableType] = [_programs(document), _notes(document)]
    parts += _steps(document)
    parts += _launches(document, top)
    return Group(*separated(parts))


def _programs(document: ProfileDocument) -> Table:
    numbers = ("Runs", "Run", "Min", "Max", "Time", "Share", "Gaps", "Launches")
    table = new_table("Runs of programs", "Program", *numbers, numbers=numbers, left_out=())
    for program in document["compilations"]:
        spread = program["run_seconds"]
        times = [seconds_text(number) for number in ends_of(spread)] if spread else ["-"] * 3
        table.add_row(
            _name(program),
            str(program["runs"]),
            *times,
            seconds_text(program["seconds"]),
            f"{program['share']:.0%}",
            gaps_text(program["gap_share"], is_launch_bound=program["is_launch_bound"]),
            launches_text(program["launches_per_run"]),
        )
    return table


def _name(program: ProfileProgram) -> Text:
    text = program_name(program)
    if program["path"]:
        text.append(f"\n{program['path']}", style="dim")
    if not program["is_known"]:
        text.append("\nits module is not known", style=UNKNOWN)
    return text


def _notes(document: ProfileDocument) -> Text:
    """What the numbers mean; only what these programs need."""
    programs = document["compilations"]
    rules = [program["launches_per_run"] for program in programs]
    agrees = all(is_as_the_rule_says(program["launches_per_run"]) for program in programs)
    compared = "; the rules say the same." if agrees else ", and by the rules where they differ."
    lines = [_NOTE + (compared if any(each["rule"] is not None for each in rules) else ".")]
    bound = [program["name"] for program in programs if program["is_launch_bound"]]
    if bound:
        lines.append(f"Launch-bound, for more time passes between launches than in them: {', '.join(bound)}.")
    lines += [
        f"{name_text(program['name'])}: {program['launches_per_run']['before']} kernels were asked for."
        for program in programs
        if program["launches_per_run"]["before"] is not None
    ]
    span = sum(device["seconds"] for device in document["devices"])
    idle = span - sum(device["in_runs"] for device in document["devices"])
    if span:
        lines.append(f"Of {seconds_text(span)} from first launch to last, {idle / span:.0%} passes between runs.")
    return Text("\n".join(lines), style="dim")


def _steps(document: ProfileDocument) -> Iterator[Table]:
    steps = [(step, spread) for step in document["steps"] if (spread := step["seconds"])]
    if not steps:
        return
    numbers = ("Steps", "Median", "Min", "Max")
    table = new_table("Steps that you marked", "Name", *numbers, numbers=numbers)
    for step, spread in steps:
        name = Text(step["name"])
        if step["path"]:
            name.append(f"\n{step['path']}", style="dim")
        table.add_row(name, str(step["count"]), *map(seconds_text, ends_of(spread)))
    yield table


def _launches(document: ProfileDocument, top: int) -> Iterator[Table]:
    programs = document["compilations"]
    found = [(program, launch) for program in programs for launch in program["launches"]]
    found.sort(key=lambda pair: -pair[1]["seconds"])
    shown = found[: top or None]
    roofline = ["Roofline"] if document["on"] else []
    numbers = ["Calls", "Time", "Share", "Bandwidth", *roofline]
    title = f"Launches, by measured time ({of_text(len(shown), len(found))})"
    table = new_table(title, "Launch", "Operations", *numbers, "Source", numbers=numbers)
    for program, launch in shown:
        name = Text(launch["name"])
        if len(programs) > 1:
            name.append(f"\n{name_text(program['name'])}", style="dim")
        cells = [str(launch["calls"]), seconds_text(launch["seconds"]), f"{launch['share']:.1%}"]
        cells.append(bandwidth_text(launch["bytes_per_second"]))
        cells += [_roofline(launch)] if roofline else []
        table.add_row(name, _operations(launch, program), *cells, _source(launch))
    yield table


def _operations(launch: MeasuredLaunchForm, program: ProfileProgram) -> Text | str:
    if launch["opcode"] is None:
        return Text("not in the module" if program["is_known"] else "", style=UNKNOWN)
    if launch["class"] is None:
        return Text(f"{launch['opcode']}, around what it runs" if launch["opcode"] == "while" else launch["opcode"])
    return operations_text(launch["operations"], limit=3)


def _roofline(launch: MeasuredLaunchForm) -> str:
    modelled = launch["modelled_seconds"]
    return f"{modelled / launch['seconds']:.0%}" if modelled and launch["seconds"] else "-"


def _source(launch: MeasuredLaunchForm) -> Text:
    return with_dim_inferred(source_text(launch["source"]) + (" (inferred)" if launch["source_inferred"] else ""))
