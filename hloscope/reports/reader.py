"""Reader: the JSON document of a report, read back; whoever wrote it may have written anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, is_typeddict

from hloscope.dump.places import find_file, label_of
from hloscope.errors import DumpError
from hloscope.reports.members import members_of, origin_of
from hloscope.reports.report import Report
from hloscope.reports.schema import Document
from hloscope.version import SCHEMA

_LIMIT = 2**64
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: dict[Any, str] = {int: "a whole number", str: "a text", bool: "true or false", float: "a number"}
_LAUNCH = {
    "source",
    "source_inferred",
    "bytes_read",
    "bytes_written",
    "runs",
    "least_runs",
    "runs_exact",
    "runs_inferred",
    "measured",
}
_TIMES = {"measured_seconds", "measured_share", "bytes_per_second"}
_ADDED = {
    "CountForm": {
        *("copies_per_run", "copies_range", "collectives_per_run", "collectives_range"),
        *("inferred", "inferred_sites", "loops"),
    },
    "LaunchedFusion": {"computation", "root_opcodes", "same_outputs", "hero", "duplicated", *_LAUNCH},
    "LaunchedLoop": {"computation", "label", *_LAUNCH},
    "LaunchedOperation": _LAUNCH - {"source"},
    "BroadcastForm": {"op_name", "fusion", "times_written", "runs"},
    "BroadcastsForm": {"materialized_bytes_per_run"},
    "BroadcastStages": {"changes"},
    "Program": {"collectives", "complete", "cost_totals", "memory_totals", "measured", "unit_inferred"},
    "CostTotalsForm": {"pointer_bytes_inferred"},
    "CollectivesForm": _TIMES,
    "CollectiveSumForm": _TIMES,
    "CollectiveForm": _TIMES,
}
"""What reports of schema 1 did not have from the beginning; older ones are read without it.

Nothing compares it, or it is not known then."""


def read_json(path: str | Path) -> dict[str, Any]:
    """The JSON object in a file; empty if it holds other JSON.

    Raises:
        DumpError: it cannot be read, is larger than a module may be, or is no JSON.
    """
    file = find_file(path, "JSON that hloscope wrote")
    content = file.read_bytes()
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DumpError(
            f"expected JSON that hloscope wrote, found text that is no JSON: {error}", file.label
        ) from error
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def find_problem(value: object, wanted: type) -> str | None:
    """What in a JSON value is not of a TypedDict's type, and where; as deep as the type goes, which is not deep."""
    return next(_problems(value, wanted, ""), None)


def _problems(value: object, wanted: Any, place: str) -> Iterator[str]:  # noqa: ANN401 (any type)
    if is_typeddict(origin_of(wanted)):
        yield from _problems_of_object(value, wanted, place)
    elif origin_of(wanted) is list:
        yield from _problems_of_list(value, wanted, place)
    elif origin_of(wanted) is dict:
        yield from _problems_of_mapping(value, wanted, place)
    elif origin_of(wanted) in (Union, UnionType):
        members = [member for member in get_args(wanted) if member is not NoneType]
        if value is not None:
            yield from _problems(value, members[0], place)
    elif origin_of(wanted) is Literal:
        yield from _problems(value, str, place)  # a later hloscope may have more words
    elif wanted in _WORDS and not _is_plain(value, wanted):
        yield _expected(_WORDS[wanted], value, place)


def _problems_of_object(value: object, wanted: Any, place: str) -> Iterator[str]:  # noqa: ANN401 (any type)
    if not isinstance(value, dict):
        yield _expected("an object", value, place)
        return
    entries = cast("dict[str, object]", value)
    kind = origin_of(wanted)
    required = kind.__required_keys__ - _ADDED.get(kind.__name__, set())
    for key, member in members_of(wanted).items():
        inside = f"{place}.{key}" if place else key
        if key in entries:
            yield from _problems(entries[key], member, inside)
        elif key in required:
            yield f"expected {inside}, which is not there"


def _problems_of_mapping(value: object, wanted: Any, place: str) -> Iterator[str]:  # noqa: ANN401 (any type)
    if not isinstance(value, dict):
        yield _expected("an object", value, place)
        return
    member = get_args(wanted)[1]
    for key, item in cast("dict[str, object]", value).items():
        yield from _problems(key, str, f"{place}, a key")
        yield from _problems(item, member, f"{place}[{key!r}]")


def _is_plain(value: object, wanted: type) -> bool:
    """Whether it is a number, a text or a truth value as hloscope writes them."""
    if isinstance(value, str) and not value.isascii():
        return wanted is str and _SURROGATE.search(value) is None
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LIMIT
    if isinstance(value, int) and not isinstance(value, bool):
        return wanted is int and abs(value) < _LIMIT
    return isinstance(value, bool) == (wanted is bool) and isinstance(value, wanted)


def _problems_of_list(value: object, wanted: Any, place: str) -> Iterator[str]:  # noqa: ANN401 (any type)
    if not isinstance(value, list):
        yield _expected("a list", value, place)
        return
    [member] = get_args(wanted)
    for number, item in enumerate(cast("list[object]", value)):
        yield from _problems(item, member, f"{place}[{number}]")


def _expected(wanted: str, found: object, place: str) -> str:
    return f"expected {wanted} at {place or 'the top'}, found {str(json.dumps(found))[:40]}"


_HOW = "make it with: hloscope report --json PATH"


def is_report_file(path: str | Path) -> bool:
    """Whether it is a file that begins as JSON objects do; no dump of XLA's does."""
    try:
        return find_file(path, "a report").read_head().lstrip().startswith("{")
    except DumpError:
        return False


def read_report(path: str | Path) -> Report:
    """The report in a JSON file that `hloscope report --json` wrote.

    Raises:
        DumpError: it cannot be read, or is no such document; the message says where in it.
    """
    document = read_json(path)
    problem: str | None
    if "compilations" not in document:
        problem = "expected a JSON report of hloscope, found other JSON"
    elif document.get("schema") != SCHEMA:
        problem = f"expected a report of schema {SCHEMA}, found {document.get('schema')!r}"
    else:
        problem = find_problem(document, Document)
    if problem:
        raise DumpError(f"{problem}; {_HOW}", label_of(path))
    return Report(cast("Document", document))
