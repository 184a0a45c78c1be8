"""Tables of missed fusions: the ranked page, and the answer for a pair of operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.passes import event_text
from hloscope.tables.style import new_table
from hloscope.words import bytes_text, name_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.why.missed_fusions import MissedFusionForm
    from hloscope.reports.why import WhyPairProgram, WhyProgram

NOTES = (
    "Bytes: written by the producer and read again by the consumer in a run; of a value that is only sliced, the "
    "slices. Reasons are inferred from XLA's fusion rules; what is in quotes is XLA's own word on the producer."
)
_NO_WORDS = "For XLA's own words dump with passes: hloscope run --passes -- COMMAND (GPU)."


def missed_tables(programs: Sequence[WhyProgram], *, top: int) -> RenderableType:
    """The values of each program that move most bytes; `top` bounds them, 0 lists all."""
    parts: list[RenderableType] = []
    for program in programs:
        missed = program["missed"]
        if not missed:
            continue
        shown = missed[: top or None]
        total = bytes_text(program["bytes_per_run"])
        least = "at least " if any(edge["runs"] is None for edge in missed) else ""
        count = f"{len(shown)} of {len(missed)}, --top 0 for all" if len(shown) < len(missed) else str(len(missed))
        title = f"{name_text(program['name'])}: what goes through memory ({count}; {least}{total} in all)"
        parts += [edges_table(title, shown), Text()]
    nothing = _without(programs)
    if len(parts) == 0 and nothing:
        return nothing
    parts += [nothing, Text()] if nothing else []
    has_words = all(program["has_decisions"] or program["platform"] != "gpu" for program in programs)
    return Group(*parts, Text(NOTES if has_words else f"{NOTES}\n{_NO_WORDS}", style="dim"))


def _without(programs: Sequence[WhyProgram]) -> RenderableType | None:
    """A line for all programs in which nothing goes through memory."""
    counts = Counter(name_text(program["name"]) for program in programs if not program["missed"])
    if not counts:
        return None
    names = ", ".join(f"{name} ({count}x)" if count > 1 else name for name, count in counts.items())
    return Text(f"Nothing goes through memory in {names}.")


def edges_table(title: str, edges: Sequence[MissedFusionForm]) -> RenderableType:
    """Edges with their bytes and reasons."""
    table = new_table(title, "Producer and consumer", "Bytes", "Why not fused", numbers=("Bytes",))
    for edge in edges:
        ends = Text(edge["producer"]).append(f"\n-> {edge['consumer']}").append(f"\n{_sources(edge)}", style="dim")
        table.add_row(ends, edge_bytes(edge), why_text(edge))
    return table


def edge_bytes(edge: MissedFusionForm) -> Text:
    """What goes over an edge in a run; below it how often how much."""
    once, runs = bytes_text(edge["bytes_written"] + edge["bytes_read"]), edge["runs"]
    if runs == 1:
        return Text(once)
    if runs is None:
        return Text(f"{bytes_text(edge['bytes_per_run'])} or more").append("\nturns unknown", style="dim")
    inferred = "\nturns inferred" if edge["runs_inferred"] else ""
    return Text(bytes_text(edge["bytes_per_run"])).append(f"\n{runs:,} x {once}{inferred}", style="dim")


def _sources(edge: MissedFusionForm) -> str:
    return ", ".join(dict.fromkeys(source_text(source) for source in edge["sources"] if source))


def why_text(edge: MissedFusionForm) -> str:
    """The reason for one edge: the rule, what it says here, XLA's own words, and its model's times."""
    text = f"{edge['rule']}: {edge['reason']}"
    if edge["xla"]:
        text += f'; XLA: "{edge["xla"]}"'
    if edge["us_unfused"] is not None:
        text += f"; modelled {edge['us_unfused']:.3g} us apart, {edge['us_fused']:.3g} us fused"
    return text


def pair_tables(programs: Sequence[WhyPairProgram]) -> RenderableType:
    """The answer for a pair of operations, in each program that has both."""
    parts: list[RenderableType] = []
    for program in programs:
        parts += [*_answer(program), Text()]
    has_edges = any(program["edges"] for program in programs)
    return Group(*parts[:-1], *([Text(f"\n{NOTES}", style="dim")] if has_edges else []))


def _answer(program: WhyPairProgram) -> Iterator[RenderableType]:
    first, second = program["operations"]
    name = name_text(program["name"])
    if program["relation"] == "gone":
        for life in program["gone"]:
            events = [f"{e['pass']}: {event_text(e, life['operation'])}" for e in life["events"]] or ["it never runs"]
            yield Text(f"{name}: nothing is left of {life['operation']}: {'; '.join(events)}.")
    elif program["relation"] == "fused":
        yield Text(f"{name}: {first} and {second} are one kernel, {program['producer']}.")
    elif program["relation"] == "none":
        yield Text(f"{name}: no value goes from one of {first} and {second} to the other.")
    else:
        how = "directly" if program["relation"] == "edge" else f"in {len(program['edges'])} steps"
        title = f"{name}: {program['producer']} feeds {program['consumer']} {how}, through memory"
        yield edges_table(title, program["edges"])
