"""What is said of TorchScript graphs, as one JSON document: of texts in files, or of graphs at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from hloscope.dump.sources import SourceFile
from hloscope.errors import HloscopeError
from hloscope.parsers import TorchGraph, parse_torchscript
from hloscope.reports.each_compilation import error_of
from hloscope.reports.schema import Error
from hloscope.torchscript.graphs.changes import TorchChangesForm, torch_changes
from hloscope.torchscript.graphs.content import ContentForm, content_of
from hloscope.torchscript.graphs.fusion import TorchFusionForm, torch_fusion_of
from hloscope.torchscript.tracing.forms import ComparisonForm, WayForm
from hloscope.version import SCHEMA

_OPTIMIZED = ".optimized"


class StateForm(ContentForm, TorchFusionForm):
    """What is said of a graph in one state: as it was compiled, or as its executor optimized it."""


class GraphForm(StateForm):
    """What is said of one graph; `optimized` and `changes` are None where what its executor made of it is not there."""

    name: str
    optimized: StateForm | None
    changes: TorchChangesForm | None


class TorchScriptDocument(TypedDict):
    """The document: an entry for each graph, and the files that could not be read."""

    schema: int
    graphs: list[GraphForm]
    errors: list[Error]


class ComparisonDocument(TorchScriptDocument):
    """The document of a function that was compiled, with the graphs of the ways that have some."""

    comparison: ComparisonForm


class _Text(NamedTuple):
    name: str
    path: Path


def graph_form(name: str, graph: TorchGraph, optimized: TorchGraph | None = None) -> GraphForm:
    """What is said of one graph; and, where it is at hand, of what its executor made of it."""
    changes = torch_changes(graph, optimized) if optimized else None
    return {
        "name": name,
        **_form_of(graph),
        "optimized": _form_of(optimized) if optimized else None,
        "changes": changes.to_dict() if changes else None,
    }


def torchscript_document(paths: Sequence[str | Path]) -> TorchScriptDocument:
    """What is said of the graphs in some files, or in the `.txt` files of some folders.

    `NAME.optimized.txt` is taken for the optimized graph of `NAME.inlined.txt`, or else of `NAME.txt`, if both are
    given. A file that cannot be read is an error among the others.
    """
    document = TorchScriptDocument(schema=SCHEMA, graphs=[], errors=[])
    found: dict[str, Sequence[TorchGraph]] = {}
    for path in paths:
        try:
            for text in _texts_at(Path(path)):
                _read_into(found, text, document["errors"])
        except HloscopeError as error:
            document["errors"].append(error_of(error, str(path)))
    document["graphs"].extend(_forms_of(found))
    return document


def comparison_document(comparison: ComparisonForm) -> ComparisonDocument:
    """What is said of a function's ways, from the JSON form of their comparison, and of their graphs."""
    forms = [
        graph_form(way["name"], *(graph for name in ("graph", "optimized") for graph in _graphs_of(way, name)))
        for way in comparison["ways"]
        if comparison["framework"] == "torch" and way["graphs"]
    ]
    return ComparisonDocument(schema=SCHEMA, graphs=forms, errors=[], comparison=comparison)


def _graphs_of(way: WayForm, name: str) -> Sequence[TorchGraph]:
    return parse_torchscript(way["graphs"][name])[:1] if name in way["graphs"] else ()


def _read_into(found: dict[str, Sequence[TorchGraph]], text: _Text, errors: list[Error]) -> None:
    try:
        found[text.name] = parse_torchscript(_file_at(text.path).read_text(), filename=str(text.path))
    except HloscopeError as error:
        errors.append(error_of(error, str(text.path)))


def _texts_at(path: Path) -> Iterator[_Text]:
    """The file; of a folder, those below it that begin as a graph does."""
    if not path.is_dir():
        yield _Text(_name_of(path), path)
        return
    for file in sorted(path.rglob("*.txt")):
        if _file_at(file).read_head().lstrip().startswith("graph("):
            yield _Text(_name_of(file.relative_to(path)), file)


def _file_at(path: Path) -> SourceFile:
    return SourceFile("", path.name, str(path), lambda: path.open("rb"))


def _name_of(path: Path) -> str:
    return path.as_posix().removesuffix(".txt")


def _forms_of(found: Mapping[str, Sequence[TorchGraph]]) -> Iterable[GraphForm]:
    partners = {name: partner for name in found if (partner := _partner_of(name, found))}
    for name, graphs in found.items():
        if name in partners.values():
            continue
        optimized = found[partners[name]][0] if name in partners else None
        for number, graph in enumerate(graphs):
            yield graph_form(f"{name}#{number}" if number else name, graph, optimized if number == 0 else None)


def _partner_of(name: str, names: Mapping[str, object]) -> str | None:
    """The name of the optimized form of a graph, if it is there."""
    base = name.removesuffix(".inlined")
    has_better = base == name and f"{base}.inlined" in names
    partner = f"{base}{_OPTIMIZED}"
    return partner if partner in names and not has_better else None


def _form_of(graph: TorchGraph) -> StateForm:
    return {**content_of(graph).to_dict(), **torch_fusion_of(graph).to_dict()}
