"""The JSON schemas of all documents that hloscope writes, made from their types: `python -m docs.generate.json_schema`.

They are checked in as `docs/json/*.schema.json`, with an index beside them; a test says when they are out of date.
Keys that are not in a schema are allowed: later versions add some.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, is_typeddict

from hloscope.benching.timings import BenchDocument
from hloscope.captures.command.settings import SettingsForm
from hloscope.captures.doctor.diagnosis import DoctorDocument
from hloscope.captures.targets.document import TargetsDocument
from hloscope.comparisons.comparison import CompareDocument
from hloscope.comparisons.diff_forms import DiffDocument
from hloscope.comparisons.fleet.forms import IndexDocument, QueryDocument, TrendDocument
from hloscope.comparisons.plateaus import SweepDocument
from hloscope.comparisons.ranks.forms import RanksDocument
from hloscope.comparisons.recompile_forms import RecompilesDocument
from hloscope.pytest_plugin.report_file import TestedDocument
from hloscope.reports.blame import BlameDocument
from hloscope.reports.collectives import CollectivesDocument
from hloscope.reports.cost import CostDocument
from hloscope.reports.explain import ExplainedDocument
from hloscope.reports.graph.document import GraphDocument
from hloscope.reports.members import Kind, members_of, origin_of
from hloscope.reports.memory import MemoryDocument
from hloscope.reports.passes import PassesDocument
from hloscope.reports.profile import ProfileDocument
from hloscope.reports.retarget import Retargets
from hloscope.reports.schema import Document
from hloscope.reports.show import ShowDocument
from hloscope.reports.source import SourceDocument
from hloscope.reports.why import WhyDocument, WhyPairDocument
from hloscope.reports.why_about import WhyLineDocument, WhyOperationDocument
from hloscope.torchscript.document import ComparisonDocument, TorchScriptDocument

FOLDER = Path(__file__).parents[1] / "json"


class Written(NamedTuple):
    """A document: the command that writes it, and its type."""

    command: str
    kind: Kind


DOCUMENTS: Mapping[str, Written] = {
    "report": Written("hloscope report --json PATH", Document),
    "report-explain": Written("hloscope report --explain --json PATH", ExplainedDocument),
    "report-pytest": Written("pytest --hlo-report FILE", TestedDocument),
    "show": Written("hloscope show --json PATH WHAT", ShowDocument),
    "passes": Written("hloscope passes --json PATH", PassesDocument),
    "blame": Written("hloscope blame --json PATH OP", BlameDocument),
    "why": Written("hloscope why --json PATH", WhyDocument),
    "why-pair": Written("hloscope why --json PATH A B", WhyPairDocument),
    "why-line": Written("hloscope why --json PATH FILE:LINE", WhyLineDocument),
    "why-operation": Written("hloscope why --json PATH OP", WhyOperationDocument),
    "source": Written("hloscope source --json PATH", SourceDocument),
    "cost": Written("hloscope cost --json PATH", CostDocument),
    "memory": Written("hloscope memory --json PATH", MemoryDocument),
    "collectives": Written("hloscope collectives --json PATH", CollectivesDocument),
    "profile": Written("hloscope profile --json LOGDIR", ProfileDocument),
    "export": Written("hloscope export --json PATH", GraphDocument),
    "diff": Written("hloscope diff --json OLD NEW", DiffDocument),
    "compare": Written("hloscope compare --json LABEL=PATH LABEL=PATH", CompareDocument),
    "sweep": Written("hloscope sweep --json MODULE:FUNCTION SHAPE --dims NAME=VALUES", SweepDocument),
    "ranks": Written("hloscope ranks --json ROOT", RanksDocument),
    "index": Written("hloscope index --json ROOT -o FLEET", IndexDocument),
    "query": Written("hloscope query --json FLEET SQL", QueryDocument),
    "trend": Written("hloscope trend --json FLEET --program NAME", TrendDocument),
    "recompiles": Written("hloscope recompiles --json PATH", RecompilesDocument),
    "bench": Written("hloscope bench --json FUNCTION", BenchDocument),
    "torchscript": Written("hloscope torchscript --json PATH", TorchScriptDocument),
    "torchscript-compare": Written("hloscope torchscript --json MODULE:FUNCTION", ComparisonDocument),
    "retarget": Written("hloscope retarget --json PATH --to TARGETS", Retargets),
    "targets": Written("hloscope targets --json", TargetsDocument),
    "doctor": Written("hloscope doctor --json", DoctorDocument),
    "env": Written("hloscope env --json --dump-to DIR", SettingsForm),
}
"""Every document, by the name of its schema."""

_PLAIN: Mapping[Kind, str] = {int: "integer", float: "number", str: "string", bool: "boolean", NoneType: "null"}


def files() -> Iterator[tuple[Path, str]]:
    """What is written where: a schema for each document, and the index."""
    for name, written in DOCUMENTS.items():
        yield FOLDER / f"{name}.schema.json", json.dumps(schema_of(written), indent=1) + "\n"
    yield FOLDER / "README.md", _index()


def schema_of(written: Written) -> dict[str, Any]:
    """The JSON schema of a document."""
    kinds: dict[str, Kind] = {}
    _collect(written.kind, kinds)
    top = _name_of(written.kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": written.command,
        **_object(written.kind),
        "$defs": {name: _object(kind) for name, kind in sorted(kinds.items()) if name != top},
    }


def _collect(wanted: Kind, kinds: dict[str, Kind]) -> None:
    """Finds every TypedDict in a type, by name."""
    if _is_object(wanted):
        name = _name_of(wanted)
        if kinds.setdefault(name, wanted) is not wanted:
            raise ValueError(f"expected one type called {name} in a document, found two")
        inner: Iterable[Kind] = members_of(wanted).values()
    else:
        inner = get_args(wanted)
    for member in inner:
        _collect(member, kinds)


def _object(kind: Kind) -> dict[str, Any]:
    origin = origin_of(kind)
    members = members_of(kind)
    return {
        "description": _description_of(origin),
        "type": "object",
        "properties": {key: _schema(member) for key, member in members.items()},
        "required": [key for key in members if key in origin.__required_keys__],
    }


def _schema(wanted: Kind) -> dict[str, Any]:
    """The schema of one value."""
    arguments = get_args(wanted)
    if wanted in _PLAIN or wanted is object:
        return {"type": _PLAIN[wanted]} if wanted in _PLAIN else {}  # an object is any value
    if _is_object(wanted):
        return {"$ref": f"#/$defs/{_name_of(wanted)}"}
    if origin_of(wanted) is list:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin_of(wanted) is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    if origin_of(wanted) is Literal:
        return {"enum": list(arguments)}
    if origin_of(wanted) in (Union, UnionType):
        return _union(arguments)
    raise TypeError(f"expected a type that JSON has, found {wanted}")


def _union(members: tuple[Kind, ...]) -> dict[str, Any]:
    if all(member in _PLAIN for member in members):
        return {"type": [_PLAIN[member] for member in members]}
    return {"anyOf": [_schema(member) for member in members]}


def _is_object(wanted: Kind) -> bool:
    return is_typeddict(origin_of(wanted))


def _name_of(kind: Kind) -> str:
    """`DocumentOf[Program]` is called `Document`, and there is one of it in a document."""
    return str(origin_of(kind).__name__)


def _description_of(kind: Kind) -> str:
    """The docstring, each paragraph on one line."""
    paragraphs = (inspect.getdoc(kind) or "").split("\n\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _index() -> str:
    rows = "\n".join(
        f"| `{written.command}` | [{name}.schema.json]({name}.schema.json) |" for name, written in DOCUMENTS.items()
    )
    return f"{_INTRODUCTION}\n| Command | JSON schema |\n|---|---|\n{rows}\n"


_INTRODUCTION = """\
# JSON documents

Each command that has `--json` writes one document, and each document has a JSON schema (draft 2020-12) here. `schema`
in a document is its version: while that stays the same, keys are added and never renamed or removed, so let your
program pass over keys that it does not know. What could not be read is in `errors`; what stands beside it is whole.
"""


def main() -> None:
    """Writes the schemas and their index."""
    FOLDER.mkdir(exist_ok=True)
    wanted = dict(files())
    for path in FOLDER.glob("*.schema.json"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
