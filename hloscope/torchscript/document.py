"""What is said of TorchScript graphs, as one JSON document: of texts in files, or of graphs at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from hloscope.dump.places import find_place, label_of
from hloscope.dump.sources import FileError, SourceFile
from hloscope.errors import DumpError, HloscopeError, telling_faults
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
        for file in _texts_at(path):
            name = _name_of(file) if isinstance(file, SourceFile) else ""
            try:
                if isinstance(file, FileError):
                    raise DumpError(file.message, file.file)
                with telling_faults(file.label):
                    found[name] = parse_torchscript(file.read_text(), filename=file.label)
            except HloscopeError as error:
                document["errors"].append(error_of(error, str(path)))
    document["graphs"].extend(_forms_of(found, document["errors"]))
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


def _texts_at(path: str | Path) -> Iterable[SourceFile | FileError]:
    """The file; of a folder, those below it that begin as a graph does."""
    try:
        place = find_place(path, "a file or a folder of graphs", wanted=_is_text)
    except DumpError as error:
        return [FileError(label_of(path), error.problem)]
    if isinstance(place, SourceFile):
        return [place._replace(folder=place.label.rpartition("/")[0])]
    found = [file for file in place if isinstance(file, FileError) or _is_graph(file)]
    return sorted(found, key=lambda file: file.file if isinstance(file, FileError) else file.label)


def _is_text(name: str) -> bool:
    return name.endswith(".txt")


def _is_graph(file: SourceFile) -> bool:
    """Whether it begins as a graph does; what cannot be read may be one, and is told."""
    try:
        return file.read_head().lstrip().startswith("graph(")
    except DumpError:
        return True


def _name_of(file: SourceFile) -> str:
    return (Path(file.folder) / file.name).as_posix().removesuffix(".txt")


def _forms_of(found: Mapping[str, Sequence[TorchGraph]], errors: list[Error]) -> Iterable[GraphForm]:
    partners = {name: partner for name in found if (partner := _partner_of(name, found))}
    for name, graphs in found.items():
        if name in partners.values():
            continue
        optimized = found[partners[name]][0] if name in partners else None
        for number, graph in enumerate(graphs):
            numbered_name = f"{name}#{number}" if number else name
            try:
                with telling_faults():
                    form = graph_form(numbered_name, graph, optimized if number == 0 else None)
            except HloscopeError as error:  # of this graph; the others are told of all the same
                errors.append(error_of(error, numbered_name))
            else:
                yield form


def _partner_of(name: str, names: Mapping[str, object]) -> str | None:
    """The name of the optimized form of a graph, if it is there."""
    base = name.removesuffix(".inlined")
    has_better = base == name and f"{base}.inlined" in names
    partner = f"{base}{_OPTIMIZED}"
    return partner if partner in names and not has_better else None


def _form_of(graph: TorchGraph) -> StateForm:
    return {**content_of(graph).to_dict(), **torch_fusion_of(graph).to_dict()}
