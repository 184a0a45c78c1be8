"""Fusion reasons: why a producer and its consumer are not one kernel, by a rule of XLA's that fits; all inferred.

The rules are tried in the order in which XLA would: what it never looks into, what it cannot fuse, what does not pay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from hloscope.analyses.why import (
    duplicates,
    limits,
    moved_values,
    on_cpu,
    on_gpu,
    on_tpu,
    other_code,
    separate_steps,
)
from hloscope.analyses.why.barriers import Barriers
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.gpu_results import why_not_one_kernel
from hloscope.analyses.why.in_place import in_place
from hloscope.ir import HloInstruction


class Reason(NamedTuple):
    """The name of a rule, and what it says of this edge."""

    rule: str
    text: str


_Value = tuple[HloInstruction, int]
Rules = tuple[tuple[str, Callable[[Boundary], str | None]], ...]


class Context:
    """What a reason may hang on beyond the edge: the other readers of the value, and barriers that are gone."""

    def __init__(self, barriers: Callable[[], Barriers] = Barriers) -> None:
        self._readers: dict[_Value, list[Boundary]] = {}
        self._stops: dict[_Value, tuple[Boundary, Reason] | None] = {}
        self._find_barriers = barriers
        self._barriers: Barriers | None = None

    def add(self, boundary: Boundary) -> None:
        """Makes a reader known."""
        self._readers.setdefault(boundary.launches.element_of(boundary.edge.value), []).append(boundary)

    def find_barrier(self, boundary: Boundary) -> Reason | None:
        """The optimization barrier that stood between the two; the module before optimization is read for it."""
        if self._barriers is None:
            self._barriers = self._find_barriers()
        text = "an optimization barrier stood between them, as jax.checkpoint sets one"
        return Reason("optimization barrier", text) if self._barriers.is_between(boundary) else None

    def find_stop(self, value: _Value) -> tuple[Boundary, Reason] | None:
        """The first reader that cannot take the value in, and why."""
        if value not in self._stops:
            reasons = ((b, find_reason(b) or self.find_barrier(b)) for b in self._readers.get(value, ()))
            self._stops[value] = next(((boundary, reason) for boundary, reason in reasons if reason), None)
        return self._stops[value]


def reason_of(boundary: Boundary, context: Context | None = None) -> Reason:
    """The first rule that explains the boundary; `not explained`, or the `cost model` of GPUs, if none does."""
    context = context or Context()
    reason = find_reason(boundary) or context.find_barrier(boundary)
    if reason:
        return reason
    if boundary.platform != "gpu":
        return Reason("not explained", "no rule that hloscope knows forbids it")
    stop = context.find_stop(boundary.launches.element_of(boundary.edge.value))
    if stop is None:
        return Reason("cost model", "no rule forbids it: XLA's cost model, or a limit of its emitters")
    other, cause = stop
    text = f"%{other.edge.consumer.name} reads it too and cannot take it in ({cause.rule})"
    text += ": XLA for GPU fuses a value into all of its readers, or none"
    return Reason("several readers", f"{text}; and not two results of one kernel: {why_not_one_kernel(boundary)}")


def find_reason(boundary: Boundary) -> Reason | None:
    """The first rule that explains the boundary."""
    for name, rule in (*_ALL, *_OF_TARGET.get(boundary.platform or "", _CPU)):
        text = rule(boundary)
        if text:
            return Reason(name, text)
    return None


def _unsupported(boundary: Boundary) -> str | None:
    for operation in boundary.operations:
        if not limits.is_fusible(operation.opcode, boundary.platform):
            return f"XLA does not fuse {operation.opcode}"
    return None


def _several_results(boundary: Boundary) -> str | None:
    if not boundary.made_by.shape.is_tuple:
        return None
    return f"{boundary.made_by.opcode} has several results, and XLA fuses none of them on"


_ALL: Final[Rules] = (
    ("loop boundary", separate_steps.loop),
    ("branch boundary", separate_steps.branch),
    ("other processor", separate_steps.other_processor),
    ("call boundary", separate_steps.call),
    ("collective", separate_steps.collective),
    ("memory space", moved_values.memory_space),
    ("layout change", moved_values.layout),
    ("copy", moved_values.copy),
    ("attribute", other_code.attribute),
    ("library call", other_code.library),
    ("other compiler", other_code.other_compiler),
    ("side effect", separate_steps.side_effect),
)
_CPU: Final[Rules] = (
    ("split reduction", on_cpu.split_reduction),
    ("unsupported operation", _unsupported),
    ("several results", _several_results),
    ("concatenation", on_cpu.concatenation),
    ("expensive work", on_cpu.expensive_work),
    ("program result", duplicates.expensive_result),
    ("several readers", duplicates.expensive_for_several),
    ("in-place update", in_place),
    ("program result", duplicates.cheap_result),
    ("several readers", duplicates.cheap_for_several),
    ("size limit", on_cpu.reduction_limit),
    ("size limit", on_cpu.code_size),
    ("fused product", on_cpu.fused_product),
    ("reduction", on_cpu.major_reduction),
)
_GPU: Final[Rules] = (
    ("unsupported operation", _unsupported),
    ("several results", _several_results),
    ("in-place update", on_gpu.scatter_output),
    ("in-place update", in_place),
    ("reduction", on_gpu.reduction),
    ("size limit", on_gpu.operand_limit),
    ("size limit", on_gpu.code_size),
    ("program result", on_gpu.result),
)
_TPU: Final[Rules] = (
    ("unsupported operation", _unsupported),
    ("scalar", on_tpu.scalar),
    ("matrix unit", on_tpu.matrix_unit),
    ("reduction", on_tpu.reduction),
    ("several results", on_tpu.several_results),
    ("in-place update", on_tpu.update),
    ("in-place update", in_place),
    ("program result", duplicates.expensive_result),
    ("several readers", duplicates.expensive_for_several),
    ("program result", duplicates.cheap_result),
    ("several readers", duplicates.cheap_for_several),
)
_OF_TARGET: Final = {"cpu": _CPU, "gpu": _GPU, "tpu": _TPU}
