"""Form: a snapshot as JSON that a person can review: what runs, sorted, equal launches as one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import repeat, zip_longest
from typing import Final, TypedDict, cast

from hloscope.comparisons.outline import NUMBERS, OPTIONAL, Launch, Operation, Outline, WrittenBroadcast
from hloscope.dump.texts import function_of

REVIEWED: Final = tuple(key for key in NUMBERS if key not in ("before", "unfused", "collective_bytes"))
"""The totals in a snapshot: of what runs, not of what the framework asked for."""


class LaunchForm(TypedDict):
    """Some launches that are alike; `op_names` has the framework's name of each operation, "" where there is none."""

    times: int
    kind: str
    is_cluster: bool
    operations: list[str]
    reads: list[str]
    writes: list[str]
    bytes: int
    op_names: list[str]
    signature: str


class BroadcastForm(TypedDict):
    """Some broadcasts that write memory, from one shape to the same other."""

    times: int
    operand_shape: str
    shape: str
    bytes: int


class SnapshotForm(TypedDict):
    """One compilation for one backend by one compiler."""

    program: str
    framework: str | None
    platform: str | None
    arch: str | None
    unit: str
    parameters: list[str] | None
    results: list[str] | None
    totals: dict[str, int | None]
    launches: list[LaunchForm]
    broadcasts: list[BroadcastForm]


class FileForm(TypedDict):
    """A file of snapshots of one program, by backend and compiler."""

    schema: int
    snapshots: dict[str, SnapshotForm]


def form_of(outline: Outline) -> SnapshotForm:
    """The JSON form: names and places that change with every edit are left out."""
    return {
        "program": outline.function,
        "framework": outline.framework,
        "platform": outline.platform,
        "arch": outline.arch,
        "unit": outline.unit,
        "parameters": None if outline.parameters is None else list(outline.parameters),
        "results": None if outline.results is None else list(outline.results),
        "totals": _totals_of(outline),
        "launches": _launch_forms(outline.launches),
        "broadcasts": _broadcast_forms(outline.broadcasts),
    }


def _totals_of(outline: Outline) -> dict[str, int | None]:
    """The totals, but not what is only known where a buffer assignment was dumped, and was not."""
    known = {key: outline.numbers[key] for key in REVIEWED}
    return {key: number for key, number in known.items() if number is not None or key not in OPTIONAL}


def outline_of_form(form: SnapshotForm) -> Outline:
    """What can be compared of it with a compilation; sources and the names of instructions are unknown."""
    parameters, results = form["parameters"], form["results"]
    totals = form["totals"]
    return Outline(
        name=form["program"],
        function=function_of(form["program"]),
        path="",
        framework=form["framework"],
        platform=form["platform"],
        arch=form["arch"],
        unit=form["unit"],
        parameters=None if parameters is None else tuple(parameters),
        results=None if results is None else tuple(results),
        numbers={key: totals.get(key) if key in REVIEWED else None for key in NUMBERS},
        launches=tuple(launch for found in form["launches"] for launch in repeat(_launch_of(found), found["times"])),
        broadcasts=tuple(
            broadcast for found in form["broadcasts"] for broadcast in repeat(_broadcast_of(found), found["times"])
        ),
    )


def json_text(value: object, indent: str = "") -> str:
    """The JSON with a line for each entry, but lists of words and numbers on one; for forms, which are not deep."""
    entries: list[str] = []
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        entries = [f"{json.dumps(key)}: {json_text(item, indent + '  ')}" for key, item in items]
    elif isinstance(value, list) and any(isinstance(item, dict) for item in cast("list[object]", value)):
        entries = [json_text(item, indent + "  ") for item in cast("list[object]", value)]
    if not entries:
        return json.dumps(value, ensure_ascii=False)
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    lines = ",\n".join(f"{indent}  {entry}" for entry in entries)
    return f"{opened}\n{lines}\n{indent}{closed}"


def _launch_forms(launches: Iterable[Launch]) -> list[LaunchForm]:
    counted = Counter(map(_reviewed, launches))
    ordered = sorted(counted, key=lambda launch: (not launch.is_cluster, launch.opcodes, launch.outputs, repr(launch)))
    return [
        {
            "times": counted[launch],
            "kind": launch.kind,
            "is_cluster": launch.is_cluster,
            "operations": list(launch.opcodes),
            "reads": list(launch.inputs),
            "writes": list(launch.outputs),
            "bytes": launch.bytes,
            "op_names": [operation.op_name for operation in launch.operations],
            "signature": launch.signature,
        }
        for launch in ordered
    ]


def _reviewed(launch: Launch) -> Launch:
    """The launch without what an edit elsewhere changes."""
    return replace(launch, name="", source="")


def _launch_of(form: LaunchForm) -> Launch:
    operations = tuple(Operation(*pair) for pair in zip_longest(form["operations"], form["op_names"], fillvalue=""))
    return Launch(
        name="",
        kind=form["kind"],
        is_cluster=form["is_cluster"],
        operations=operations,
        inputs=tuple(form["reads"]),
        outputs=tuple(form["writes"]),
        bytes=form["bytes"],
        signature=form["signature"],
    )


def _broadcast_forms(broadcasts: Iterable[WrittenBroadcast]) -> list[BroadcastForm]:
    counted = Counter((broadcast.operand_shape, broadcast.shape, broadcast.bytes) for broadcast in broadcasts)
    return [
        {"times": times, "operand_shape": operand_shape, "shape": shape, "bytes": size}
        for (operand_shape, shape, size), times in sorted(counted.items())
    ]


def _broadcast_of(form: BroadcastForm) -> WrittenBroadcast:
    return WrittenBroadcast("", form["shape"], form["operand_shape"], form["bytes"])
