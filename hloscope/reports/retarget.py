"""Retargets: what became of each program on each target, as one document, and that document for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from hloscope.analyses.kernels.judge import DisagreementForm
from hloscope.captures.targets.retarget import Retargeted
from hloscope.captures.targets.target import Gemm, Target
from hloscope.captures.targets.targets import compiler_of
from hloscope.dump import Compilation
from hloscope.errors import FaultError, telling_faults
from hloscope.reports.each_compilation import error_of
from hloscope.reports.program import program_of
from hloscope.reports.schema import Error, Program
from hloscope.version import SCHEMA


class Result(TypedDict):
    """One program on one target; where there is a `problem`, it was not compiled, and `report` is null.

    `platform` is that of the dump. `temp_bytes` is the memory of one device beside arguments and results,
    `modelled_seconds` a run by the compiler's own cost model; null where the compiler does not say.
    """

    program: str
    function: str
    id: int | None
    path: str
    framework: str | None
    platform: str | None
    target: str
    problem: str | None
    remarks: list[str]
    temp_bytes: int | None
    modelled_seconds: float | None
    report: Program | None


class CompilerForm(TypedDict):
    """A target, and the versions of the packages that compile for it; `gemm` is what multiplies matrices on a GPU."""

    name: str
    platform: str
    title: str
    devices: int
    gemm: Gemm | None
    compiler: dict[str, str]


class Retargets(TypedDict):
    """The document: the targets with the versions of their compilers, and a result for each program and target."""

    schema: int
    targets: list[CompilerForm]
    results: list[Result]
    errors: list[Error]


def retargets_of(
    results: Sequence[Retargeted], targets: Sequence[Target], places: Mapping[Compilation, str], errors: Sequence[Error]
) -> Retargets:
    """The document; `places` says where each program was found, `errors` which files could not be read."""
    forms: list[Result] = []
    found = [*errors]
    for result in results:
        try:
            with telling_faults():
                forms.append(_result_of(result, places[result.source]))
        except FaultError as fault:
            found.append(error_of(fault, result.source.name))
    return {
        "schema": SCHEMA,
        "targets": [_target_form(target) for target in targets],
        "results": forms,
        "errors": found,
    }


def _target_form(target: Target) -> CompilerForm:
    return {
        "name": target.name,
        "platform": target.platform,
        "title": target.title,
        "devices": target.devices,
        "gemm": target.gemm if target.platform == "gpu" else None,
        "compiler": compiler_of(target),
    }


def _result_of(result: Retargeted, place: str) -> Result:
    source, outcome = result.source, result.outcome
    report, problem = None, outcome.problem
    if outcome.fault:
        raise outcome.fault
    if outcome.compilation:
        report, errors = program_of(outcome.compilation)
        if errors or report["kernels"]["after"] is None:
            report, problem = None, errors[0]["message"] if errors else "the compiler left nothing that runs"
    return {
        "program": source.name,
        "function": source.function,
        "id": source.id,
        "path": place,
        "framework": source.framework,
        "platform": source.platform,
        "target": result.target.name,
        "problem": problem,
        "remarks": [*outcome.remarks],
        "temp_bytes": outcome.temp_bytes,
        "modelled_seconds": outcome.modelled_seconds,
        "report": report,
    }


def is_judged(result: Result) -> bool:
    """Whether its launches were compared with XLA's own list."""
    return result["report"] is not None and result["report"]["kernels"]["judge"] == "thunks"


def disagreements_in(results: Sequence[Result]) -> Iterator[tuple[Result, DisagreementForm]]:
    """Where the rule and XLA's own list of launches differ."""
    for result in results:
        if result["report"]:
            yield from ((result, found) for found in result["report"]["kernels"]["disagreements"])
