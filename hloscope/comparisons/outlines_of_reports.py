"""Outlines of reported programs: what is compared of them (see `hloscope.comparisons.outline`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain, repeat
from typing import cast

from hloscope.analyses.broadcasts.forms import BroadcastForm
from hloscope.analyses.facts.forms import BufferForm, GroupForm
from hloscope.analyses.kernels.forms import CountForm
from hloscope.comparisons.outline import (
    COMPUTE_CLASSES,
    CollectiveTotal,
    Launch,
    Operation,
    Outline,
    WrittenBroadcast,
)
from hloscope.comparisons.outlined_totals import outlined_totals, time_of, time_of_launch
from hloscope.dump.texts import function_of
from hloscope.reports.reading import clusters_of, launches_of
from hloscope.reports.schema import CollectiveStages, LaunchedFusion, LaunchedLoop, LaunchedOperation, Program


def outline_of(program: Program) -> Outline:
    """What of a report on one program is compared with another."""
    entry = program["entry"]
    launches = _launches_of(program)
    collectives = _collectives_of(program)
    written = program["broadcasts"]["after"]
    totals = outlined_totals(program.get("memory_totals"), program.get("cost_totals"))
    return Outline(
        name=program["name"],
        function=function_of(program["name"]),
        path=program["path"],
        framework=program["framework"],
        platform=program["platform"],
        arch=program["arch"],
        unit=program["unit"],
        parameters=tuple(entry["parameters"]) if entry else None,
        results=tuple(entry["results"]) if entry else None,
        numbers={**_numbers_of(program, launches, collectives), **totals.numbers},
        launches=launches,
        broadcasts=tuple(_broadcast_of(item) for item in (written["items"] if written else ()) if item["materialized"]),
        holdings=totals.holdings,
        modelled=totals.modelled,
        is_peak_exact=totals.is_peak_exact,
        is_inferred=_is_inferred(program["kernels"]["after"]),
        collectives=collectives,
        time=time_of(program.get("measured")),
    )


def _collectives_of(program: Program) -> tuple[CollectiveTotal, ...] | None:
    """Those of what runs; None in a report that was written before reports had them."""
    stages = cast("CollectiveStages | None", dict(program).get("collectives"))
    if stages is None:
        return None
    form = stages["after"]
    sums = form["sums"] if form else ()
    return tuple([CollectiveTotal(s["kind"], s["over"], s["count"], s["bytes_per_run"]) for s in sums])


def outlines_of(programs: Iterable[Program]) -> tuple[Outline, ...]:
    """The outlines of programs; one that was compiled again is compared once."""
    return tuple(outline_of(program) for program in programs if program["recompilation_of"] is None)


def _broadcast_of(item: BroadcastForm) -> WrittenBroadcast:
    size = item["bytes"] * item.get("times_written", 1)
    return WrittenBroadcast(item["name"], item["shape"], item["operand_shape"] or "", size, item["source"])


def _numbers_of(
    program: Program, launches: tuple[Launch, ...], collectives: tuple[CollectiveTotal, ...] | None
) -> Mapping[str, int | None]:
    after, written = program["kernels"]["after"], program["broadcasts"]["after"]
    return {
        "before": launches_of(program, "before"),
        "unfused": launches_of(program, "unfused"),
        "launches": after and after["compute_launches"],
        "per_run": after and after["launches_per_run"],
        "copies": after and after["copies"],
        "collectives": after and after["collectives"],
        "collective_bytes": None if collectives is None or not after else sum(total.bytes for total in collectives),
        "clusters": len(clusters_of(program)) if after else None,
        "broadcasts": written and written["materialized"],
        "broadcast_bytes": written and written.get("materialized_bytes_per_run"),
        "bytes": sum(launch.bytes_per_run for launch in launches) if after else None,
    }


def _launches_of(program: Program) -> tuple[Launch, ...]:
    moved = _moved(program["kernels"]["after"])
    measured = program.get("measured")
    runs = measured["runs"] if measured else 0
    launches = [
        *(_timed(_launch_of_fusion(each, moved.get(each["name"])), each, runs) for each in program["fusions"]),
        *(_timed(_launch_of_loop(each), each, runs) for each in program["compiled_loops"]),
        *(_timed(_launch_of_operation(each), each, runs) for each in program["single_operations"]),
    ]
    order = _order_of(program["kernels"]["after"])
    return tuple(sorted(launches, key=lambda launch: order.get(launch.name, len(order))))


def _timed(launch: Launch, form: LaunchedFusion | LaunchedLoop | LaunchedOperation, runs: int) -> Launch:
    """The launch with what a profile says of it."""
    measured = form.get("measured")
    return replace(launch, time=time_of_launch(measured, runs)) if measured else launch


def _is_inferred(count: CountForm | None) -> bool:
    return bool(count and count.get("inferred"))


def _order_of(count: CountForm | None) -> Mapping[str, int]:
    """The places of launch sites by name: the order of execution."""
    return {site["name"]: place for place, site in reversed([*enumerate(count["sites"] if count else ())])}


def _moved(count: CountForm | None) -> Mapping[str, str]:
    """The names of launch sites that are no compute launch, with the class: some fusions are copies or collectives."""
    sites = count["sites"] if count else ()
    computes = {site["name"] for site in sites if site["class"] in COMPUTE_CLASSES}
    return {site["name"]: site["class"] for site in sites if site["name"] not in computes}


def _launch_of_fusion(fusion: LaunchedFusion, moved: str | None) -> Launch:
    operations = _operations_of(fusion) or (Operation(fusion["root_opcode"], next(iter(fusion["op_names"]), "")),)
    return Launch(
        name=fusion["name"],
        kind=moved or fusion["custom_kind"] or ("kernel" if fusion["wrapped"] else fusion["kind"]) or "fusion",
        is_cluster=not fusion["wrapped"],
        operations=operations,
        inputs=_shapes_of(fusion["inputs"]),
        outputs=_shapes_of(fusion["outputs"]),
        bytes=_bytes_of(fusion),
        runs=fusion.get("runs", 1),
        is_optional=_is_optional(fusion),
        signature=fusion["signature"],
        source=_source_of(fusion),
    )


def _launch_of_loop(loop: LaunchedLoop) -> Launch:
    return Launch(
        name=loop["name"],
        kind="compiled loop",
        is_cluster=True,
        operations=_operations_of(loop),
        inputs=_shapes_of(loop["inputs"]),
        outputs=_shapes_of(loop["outputs"]),
        bytes=_bytes_of(loop),
        runs=loop.get("runs", 1),
        is_optional=_is_optional(loop),
        signature=loop["signature"],
        source=_source_of(loop),
    )


def _launch_of_operation(operation: LaunchedOperation) -> Launch:
    target = operation["target"]
    return Launch(
        name=operation["name"],
        kind=operation["class"],
        is_cluster=False,
        operations=(
            Operation(f"{operation['opcode']} {target}" if target else operation["opcode"], operation["op_name"]),
        ),
        inputs=_shapes_of(operation["inputs"]),
        outputs=_shapes_of(operation["outputs"]),
        bytes=_bytes_of(operation),
        runs=operation.get("runs", 1),
        is_optional=_is_optional(operation),
        signature=operation["signature"],
        source=operation["source"] or operation["op_name"],
    )


def _operations_of(group: GroupForm) -> tuple[Operation, ...]:
    names = dict[int | None, str](enumerate(group["op_names"]))
    places = chain(group["op_name_indices"], repeat(None))  # a JSON report may say anything
    return tuple(
        [
            Operation(operation["opcode"], names.get(place, ""))
            for operation, place in zip(group["operations"], places, strict=False)
        ]
    )


def _is_optional(launch: LaunchedFusion | LaunchedLoop | LaunchedOperation) -> bool:
    runs = launch.get("runs", 1)
    return launch.get("least_runs", runs) < runs


def _source_of(group: LaunchedFusion | LaunchedLoop) -> str:
    """Where it comes from; of a report older than that, its last line."""
    return group.get("source", (group["source_lines"] or group["op_names"] or [""])[-1])


def _shapes_of(buffers: Iterable[BufferForm]) -> tuple[str, ...]:
    return tuple([buffer["shape"] for buffer in buffers])


def _bytes_of(launch: LaunchedFusion | LaunchedLoop | LaunchedOperation) -> int:
    """What it reads and writes; of a report older than that, the bytes of whole arrays."""
    whole = sum(buffer["bytes"] for buffer in (*launch["inputs"], *launch["outputs"]))
    return launch.get("bytes_read", whole) + launch.get("bytes_written", 0)
