"""What a profile measured, in the tables of every question: runs of programs, and cells of launches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import RenderableType
from rich.text import Text

from hloscope.tables.program_labels import program_name
from hloscope.tables.style import UNKNOWN, WORSE, new_table
from hloscope.words import bytes_text, name_text, seconds_text

if TYPE_CHECKING:
    from hloscope.analyses.profile.forms import LaunchesARunForm, MeasuredForm, MeasuredRunsForm, SpreadForm, TimesForm

    Measured = Sequence[tuple[Mapping[str, Any], MeasuredRunsForm]]

P = TypeVar("P", bound=Mapping[str, Any])
COLUMNS = ("Measured", "Share", "Bandwidth")
NOTE = (
    "Measured: own time in a run, the mean of all runs. Share: of all that was measured of the program. Bandwidth: "
    "bytes, by XLA's cost analysis, by measured time."
)
_LEAST_TOLD = 0.0005  # of a program's time


def measured_of(programs: Sequence[Mapping[str, Any]]) -> Measured:
    """The programs that a profile tells of, each with its runs."""
    return [(program, runs) for program in programs if (runs := program.get("measured"))]


def those_that_ran(programs: Sequence[P], top: int) -> list[P]:
    """The programs that ran while a profile was recorded, all of them without one, or if `top` is 0."""
    ran = [program for program in programs if program.get("measured")] if top else []
    return ran or [*programs]


def runs_of(programs: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """The table of measured runs, and what is to be said of it; nothing without a profile."""
    measured = measured_of(programs)
    if not measured:
        return
    numbers = ("Runs", "Run", "Min", "Max", "Gaps", "Launches")
    table = new_table("Measured runs", "Program", *numbers, numbers=numbers)
    for program, runs in measured:
        spread = runs["run_seconds"]
        table.add_row(
            program_name(program),  # type: ignore[arg-type]
            str(runs["runs"]),
            *(map(seconds_text, ends_of(spread)) if spread else "---"),
            gaps_text(runs["gap_share"], is_launch_bound=runs["is_launch_bound"]),
            launches_text(runs["launches_per_run"]),
        )
    yield table
    yield Text("\n".join(_notes(measured, len(programs))), style="dim")


def _notes(measured: Measured, programs: int) -> Iterator[str]:
    agrees = all(is_as_the_rule_says(runs["launches_per_run"]) for _, runs in measured)
    yield (
        "Run: from the start of its first launch to the end of its last, on one device, the median of all. Gaps: the "
        "part of the runs in which no launch runs. Launches: of a run, copies and collectives too, as measured"
        + ("; the rules say the same." if agrees else ", and by the rules where they differ.")
    )
    bound = [name_text(program["name"]) for program, runs in measured if runs["is_launch_bound"]]
    if bound:
        yield f"Launch-bound, for more time passes between launches than in them: {', '.join(bound)}."
    for program, runs in measured:
        if runs["unknown_seconds"] > _LEAST_TOLD * runs["seconds"]:
            share = runs["unknown_seconds"] / runs["seconds"]
            yield f"{name_text(program['name'])}: {share:.1%} of the time is in operations that its module lacks."
        if runs["around_seconds"] > _LEAST_TOLD * runs["seconds"]:
            share = runs["around_seconds"] / runs["seconds"]
            yield f"{name_text(program['name'])}: {share:.1%} of the time passes around what loops and branches run."
    if len(measured) < programs:
        yield f"{programs - len(measured)} of {programs} programs did not run while it was recorded (--top 0 for all)."


def ends_of(spread: SpreadForm) -> tuple[float, float, float]:
    """Median, least and most."""
    return spread["median"], spread["min"], spread["max"]


def gaps_text(share: float, *, is_launch_bound: bool) -> Text:
    """How much of the runs passes between launches."""
    return Text(f"{share:.0%}", style=WORSE if is_launch_bound else "")


def launches_text(launches: LaunchesARunForm) -> Text:
    """`13`, where the rule says the same; `12 (rule 13)`, `12-13`."""
    measured, rule = launches["measured"], launches["rule"]
    if measured is None:
        return Text("-")
    ends = [f"{end:g}" for end in (measured["min"], measured["max"])]
    text = "-".join(dict.fromkeys(ends))
    if rule is None or ends == [str(rule)] * 2:
        return Text(text)
    return Text(f"{text} (rule {rule})", style=UNKNOWN)


def is_as_the_rule_says(launches: LaunchesARunForm) -> bool:
    """Whether each run launched what the rules say, as far as both are known."""
    measured, rule = launches["measured"], launches["rule"]
    return measured is None or rule is None or measured["min"] == measured["max"] == rule


def roofline_note(machine: str | None) -> str:
    """What the column Roofline means."""
    where = machine or "the GPU that it was compiled for"
    return f"Roofline: how much of the measured time {where} would need at its best, and what would bound it."


def together(launches: Sequence[MeasuredForm]) -> TimesForm | None:
    """What several launches took together."""
    if not launches:
        return None
    seconds = sum(each["seconds"] for each in launches)
    speeds = [each["bytes_per_second"] for each in launches]
    shares = [each["roofline_share"] for each in launches]
    return {
        "calls": sum(each["calls"] for each in launches),
        "seconds": seconds,
        "share": sum(each["share"] for each in launches),
        "bytes_per_second": _weighed(speeds, launches),
        "roofline_share": _weighed(shares, launches),
    }


def _weighed(numbers: Sequence[float | None], launches: Sequence[MeasuredForm]) -> float | None:
    """Their mean by time; None if one of them is not known."""
    known = [number for number in numbers if number is not None]
    seconds = sum(each["seconds"] for each in launches)
    if len(known) < len(numbers) or not seconds:
        return None
    return sum(number * each["seconds"] for number, each in zip(known, launches, strict=True)) / seconds


def cells_of(measured: TimesForm | None) -> list[str]:
    """The cells of COLUMNS."""
    if measured is None:
        return ["-"] * len(COLUMNS)
    return [seconds_text(measured["seconds"]), f"{measured['share']:.1%}", bandwidth_text(measured["bytes_per_second"])]


def bandwidth_text(bytes_per_second: float | None) -> str:
    """`1.37 GB/s`."""
    return f"{bytes_text(round(bytes_per_second))}/s" if bytes_per_second else "-"


def has_roofline(measured: TimesForm | None) -> bool:
    """Whether a measured time can be held against a machine."""
    return measured is not None and measured["roofline_share"] is not None


def roofline_text(measured: TimesForm | None, bound: str | None = None) -> str:
    """`63% memory`, or `-`."""
    share = measured["roofline_share"] if measured else None
    return "-" if share is None else " ".join(filter(None, (_share_text(share), bound)))


def _share_text(share: float) -> str:
    return f"{share:.0%}" if share >= 0.1 else f"{share:.1%}" if share >= 0.001 else "<0.1%"
