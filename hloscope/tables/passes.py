"""Tables of what passes did: a program's timeline, the life of one operation, and what ended in a launch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.new_shapes import new_shape_text
from hloscope.tables.style import cut_text, new_table, with_dim_inferred
from hloscope.words import name_text, source_text

if TYPE_CHECKING:
    from hloscope.analyses.passes.blame import BlameEventForm
    from hloscope.analyses.passes.contents import ThroughForm
    from hloscope.analyses.passes.timeline import PassChangeForm
    from hloscope.reports.blame import BlameProgram
    from hloscope.reports.passes import PassesForm, PassesProgram

_NOTES = (
    "Ops, fusions: how many the module runs after the pass, copies counted each. What stands in for a "
    "replaced operation is inferred, and so is the optimization, from the pass's name."
)
_NOTE_OF = {
    "match": "Without snapshots of passes all of it is inferred; hloscope run --passes makes them.",
    "metadata": "There is no module from before optimization: this is what the module that runs says itself.",
}
_NO_TIMES = "No times: XLA writes them for GPU only, with --xla_dump_module_metadata."


def timeline_tables(programs: Sequence[PassesProgram], *, top: int = 0) -> RenderableType:
    """The optimizations of each program, then its passes in order; `top` bounds these, 0 lists all."""
    parts: list[RenderableType] = []
    for program in programs:
        parts += [optimizations_table(program["name"], program), Text(), _passes(program, top), Text()]
    is_timed = any(program["microseconds"] is not None for program in programs)
    return Group(*parts, Text(_NOTES if is_timed else f"{_NOTES}\n{_NO_TIMES}", style="dim"))


def optimizations_table(name: str, program: PassesForm) -> RenderableType:
    """What the passes of a program changed, by optimization."""
    has_times = program["microseconds"] is not None
    numbers = ["Passes", *_COLUMNS, *(["Time"] if has_times else [])]
    title = f"{name_text(name)}: what its passes changed, by optimization"
    table = new_table(title, "Optimization", *numbers, numbers=numbers)
    for total in program["by_optimization"]:
        counts = total["counts"]
        cells = [sum(counts.get(kind, 0) for kind in kinds) for kinds in _COLUMNS.values()]
        time = [time_text(total["microseconds"])] if has_times else []
        table.add_row(total["optimization"], str(total["passes"]), *map(str, cells), *time)
    return table


_COLUMNS = {
    "Added": ("added", "copied"),
    "Gone": ("removed", "replaced", "folded", "merged"),
    "Rewritten": ("rewritten", "rewired"),
    "Moved": ("hoisted", "sunk", "inlined", "outlined", "moved"),
    "Fused": ("fused", "wrapped"),
}


def _passes(program: PassesProgram, top: int) -> RenderableType:
    has_times = program["microseconds"] is not None
    numbers = ["Ops", "Fusions"]
    extra = ["Time"] if has_times else []
    shown = program["passes"][: top or None]
    title = f"In order{cut_text(len(shown), len(program['passes']))}"
    table = new_table(title, "#", "Pass", *numbers, *extra, "What changed", numbers=["#", *numbers, *extra])
    table.columns[1].min_width = 24
    for change in shown:
        time = [time_text(change["microseconds"])] if has_times else []
        counted = ", ".join(f"{number} {kind}" for kind, number in change["counts"].items())
        cells = (str(change["operations"]), str(change["fusions"]), *time, counted)
        table.add_row(_number_of(change["stage"]), _pass_cell(change), *cells)
    return table


def life_tables(programs: Sequence[BlameProgram], *, top: int = 60) -> RenderableType:
    """The changes of one operation in each program, what is left of it, and of a launch what ended in it.

    `top` bounds the operations that ended in a launch, 0 lists all.
    """
    parts: list[RenderableType] = []
    for program in programs:
        title = f"{program['operation']} ({program['opcode']}) in {name_text(program['name'])}"
        parts += [_life(program, title), Text()] if program["events"] else [Text(title, style="bold")]
        parts += [Text(through_text(program["through"]))] if program["through"] else []
        parts += [Text(remains_text(program))] if _is_elsewhere(program) else []
        parts += [] if program["events"] and not _is_elsewhere(program) else [Text()]
        parts += [_origins(program, top), Text()] if program["contents"] is not None else []
    notes = [_NOTE_OF[program["evidence"]] for program in programs if program["evidence"] in _NOTE_OF]
    if notes:
        return Group(*parts, Text("\n".join(dict.fromkeys(notes)), style="dim"))
    return Group(*parts[:-1])


def _life(program: BlameProgram, title: str) -> RenderableType:
    table = new_table(title, "#", "Pass", "What happened", numbers=["#"])
    for event in _without_repeats(program["events"]):
        table.add_row(
            _number_of(event["stage"]), _pass_cell(event), with_dim_inferred(event_text(event, program["operation"]))
        )
    return table


def _is_elsewhere(program: BlameProgram) -> bool:
    """Whether there is more to say of where it is than that a launch is itself."""
    places = {place["cluster"] or place["name"] for place in program["remains"]}
    return program["contents"] is None or places != {program["operation"]}


def _origins(program: BlameProgram, top: int) -> RenderableType:
    """The operations that ended in a launch, each with what became of it; else what its own metadata says."""
    origins = program["origins"]
    if not origins:
        return _contents(program, top)
    title = f"Operations of the program that ended in {program['operation']}"
    table = new_table(title, "Operation", "Opcode", "Line", "Fate", "Also in", numbers=["Also in"])
    for origin in origins[: top or None]:
        is_plain = origin["evidence"] == "exact" or program["evidence"] == "match"  # then a note says so of all
        fate = origin["fate"] if is_plain else f"{origin['fate']} (inferred)"
        line = source_text(origin["source"] or "-")
        table.add_row(origin["name"], origin["opcode"], line, with_dim_inferred(fate), str(len(origin["places"]) - 1))
    return _with_rest(table, len(origins), top)


def _contents(program: BlameProgram, top: int) -> RenderableType:
    """What a launch computes, by the metadata that it has itself."""
    name, contents = program["operation"], program["contents"] or []
    if not any(content["source"] or content["op_name"] for content in contents):
        reason = "Which operations of the program ended in it is not known" if program["origins"] is not None else ""
        return Text(f"{reason or 'Where it comes from is not known'}: {name} has no metadata.")
    table = new_table(f"What {name} computes, by its own metadata", "Operation", "Opcode", "Line", "In the program")
    for content in contents[: top or None]:
        line, op_name = source_text(content["source"] or "-"), content["op_name"] or "-"
        table.add_row(content["name"], content["opcode"], line, op_name)
    return _with_rest(table, len(contents), top)


def _with_rest(table: RenderableType, number: int, top: int) -> RenderableType:
    rest = number - (top or number)
    return Group(table, Text(f"and {rest} more (--json has them)")) if rest > 0 else table


def through_text(through: ThroughForm) -> str:
    """A sentence that names the operations by which something is told that is none itself."""
    if not through["operations"]:
        return "It computes nothing itself, and no operation is known that reads it."
    return {
        "calls": "It is told by what it calls: {}.",
        "part of": "It is told by what it is part of: {}.",
        "read by": "It is told by what reads it: {}.",
    }[through["how"]].format(_listed(through["operations"]))


def _number_of(stage: str) -> str:
    number = stage.partition(".")[0]
    return number if number.isdecimal() else ""


def _pass_cell(change: PassChangeForm | BlameEventForm) -> Text:
    return Text(change["pass"]).append(f"\n{change['optimization']}", style="dim")


def event_text(event: BlameEventForm, operation: str) -> str:
    """What happened to an operation, as a sentence; `operation` is the name that was asked for."""
    kind, names = event["kind"], event["into"]
    subject = "" if event["name"] == operation else f"%{event['name']}: "
    sentence = _SENTENCES[kind]
    if kind == "removed" and not names:
        sentence = "is eliminated: nothing read it"
    elif kind == "rewired" and not names:
        sentence = "what read it is gone, or reads something else" if event["inferred"] else "nothing reads it any more"
    elif kind in _MOVES:
        sentence += ", as {into}" if names != [event["name"]] else ""
    elif kind == "renamed" and event["inferred"]:
        sentence = "is made anew, as {into}"
    elif kind == "rewritten" and names == ["layout"]:
        sentence = "its layout changes"
    elif kind == "rewritten" and event["new_shape"]:
        return subject + new_shape_text(event["shape"], event["new_shape"]) + _inferred(event)
    return subject + sentence.format(**{**event, "into": _listed(names)}) + _inferred(event)


def _inferred(event: BlameEventForm) -> str:
    return " (inferred)" if event["inferred"] else ""


_MOVES = {
    "hoisted": "is hoisted out of {caller}",
    "sunk": "is sunk into {caller}",
    "inlined": "is inlined from {caller}",
    "outlined": "goes into what {caller} calls",
    "moved": "goes into another computation",
}
_SENTENCES = {
    **_MOVES,
    "added": "appears",
    "removed": "disappears with what read it, {into}",
    "replaced": "is replaced by {into}",
    "folded": "is folded into the constant {into}",
    "merged": "is merged into {into}, which computes the same",
    "fused": "goes into {into}",
    "wrapped": "becomes a fusion of its own, {into}",
    "unfused": "leaves its fusion, as {into}",
    "copied": "is copied: {into}",
    "rewritten": "its {into} change",
    "renamed": "is called {into} now",
    "rewired": "what read it reads {into} now",
    "made": "appears, where another {opcode} of its type goes",
    "unrolled": "turns of {caller} side by side: {into}",
    "peeled": "turns of {caller} are taken out of it: {into}",
}


def _without_repeats(events: Sequence[BlameEventForm]) -> list[BlameEventForm]:
    """The events without those that say that an operation was copied where another says into what."""
    into_of: dict[tuple[str, str], set[str]] = {}
    for event in events:
        if event["kind"] in ("fused", "wrapped", "unrolled", "peeled"):
            into_of.setdefault((event["stage"], event["name"]), set()).update(event["into"])
    return [
        e for e in events if e["kind"] != "copied" or not set(e["into"]) <= into_of.get((e["stage"], e["name"]), set())
    ]


def remains_text(program: BlameProgram) -> str:
    """Where an operation is in the module that runs; that it is nowhere is known only where a pass shows its end."""
    remains, events = program["remains"], program["events"]
    if not remains:
        last = events[-1] if events else None
        if last and last["kind"] == "folded":
            return f"In the module that runs it is a constant{' (inferred)' if last['inferred'] else ''}."
        if last and last["kind"] in ("removed", "rewired") and not last["inferred"]:
            return "Nothing is left of it in the module that runs."
        return "Where it is in the module that runs, or what stands for it, is not known."
    clusters = list(dict.fromkeys(place["cluster"] for place in remains if place["cluster"]))
    outside = [place["name"] for place in remains if not place["cluster"]]
    places = [*(["in " + _listed(clusters)] if clusters else []), *(["as " + _listed(outside)] if outside else [])]
    return f"In the module that runs: {', and '.join(places)}."


def _listed(names: Sequence[str], limit: int = 4) -> str:
    """`a, b and 3 more`."""
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown


def time_text(microseconds: float | None) -> str:
    """A time with three digits: `12.3 ms`."""
    if microseconds is None:
        return "-"
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if microseconds >= size:
            return f"{microseconds / size:.3g} {unit}"
    return f"{microseconds:.3g} us"
