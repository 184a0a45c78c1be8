"""Summaries: the numbers of programs added up by backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hloscope.analyses.kernels.forms import CountForm
    from hloscope.reports.schema import LaunchedFusion, Program, ProgramName


def backend_of(program: ProgramName) -> str:
    """`jax cpu`, `tensorflow gpu sm_9.0a`, `unknown` where nothing tells."""
    parts = (program["framework"], program["platform"], program["arch"])
    return " ".join(part for part in parts if part) or "unknown"


def launches_of(program: Program, stage: str) -> int | None:
    """The compute launches of one stage, None where the stage is missing."""
    counts: dict[str, CountForm | None] = {
        "before": program["kernels"]["before"],
        "unfused": program["kernels"]["unfused"],
        "after": program["kernels"]["after"],
    }
    count = counts[stage]
    return None if count is None else count["compute_launches"]


def clusters_of(program: Program) -> list[LaunchedFusion]:
    """The fusions of two or more operations."""
    return [fusion for fusion in program["fusions"] if not fusion["wrapped"]]
