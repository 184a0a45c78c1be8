"""Recompiles tables: each program of a function that was compiled again, and what differs; a line each in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.tables.style import cut_text, new_table
from hloscope.words import name_text

if TYPE_CHECKING:
    from rich.table import Table

    from hloscope.comparisons.recompile_forms import ChangeForm, RecompiledForm, RecompileForm, RecompilesDocument

_NOTE = (
    "Each program is compared with the nearest one of the same function that was compiled before it, by what the "
    "framework asked for."
)
_NOTHING = (
    "Where nothing in the module differs, jax compiled again for what no module shows: a weak type, a static value or "
    "a container of another type, or a function that was made anew (a lambda in a loop). jax's log tells which: "
    "hloscope run --recompiles, or JAX_EXPLAIN_CACHE_MISSES=1."
)
_LOG_NOTE = (
    "jax: what jax's log says. jax compares with the call that it finds closest, which may be that of another program."
)
_STATIC = re.compile(  # as jax 0.8 to 0.10 write it: the second index is that of the argument, or its name
    r"at input path \[\d\]\[(?P<argument>[^\]]{1,100})\], now <class '[^']{1,100}Static'> with pytree metadata "
    r"Static\(val=(?P<now>.{1,200}?)\) and before <class '[^']{1,100}'> with pytree metadata "
    r"Static\(val=(?P<before>.{1,200}?)\), so "
)
_KEYWORDS = re.compile(r"at input path \[1\], now <class 'dict'> .{1,1000} key sets: \{(?P<names>[^{}]{1,1000})\}")
_LINK = re.compile(r"https?://\S+$")  # which jax writes behind the last word, without a space
_UNEXPLAINED = "cache miss explanation unavailable"  # jax 0.11 and newer, of static values
_LONGEST = 240  # letters of a change that are shown
_IN_A_REPORT = 2  # changes of a function


def recompiles_tables(document: RecompilesDocument, *, top: int = 4) -> RenderableType:
    """The programs of each function; `top` bounds the changes of each, 0 lists all."""
    parts: list[RenderableType] = []
    for function in document["functions"]:
        parts += [_table_of(function, top), Text()]
    found = list(_changes_in(document["functions"]))
    notes = [_NOTE]
    notes += [_LOG_NOTE] if any(program["said"] for program, _ in found) else []
    notes += [_NOTHING] if any(change["kind"] == "nothing" for _, change in found) else []
    return Group(*parts, Text("\n".join(notes), style="dim"))


def _table_of(function: RecompiledForm, top: int) -> Table:
    backend = " ".join(filter(None, (function["framework"], function["platform"], function["arch"])))
    times = f"compiled {len(function['programs'])} times"
    place = f" in {function['path']}" if function["path"] else ""
    title = f"{name_text(function['function'])}: {times} ({backend or 'for an unknown target'}){place}"
    table = new_table(title, "Program", "Against", "What differs")
    for program in function["programs"]:
        table.add_row(_number(program["id"]), _number(program["compared_with"]), _cell_of(program, top))
    return table


def _number(number: int | None) -> str:
    return "-" if number is None else f"#{number}"


def _cell_of(program: RecompileForm, top: int) -> Text:
    """The changes, and below them what jax's log says."""
    changes = program["changes"]
    shown = changes[: top or None]
    lines = [_short(change["text"]) for change in shown] or ["compiled first"]
    text = Text("\n".join(lines) + cut_text(len(shown), len(changes)))
    for line in _telling(program["said"]) if changes else ():
        text.append(f"\njax: {_short(_plain(line))}", style="dim")
    return text


def _telling(said: Sequence[str]) -> Sequence[str]:
    """The differences that jax lists; all that it says where it lists none, but that it cannot say more in words."""
    listed = [line.removeprefix("* ") for line in said if line.startswith("* ")]
    if said and said[-1] == _UNEXPLAINED:
        return listed or [f"{said[0]}; why, it does not say. Static values of jax 0.11 and newer are in no log"]
    return listed or said


def _plain(line: str) -> str:
    """What jax says of a static argument, or of arguments by keyword, without the classes that hold them."""
    found = _STATIC.match(line)
    if found:
        return f"static argument {found['argument']}: {found['before']} -> {found['now']}"
    keywords = _KEYWORDS.match(line)
    names = ", ".join(re.findall(r"'([^']+)'", keywords["names"])) if keywords else ""
    return f"given by keyword in one of the two calls alone: {names}" if names else _LINK.sub("", line)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def recompiled_table(document: RecompilesDocument, *, top: int) -> RenderableType | None:
    """The functions compiled more than once, with the first changes, for a report; None if there are none."""
    functions = document["functions"]
    if not functions:
        return None
    shown = functions[: top or None]
    title = f"Compiled more than once{cut_text(len(shown), len(functions))}"
    table = new_table(title, "Function", "Times", "What differs", numbers=("Times",))
    for function in shown:
        kinds = [*dict.fromkeys(_short(change["text"]) for _, change in _changes_in([function]))]
        more = len(kinds) - _IN_A_REPORT
        lines = [*kinds[:_IN_A_REPORT], *([f"and {more} more: hloscope recompiles"] if more > 0 else [])]
        table.add_row(name_text(function["function"]), str(len(function["programs"])), "\n".join(lines))
    return table


def _changes_in(functions: Sequence[RecompiledForm]) -> Iterator[tuple[RecompileForm, ChangeForm]]:
    for function in functions:
        for program in function["programs"]:
            yield from ((program, change) for change in program["changes"])
