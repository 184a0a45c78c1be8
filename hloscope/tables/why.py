"""Tables of missed fusions: the ranked page, and the answer for a pair of operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.regex import lazy_pattern
from hloscope.tables.passes import event_text
from hloscope.tables.style import new_table, of_text
from hloscope.words import bytes_text, name_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.why.missed_fusions import MissedFusionForm
    from hloscope.reports.why import WhyPairProgram, WhyProgram

NOTES = (
    "Bytes: written by the producer and read again by the consumer in a run; of a value that is only sliced, the "
    "slices. Equal ones, as those of equal layers, are one row; what several read is written once. Reasons are "
    "inferred from XLA's fusion rules; what is in quotes is XLA's own word on the producer."
)
_NUMBER = lazy_pattern(r"\.\d++")
_NO_WORDS = "For XLA's own words dump with passes: hloscope run --passes -- COMMAND (GPU)."


def missed_tables(programs: Sequence[WhyProgram], *, top: int) -> RenderableType:
    """The values of each program that move most bytes; `top` bounds them, 0 lists all."""
    parts: list[RenderableType] = []
    for program in programs:
        missed = program["missed"]
        if not missed:
            continue
        rows = equal_edges(missed)
        shown = rows[: top or None]
        total = bytes_text(program["bytes_per_run"])
        least = "at least " if any(edge["runs"] is None for edge in missed) else ""
        count = _count_text(len(shown), len(rows), len(missed))
        title = f"{name_text(program['name'])}: what goes through memory ({count}; {least}{total} in all)"
        parts += [edges_table(title, shown), Text()]
    nothing = _without(programs)
    if len(parts) == 0 and nothing:
        return nothing
    parts += [nothing, Text()] if nothing else []
    has_words = all(program["has_decisions"] or program["platform"] != "gpu" for program in programs)
    return Group(*parts, Text(NOTES if has_words else f"{NOTES}\n{_NO_WORDS}", style="dim"))


def _count_text(shown: int, rows: int, edges: int) -> str:
    """How many of the rows are shown; `8 in 1 row` where all are, and some are equal."""
    if shown < rows or rows == edges:
        return of_text(shown, rows)
    return f"{edges} in {rows} row{'s' if rows > 1 else ''}"


def _without(programs: Sequence[WhyProgram]) -> RenderableType | None:
    """A line for all programs in which nothing goes through memory."""
    counts = Counter(name_text(program["name"]) for program in programs if not program["missed"])
    if not counts:
        return None
    names = ", ".join(f"{name} ({count}x)" if count > 1 else name for name, count in counts.items())
    return Text(f"Nothing goes through memory in {names}.")


def equal_edges(edges: Sequence[MissedFusionForm]) -> list[list[MissedFusionForm]]:
    """Edges together that differ by numbers in the names of their ends alone; what moves most first."""
    groups: dict[tuple[object, ...], list[MissedFusionForm]] = {}
    for edge in edges:
        ends = (_without_number(edge["producer"]), _without_number(edge["consumer"]))
        moved = (edge["bytes_written"], edge["bytes_read"], edge["runs"], edge["runs_inferred"])
        groups.setdefault((*ends, *edge["sources"], *moved, why_text(edge)), []).append(edge)
    return sorted(groups.values(), key=lambda group: -_moved_by(group))


def _moved_by(edges: Sequence[MissedFusionForm]) -> int:
    """What equal edges move in a run; what several read is written once."""
    values = {(edge["producer"], edge["value"]) for edge in edges}
    times = edges[0]["runs"] or 1
    return times * (len(values) * edges[0]["bytes_written"] + sum(edge["bytes_read"] for edge in edges))


def _without_number(name: str) -> str:
    return _NUMBER.sub("", name)


def edges_table(title: str, rows: Sequence[Sequence[MissedFusionForm]]) -> RenderableType:
    """Edges with their bytes and reasons; a row is of equal ones."""
    table = new_table(title, "Producer and consumer", "Bytes", "Why not fused", numbers=("Bytes",))
    for edges in rows:
        edge = edges[0]
        equal = f" and {len(edges) - 1} equal" if len(edges) > 1 else ""
        ends = Text(edge["producer"]).append(f"\n-> {edge['consumer']}").append(equal, style="dim")
        sources = _sources(edge)
        table.add_row(ends.append(f"\n{sources}" if sources else "", style="dim"), edges_bytes(edges), why_text(edge))
    return table


def edges_bytes(edges: Sequence[MissedFusionForm]) -> Text:
    """What goes over some equal edges in a run; below it how often how much over each."""
    once, runs = bytes_text(edges[0]["bytes_written"] + edges[0]["bytes_read"]), edges[0]["runs"]
    moved, each = bytes_text(_moved_by(edges)), " each" if len(edges) > 1 else ""
    if runs is None:
        return Text(f"{moved} or more").append(f"\n{f'{once}{each}, ' if each else ''}turns unknown", style="dim")
    inferred = "\nturns inferred" if edges[0]["runs_inferred"] else ""
    often = f"{runs:,} x " if runs != 1 else ""
    return Text(moved).append(f"\n{often}{once}{each}{inferred}" if often or each else "", style="dim")


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
        yield edges_table(title, [[edge] for edge in program["edges"]])
