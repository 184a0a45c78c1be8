"""Program rows: what the report of a compilation says, as rows of a fleet's tables; pure functions of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from hloscope.comparisons.fleet.layout import id_of
from hloscope.comparisons.fleet.schema import Row, Rows

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import CollectiveForm
    from hloscope.analyses.kernels.forms import CountForm
    from hloscope.reports.explain import ExplainedProgram

    Launch = Mapping[str, Any]  # a fusion, a compiled loop or a single operation


def rows_of_program(program: ExplainedProgram, program_id: str, signature: str | None) -> Rows:
    """The rows of all tables that are about a program, without what is another one in each dump."""
    known: Row = {"program_id": program_id}
    named: Row = {**known, "program": program["name"]}
    return {
        "programs": [{**known, "signature": signature, **_program_row(program)}],
        "kernels": [{**named, "position": place, **row} for place, row in enumerate(_kernel_rows(program))],
        "collectives": [{**named, "position": place, **row} for place, row in enumerate(_collective_rows(program))],
        "findings": [_with_id({**named, **row}) for row in _finding_rows(program)],
    }


def _with_id(row: Row) -> Row:
    parts = (row[name] for name in ("program_id", "kind", "rule", "subject", "text"))
    return {"finding_id": id_of(*map(str, parts)), **row}


def _program_row(program: ExplainedProgram) -> Row:
    entry = program["entry"]
    return {
        "name": program["name"],
        "framework": program["framework"],
        "platform": program["platform"],
        "arch": program["arch"],
        "complete": program["complete"],
        "parameters": entry["parameters"] if entry else None,
        "results": entry["results"] if entry else None,
        **_launch_columns(program),
        **_value_columns(program),
        **_cost_columns(program),
    }


def _launch_columns(program: ExplainedProgram) -> Row:
    kernels, after = program["kernels"], program["kernels"]["after"]
    found: Row = {
        "before_launches": _launches_of(kernels["before"]),
        "unfused_launches": _launches_of(kernels["unfused"]),
        "compute_launches": _launches_of(after),
    }
    if after:
        found |= {
            "kernels": after["kernels"],
            "library_calls": after["library"],
            "copies": after["copies"],
            "collectives": after["collectives"],
            "launches_per_run": after["launches_per_run"],
            "fusion_clusters": sum(not fusion["wrapped"] for fusion in program["fusions"]),
        }
    return found


def _launches_of(count: CountForm | None) -> int | None:
    return count["compute_launches"] if count else None


def _value_columns(program: ExplainedProgram) -> Row:
    broadcasts, missed = program["broadcasts"]["after"], program["missed_fusions"]
    collectives = program["collectives"]["after"] or program["collectives"]["before"]
    return {
        "materialized_broadcasts": broadcasts["materialized"] if broadcasts else None,
        "broadcast_bytes": broadcasts["materialized_bytes_per_run"] if broadcasts else None,
        "missed_bytes": missed["bytes_per_run"] if missed else None,
        "collective_bytes": collectives["bytes_per_run"] if collectives else None,
    }


def _cost_columns(program: ExplainedProgram) -> Row:
    cost, memory = program["cost_totals"], program["memory_totals"]
    found: Row = {}
    if cost:
        found |= {name: cost[name] for name in ("flops", "transcendentals", "bytes_accessed", "modelled_seconds")}
    if memory:
        found |= {name: memory[name] for name in ("peak_bytes", "argument_bytes", "output_bytes", "temp_bytes")}
    return found


def _kernel_rows(program: ExplainedProgram) -> Iterator[Row]:
    after = program["kernels"]["after"]
    instructions = program["cost"]["instructions"] if program["cost"] else []
    costs = {each["name"]: cast("Mapping[str, Any]", each) for each in instructions}
    launches = _launches_by_name(program)
    for site in after["sites"] if after else ():
        name = site["name"]
        launch: Launch = launches.get(name, {})
        cost: Mapping[str, Any] = costs.get(name, {})
        operations: Sequence[Mapping[str, str]] = launch.get("operations", ())
        yield {
            "name": name,
            "class": site["class"],
            "kind": launch.get("custom_kind") or launch.get("kind"),
            "opcode": launch.get("root_opcode") or launch.get("opcode") or cost.get("opcode"),
            "operations": len(operations) or (1 if launch or cost else None),
            "opcodes": sorted({each["opcode"] for each in operations}) or cost.get("operations"),
            "signature": launch.get("signature"),
            "source": launch.get("source") or cost.get("source"),
            "runs": launch.get("runs", cost.get("runs")),
            "bytes_read": launch.get("bytes_read", cost.get("bytes_read")),
            "bytes_written": launch.get("bytes_written", cost.get("bytes_written")),
            "flops": cost.get("flops"),
            "modelled_seconds": cost.get("seconds"),
        }


def _launches_by_name(program: ExplainedProgram) -> Mapping[str, Launch]:
    found: Iterable[Iterable[Launch]] = (program["single_operations"], program["compiled_loops"], program["fusions"])
    return {launch["name"]: launch for launches in found for launch in launches}


def _collective_rows(program: ExplainedProgram) -> Iterator[Row]:
    found = program["collectives"]
    stage = "after" if found["after"] else "before"
    collectives = found["after"] or found["before"]
    for item in collectives["items"] if collectives else ():
        yield {"stage": stage, **_collective_row(item)}


def _collective_row(item: CollectiveForm) -> Row:
    return {
        "name": item["name"],
        "kind": item["kind"],
        "reduction": item["reduction"],
        "shape": item["shape"],
        "bytes": item["bytes"],
        "wire_bytes": item["wire_bytes"],
        "over": item["over"],
        "group_size": item["groups"]["size"],
        "channel_id": item["channel_id"],
        "runs": item["runs"],
        "direction": item["direction"],
        "asynchronous": item["asynchronous"],
        "source": item["source"],
    }


def _finding_rows(program: ExplainedProgram) -> Iterator[Row]:
    yield from _why_rows(program)
    yield from _unfused_rows(program)
    yield from _broadcast_rows(program)


def _why_rows(program: ExplainedProgram) -> Iterator[Row]:
    missed = program["missed_fusions"]
    for each in missed["missed"] if missed else ():
        yield {
            "kind": "why",
            "rule": each["rule"],
            "subject": f"{each['producer']} -> {each['consumer']}",
            "text": f"{each['value']} is written and read back: {each['reason']}",
            "source": next(iter(each["sources"]), None),
            "bytes": each["bytes_per_run"],
        }


def _unfused_rows(program: ExplainedProgram) -> Iterator[Row]:
    after = program["kernels"]["after"]
    classes = {site["name"]: site["class"] for site in after["sites"]} if after else {}
    alone: list[Launch] = [*program["single_operations"], *(each for each in program["fusions"] if each["wrapped"])]
    for each in alone:
        if classes.get(each["name"]) == "kernel":
            opcode = each.get("opcode") or next((each["opcode"] for each in each["operations"]), each["root_opcode"])
            yield {
                "kind": "unfused",
                "rule": opcode,
                "subject": each["name"],
                "text": f"{opcode} is a kernel by itself",
                "source": each["source"],
                "bytes": (each["bytes_read"] + each["bytes_written"]) * each["runs"],
            }


def _broadcast_rows(program: ExplainedProgram) -> Iterator[Row]:
    broadcasts = program["broadcasts"]["after"]
    for each in broadcasts["items"] if broadcasts else ():
        if each["materialized"]:
            yield {
                "kind": "broadcast",
                "rule": "broadcast",
                "subject": each["name"],
                "text": f"{each['operand_shape']} becomes {each['shape']} in memory",
                "source": each["source"],
                "bytes": each["bytes"] * each["times_written"] * each["runs"],
            }
