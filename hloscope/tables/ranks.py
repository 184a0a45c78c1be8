"""Ranks tables: the programs that are not the same on all ranks, and in what the odd ones differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.comparisons.ranks.evidence import Setting, age_text
from hloscope.comparisons.ranks.places import ranks_text
from hloscope.tables.style import BETTER, UNKNOWN, WORSE, cut_text, new_table
from hloscope.words import counted, name_text

if TYPE_CHECKING:
    from rich.table import Table

    from hloscope.comparisons.ranks.forms import RankedProgramForm, RanksDocument, VariantForm

_LONGEST = 360  # letters of one difference
_WAYS = 6  # of a program, with the number of ranks of each
_NAME = 20  # letters of a rank in a column of its own
_NOTE = (
    "here: on these ranks; there: on the usual ones, or the first where none is more frequent. a -> b: there -> here."
)
_PARTIAL = "What few ranks have, and without a collective, no rank waits for: it is no finding."


def ranks_tables(document: RanksDocument, *, top: int = 6) -> RenderableType:
    """The verdict, then the programs that are not the same everywhere; `top` bounds their differences, 0 lists all."""
    programs = document["programs"]
    parts: list[RenderableType] = [_verdict(document)]
    parts += [_differing(program, top) for program in programs if program["status"] == "differs"]
    lacking = [program for program in programs if program["missing"]]
    parts += [_lacking(lacking)] if lacking else []
    rest, notes = [*_rest(document)], [*_notes(programs)]
    parts += [Text("\n".join(rest))] if rest else []
    parts += [Text("\n".join(notes), style="dim")] if notes else []
    return Group(*[part for found in parts for part in (found, Text())][:-1])


def _verdict(document: RanksDocument) -> Text:
    programs, names = document["programs"], [rank["name"] for rank in document["ranks"]]
    odd = sum(program["is_finding"] for program in programs)
    of = f"{counted(len(programs), 'program')} on {counted(len(names), 'rank')}"
    unread = any(program["unreadable"] for program in programs) or document["errors"]
    if odd:
        text = Text(f"{odd} of {of} not the same", style=f"bold {WORSE}")
    elif unread:
        text = Text(f"No verdict: {of}, and some could not be read", style=f"bold {UNKNOWN}")
    else:
        text = Text(f"No difference: {of}", style=f"bold {BETTER}")
    return text.append(f"\n  {_short(ranks_text(names))}", style="not bold")


def _differing(program: RankedProgramForm, top: int) -> Table:
    variants = program["variants"]
    title = f"{name_text(program['name'])} ({_place_of(program)}): {_shares(program)}"
    table = new_table(title, "Ranks", "What differs")
    for place, variant in enumerate(variants):
        lines = [*_lines_of(variant)] if place else [_first_line(program)]
        shown = lines[: top or None]
        text = Text("\n".join(map(_short, shown)) + cut_text(len(shown), len(lines)))
        table.add_row(*_ranks_cells(variant["ranks"], text))
    return table


def _first_line(program: RankedProgramForm) -> str:
    return "the usual one" if program["has_usual"] else "what the others are compared with"


def _shares(program: RankedProgramForm) -> str:
    """`2 ways, 3 ranks and 1`; where none is the most frequent that is said."""
    sizes = [len(variant["ranks"]) for variant in program["variants"]]
    numbers = " and ".join(filter(None, (", ".join(map(str, sizes[:-1])), str(sizes[-1]))))
    tie = "" if program["has_usual"] else "; none is the usual one"
    where = f"{numbers} ranks" if len(sizes) <= _WAYS else counted(sum(sizes), "rank")
    return f"{len(sizes)} ways, on {where}{tie}"


def _lines_of(variant: VariantForm) -> Iterator[str]:
    order = variant["collective_order"]
    if order:
        yield order["text"]
    yield from (difference["text"] for difference in variant["differences"])
    yield from (f"flag {Setting(each['name'], each['usual'], each['odd'])}" for each in variant["settings"])
    if variant["older_seconds"] is not None:
        yield f"stale? it was written {age_text(variant['older_seconds'])} before that of the others"


def _ranks_cells(names: Sequence[str], text: Text) -> tuple[str, Text]:
    """The rank, or how many: which these are stands below what differs, where there is room."""
    ranks = ranks_text(names)
    if len(ranks) <= _NAME:
        return ranks, text
    return counted(len(names), "rank"), text.append(f"\n{_short(ranks, 200)}", style="dim")


def _lacking(programs: Sequence[RankedProgramForm]) -> Table:
    table = new_table("Not on all ranks", "Program", "Missing on", "Collectives", numbers=("Collectives",))
    for program in programs:
        has = [rank for variant in program["variants"] for rank in variant["ranks"]]
        name = Text(name_text(program["name"]), style=WORSE if program["is_finding"] else "")
        missing = program["missing"]
        few = len(has) <= len(missing)
        where = f"all but {ranks_text(has)}" if few else ranks_text(missing)
        name.append(f"\n{_place_of(program)}", style="dim")
        collectives = program["variants"][0]["collectives"]
        table.add_row(name, _short(where, 120), str(collectives))
    return table


def _rest(document: RanksDocument) -> Iterator[str]:
    programs = document["programs"]
    same = [name_text(each["name"]) for each in programs if each["status"] == "same" and not each["unreadable"]]
    if same:
        yield f"{counted(len(same), 'program')} the same: {_short(', '.join(dict.fromkeys(same)), 200)}"
    for program in programs:
        if program["unreadable"]:
            others = program["status"] == "same" and sum(len(variant["ranks"]) for variant in program["variants"]) > 1
            where = _short(ranks_text(program["unreadable"]), 120) + (", the same on the others" if others else "")
            yield f"{name_text(program['name'])} could not be read on {where}"
    empty = [rank["name"] for rank in document["ranks"] if not rank["programs"]]
    if empty:
        yield f"Nothing that can be read is on {_short(ranks_text(empty), 120)}"


def _notes(programs: Sequence[RankedProgramForm]) -> Iterator[str]:
    if any(program["status"] == "differs" for program in programs):
        yield _NOTE
    if any(program["status"] == "partial" for program in programs):
        yield _PARTIAL


def _place_of(program: RankedProgramForm) -> str:
    backend = " ".join(filter(None, (program["framework"], program["platform"], program["arch"]))) or "unknown"
    return f"{backend}, {program['path']}" if program["path"] else backend


def _short(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
