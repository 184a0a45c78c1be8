"""Outlines of compilations, straight from the answers; equal to those of their reports, which come by way of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.groups import Group
from hloscope.analyses.fusions.fusions import Fusion
from hloscope.analyses.kernels.count import KernelCount
from hloscope.analyses.kernels.single_operations import SingleOperation, shapes_of_entry
from hloscope.analyses.kernels.unit import unit_of
from hloscope.analyses.loops.run_counts import RunCount
from hloscope.comparisons.outline import (
    COMPUTE_CLASSES,
    CollectiveTotal,
    Launch,
    Operation,
    Outline,
    Time,
    WrittenBroadcast,
)
from hloscope.comparisons.outlined_totals import outlined_totals, time_of, time_of_launch
from hloscope.dump.texts import function_of
from hloscope.ir import HloInstruction
from hloscope.reports.collective_stages import collectives_form
from hloscope.reports.totals import cost_totals, memory_totals


def outline_of(answers: Answers, path: str) -> Outline:
    """What of one compilation is compared with another.

    Raises:
        HloscopeError: a module cannot be read.
    """
    compilation = answers.compilation
    module = answers.module("before") or answers.after
    entry = shapes_of_entry(module.entry) if module else None
    written = answers.broadcasts("after")
    totals = outlined_totals(memory_totals(answers), cost_totals(answers))
    launches, after = _launches_of(answers), answers.count("after")
    collectives = _collectives_of(answers)
    return Outline(
        name=compilation.name,
        function=function_of(compilation.name),
        path=path,
        framework=compilation.framework,
        platform=compilation.platform,
        arch=compilation.arch,
        unit=unit_of(compilation.platform, compilation.suffixes),
        parameters=tuple(entry["parameters"]) if entry else None,
        results=tuple(entry["results"]) if entry else None,
        numbers={**_numbers_of(answers, launches, collectives), **totals.numbers},
        launches=launches,
        broadcasts=tuple(
            WrittenBroadcast(b.name, b.extent.shape, b.extent.operand_shape or "", b.bytes_written, str(b.source))
            for b in (written.materialized if written else ())
        ),
        holdings=totals.holdings,
        modelled=totals.modelled,
        is_peak_exact=totals.is_peak_exact,
        is_inferred=after is not None and after.is_inferred,
        collectives=collectives,
        time=time_of(answers.measured.to_dict()) if answers.measured else None,
    )


def _collectives_of(answers: Answers) -> tuple[CollectiveTotal, ...]:
    form = collectives_form(answers, "after")
    sums = form["sums"] if form else ()
    return tuple([CollectiveTotal(s["kind"], s["over"], s["count"], s["bytes_per_run"]) for s in sums])


def _numbers_of(
    answers: Answers, launches: tuple[Launch, ...], collectives: tuple[CollectiveTotal, ...]
) -> Mapping[str, int | None]:
    before, unfused, after = (answers.count(stage) for stage in ("before", "unfused", "after"))
    fusions, written = answers.fusions, answers.broadcasts("after")
    return {
        "before": before.compute_launches if before else None,
        "unfused": unfused.compute_launches if unfused else None,
        "launches": after.compute_launches if after else None,
        "per_run": after.launches_per_run if after else None,
        "copies": after.copies if after else None,
        "collectives": after.collectives if after else None,
        "collective_bytes": sum(total.bytes for total in collectives) if after else None,
        "clusters": len(fusions.clusters) if fusions else None,
        "broadcasts": len(written.materialized) if written else None,
        "broadcast_bytes": written.bytes_per_run if written else None,
        "bytes": sum(launch.bytes_per_run for launch in launches) if after else None,
    }


def _launches_of(answers: Answers) -> tuple[Launch, ...]:
    fusions, count = answers.fusions, answers.count("after")
    if fusions is None or count is None:
        return ()
    moved = _moved(count)
    launches = [
        *(_launch_of_fusion(fusion, moved.get(fusion.name), answers) for fusion in fusions.items),
        *(_launch_of(loop, answers, kind="compiled loop", is_cluster=True) for loop in fusions.compiled_loops),
        *(_launch_of_operation(operation, answers) for operation in answers.single_operations),
    ]
    order = {site.name: place for place, site in reversed([*enumerate(count.sites)])}
    return tuple(sorted(launches, key=lambda launch: order.get(launch.name, len(order))))


def _moved(count: KernelCount) -> Mapping[str, str]:
    """The names of launch sites that are no compute launch, with the class: some fusions are copies or collectives."""
    computes = {site.name for site in count.sites if site.launch_class in COMPUTE_CLASSES}
    return {site.name: site.launch_class for site in count.sites if site.name not in computes}


def _launch_of_fusion(fusion: Fusion, moved: str | None, answers: Answers) -> Launch:
    kind = moved or fusion.custom_kind or ("kernel" if fusion.is_wrapped else fusion.kind) or "fusion"
    nothing = (Operation(fusion.root_opcode, next(iter(fusion.op_names), "")),)  # a mere fill
    operations = _operations_of(fusion) or nothing
    return _launch_of(fusion, answers, kind=kind, is_cluster=not fusion.is_wrapped, operations=operations)


def _launch_of_operation(operation: SingleOperation, answers: Answers) -> Launch:
    target = operation.instruction.custom_call_target
    words = filter(None, (operation.instruction.opcode, target))
    run = Operation(" ".join(words), next(iter(operation.op_names), ""))
    return _launch_of(operation, answers, kind=operation.launch_class, is_cluster=False, operations=(run,))


def _launch_of(
    group: Group,
    answers: Answers,
    *,
    kind: str,
    is_cluster: bool,
    operations: tuple[Operation, ...] | None = None,
) -> Launch:
    shapes, traffic, instruction = group.memo.shapes, answers.traffic, group.instruction
    runs = traffic.runs_of(instruction.computation) if traffic else RunCount(1)
    return Launch(
        name=group.name,
        kind=kind,
        is_cluster=is_cluster,
        operations=_operations_of(group) if operations is None else operations,
        inputs=tuple(map(shapes.text_of, group.inputs)),
        outputs=tuple(map(shapes.text_of, group.outputs)),
        bytes=sum(traffic.of(instruction)) if traffic else 0,
        runs=runs.times,
        is_optional=runs.least < runs.times,
        signature=group.signature,
        source=str(answers.launch_sources.of(instruction).source),
        time=_time_of(instruction, answers),
    )


def _time_of(instruction: HloInstruction, answers: Answers) -> Time | None:
    measured = answers.measured
    return time_of_launch(answers.launch_times().find(instruction.name), len(measured.runs)) if measured else None


def _operations_of(group: Group) -> tuple[Operation, ...]:
    names: Iterable[str] = ("" if place is None else group.op_names[place] for place in group.op_name_indices)
    return tuple([Operation(o.opcode, name) for o, name in zip(group.operations, names, strict=True)])
