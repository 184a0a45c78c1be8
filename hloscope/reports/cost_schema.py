"""The JSON document of `hloscope cost`: its shape."""

from __future__ import annotations

from typing import Any, TypedDict

from hloscope.reports.schema import Error, ProgramName


class CostForm(TypedDict):
    """Numbers of operations and bytes; `unknown` counts operations whose cost nobody tells."""

    flops: int
    transcendentals: int
    bytes_read: int
    bytes_written: int
    bytes_accessed: int
    unknown: int


class InstructionForm(CostForm):
    """An instruction that runs: the cost of one execution, and the modelled time of all `runs` of them."""

    name: str
    computation: str
    opcode: str
    operations: list[str]
    source: str
    runs: int
    seconds: float | None
    share: float | None
    bound: str | None


class ModuleCostForm(TypedDict):
    """What one stage of a program costs: with each loop counted once, and in a run."""

    once: CostForm
    per_run: CostForm
    unknown_loops: list[str]
    modelled_seconds: float | None
    memory_share: float | None
    instructions: list[InstructionForm]


class CostProgram(ProgramName):
    """One compilation; `cost` is None where the stage is missing."""

    stage: str
    cost: ModuleCostForm | None


class CostDocument(TypedDict):
    """The whole document; `on` has the figures of the machine, None where no time is modelled."""

    schema: int
    on: dict[str, Any] | None
    compilations: list[CostProgram]
    errors: list[Error]
