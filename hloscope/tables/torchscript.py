"""Tables: what is said of TorchScript graphs, as a person reads it in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hloscope.parsers import find_tensor_type
from hloscope.tables.style import with_dim_inferred
from hloscope.words import source_text

if TYPE_CHECKING:
    from hloscope.torchscript.document import GraphForm, StateForm, TorchScriptDocument
    from hloscope.torchscript.graphs.changes import TorchChangesForm
    from hloscope.torchscript.graphs.content import InputForm, SubmoduleForm

_LISTED = 8  # entries of one kind that are written out, if one does not say otherwise
_ALL = 2**31


def torchscript_tables(document: TorchScriptDocument, *, top: int = _LISTED) -> RenderableType:
    """A block for each graph; what it has none of is left out, or said in a word; `top` bounds entries of a kind."""
    parts: list[RenderableType] = []
    for form in document["graphs"]:
        parts += [*([Text()] if parts else []), Text(_title_of(form), style="bold"), _grid(_rows_of(form, top or _ALL))]
    return Group(*parts)


def _title_of(form: GraphForm) -> str:
    origin = f"{form['origin']} (inferred), " if form["origin"] else ""
    return f"{form['name']}: {origin}{_plural(form['nodes'], 'node')}"


def _grid(rows: Iterable[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, text in rows:
        grid.add_row(f"  {name}", with_dim_inferred(text))
    return grid


def _rows_of(form: GraphForm, most: int) -> Iterator[tuple[str, str]]:
    yield "Operations", _counts_text(form["operations"]) or "none"
    yield "Control flow", _control_flow(form, most)
    yield "Inputs", "\n".join(map(_input_text, form["inputs"])) or "none"
    yield "Constants", _constants(form, most)
    if form["submodules"]:
        yield "Submodules", _submodules(form["submodules"])
    yield from _fusion(form, "Fusion groups", "Not fused", most)
    if form["optimized"]:
        yield "Optimized", f"{_plural(form['optimized']['nodes'], 'node')}; {_guards(form['optimized'])}"
        yield from _fusion(form["optimized"], "  groups", "  not fused", most)
        yield from _changes(form["changes"], most) if form["changes"] else ()


def _control_flow(form: StateForm, most: int) -> str:
    times_of = Counter((item["kind"], source_text(item["source"])) for item in form["control_flow"] if item["source"])
    texts = [f"{kind} {place}{f' x{times}' if times > 1 else ''}" for (kind, place), times in times_of.items()]
    if texts:
        return f"kept: {_listed(texts, most)}"
    return "none: a trace keeps no branch and no loop of Python" if form["origin"] == "traced" else "none"


def _input_text(item: InputForm) -> str:
    return f"%{item['name']}{' : ' if item['type'] else ''}{_type_text(item['type'])}  {item['state']}"


def _type_text(text: str) -> str:
    """A tensor's type without strides, device and gradient."""
    found = find_tensor_type(text)
    if found is None or found.sizes is None:
        return text.partition("(")[0] if found else text
    return f"{found.scalar_type}({', '.join('*' if size is None else str(size) for size in found.sizes)})"


def _constants(form: StateForm, most: int) -> str:
    """Tensors one by one, the numbers among them counted; then the constants of other types."""
    tensors = {item["type"] for item in form["constants"]}
    arrays = [item for item in form["constants"] if not _is_number(item["type"])]
    lines = [f"baked in: %{item['name']} : {_type_text(item['type'])} = {item['value']}" for item in arrays]
    lines[most:] = [f"baked in: {len(lines) - most} more"] if lines[most:] else []
    numbers = [
        f"{_type_text(item['type'])} = {item['value']}" for item in form["constants"] if _is_number(item["type"])
    ]
    lines += [f"baked in: {_listed(numbers, most)}"] if numbers else []
    others = {kind: count for kind, count in form["constants_by_type"].items() if kind not in tensors | {"NoneType"}}
    return "\n".join([*lines, *([_counts_text(others)] if others else [])]) or "none"


def _is_number(text: str) -> bool:
    found = find_tensor_type(text)
    return found is not None and found.sizes == ()


def _submodules(items: Sequence[SubmoduleForm]) -> str:
    words = [f"{item['name']} ({item['type'].rpartition('.')[2]})" for item in items if item["inlined"]]
    called = [f"{item['name']} ({item['type'].rpartition('.')[2]})" for item in items if not item["inlined"]]
    lines = [f"inlined: {', '.join(words)}"] if words else []
    return "\n".join([*lines, *([f"called: {', '.join(called)}"] if called else [])])


def _fusion(form: StateForm, title: str, rest: str, most: int) -> Iterator[tuple[str, str]]:
    groups = [f"{group['kind']}: {_counts_text(Counter(group['members']))}" for group in form["groups"]]
    yield title, "\n".join(groups) or "none"
    if form["candidates"]:
        chains = [f"{' + '.join(item['operations'])}  {source_text(item['source'])}" for item in form["candidates"]]
        yield rest, "\n".join([*chains[:most], *(["..."] if chains[most:] else [])]) + "  (inferred)"


def _guards(form: StateForm) -> str:
    guards = sum(not item["source"] for item in form["control_flow"])
    return f"{_plural(guards, 'guard')} of the executor (inferred)" if guards else "no guards"


def _changes(changes: TorchChangesForm, most: int) -> Iterator[tuple[str, str]]:
    for items, title in ((changes["folded"], "  folded"), (changes["dead"], "  dead code")):
        if items:
            yield title, _listed([f"{item['kind']} {source_text(item['source'])}" for item in items], most)
    for counts, title in ((changes["removed"], "  gone"), (changes["added"], "  new")):
        if counts:
            yield title, _counts_text(counts)


def _counts_text(counts: Mapping[str, int]) -> str:
    return ", ".join(name if count == 1 else f"{name} x{count}" for name, count in counts.items())


def _listed(words: Sequence[str], most: int) -> str:
    return ", ".join([*words[:most], *([f"and {len(words) - most} more"] if words[most:] else [])])


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
