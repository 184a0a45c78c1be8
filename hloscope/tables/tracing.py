"""Tables: what ways of compiling a function make of it, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.tables.style import new_table
from hloscope.words import source_text

if TYPE_CHECKING:
    from hloscope.torchscript.tracing.forms import ComparisonForm, PathForm

_NOTE = (
    "Tried beside plain Python: other values are the floating-point arguments negated, another shape is one more row. "
    "That a path is decided by tensor values is the framework's own word."
)


def comparison_tables(form: ComparisonForm) -> RenderableType:
    """The decision table first, then branches and loops, side effects, and why a way is refused."""
    title = f"{form['name']}({', '.join(form['example'])}), {form['framework']}"
    parts: list[RenderableType] = [Text(title, style="bold"), _decisions(form), Text(_NOTE, style="dim")]
    parts += [*_paths(form), *_effects(form), *_refusals(form)]
    spaced: list[RenderableType] = []
    for part in parts:
        spaced += [part, Text()]
    return Group(*spaced[:-1])


def _names(form: ComparisonForm) -> list[str]:
    return [way["name"] for way in form["ways"]]


def _decisions(form: ComparisonForm) -> Table:
    names = _names(form)
    is_choice = len(names) > 1
    title = "What to choose" if is_choice else "What it keeps"
    table = new_table(title, "", *names, *(["better"] if is_choice else []))
    for row in form["decisions"]:
        table.add_row(row["criterion"], *(row["ways"][name] for name in names), *([row["better"]] if is_choice else []))
    return table


def _paths(form: ComparisonForm) -> Iterator[Table]:
    if not form["paths"]:
        return
    names = _names(form)
    table = new_table("Branches and loops", "Line", "Code", "Decided by", "Not reached", *names)
    for path in form["paths"]:
        by = "tensor values" if path["depends_on_data"] else "Python"
        states = (_state(path, path["ways"][name]) for name in names)
        table.add_row(source_text(f"{path['file']}:{path['line']}"), path["code"], by, _lost_text(path), *states)
    yield table


def _state(path: PathForm, state: str) -> str:
    is_loop = path["times"] is not None and state in ("lost", "specialized")
    return f"unrolled x{path['times']}" if is_loop else state


def _lost_text(path: PathForm) -> str:
    spans = (str(first) if first == last else f"{first}-{last}" for first, last in path["lost_lines"])
    return ", ".join(spans)


def _effects(form: ComparisonForm) -> Iterator[Table]:
    if not form["effects"]:
        return
    names = _names(form)
    table = new_table("Side effects", "Line", "What", *names)
    for effect in form["effects"]:
        place = source_text(f"{effect['file']}:{effect['line']}")
        table.add_row(place, effect["what"], *(effect["ways"][name] for name in names))
    yield table


def _refusals(form: ComparisonForm) -> Iterator[Text]:
    for way in form["ways"]:
        refusal = way["refusal"]
        if refusal:
            place = f" at {source_text(refusal['file'] + ':' + str(refusal['line']))}" if refusal["file"] else ""
            yield Text(f"{way['name']} refuses it{place}: {refusal['error']}: {refusal['message']}")
