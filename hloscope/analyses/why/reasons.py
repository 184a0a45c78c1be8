"""Fusion reasons: why a producer and its consumer are not one kernel, by a rule of XLA's that fits; all inferred.

The rules are tried in the order in which XLA would: what it never looks into, what it cannot fuse, what does not pay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.in_place import in_place


class Reason(NamedTuple):
    """The name of a rule, and what it says of this edge."""

    rule: str
    text: str


Rules = tuple[tuple[str, Callable[[Boundary], str | None]], ...]


class Readers:
    """All edges of one value: a GPU's compiler fuses a value into each of its readers, or into none."""

    def __init__(self) -> None:
        self.boundaries: list[Boundary] = []
        self._stop: tuple[Boundary, Reason] | None = None
        self._is_known = False

    def find_stop(self) -> tuple[Boundary, Reason] | None:
        """The first reader that cannot take the value in, and why."""
        if not self._is_known:
            self._is_known = True
            reasons = ((boundary, find_reason(boundary)) for boundary in self.boundaries)
            self._stop = next(((boundary, reason) for boundary, reason in reasons if reason), None)
        return self._stop


def reason_of(boundary: Boundary, readers: Readers | None = None) -> Reason:
    """The first rule that explains the boundary; `not explained` if none does. `readers` are all of the value's."""
    reason = find_reason(boundary)
    if reason:
        return reason
    if boundary.platform != "gpu":
        return Reason("not explained", "no rule that hloscope knows forbids it")
    stop = readers.find_stop() if readers else None
    if stop:
        other, reason = stop
        text = f"%{other.edge.consumer.name} reads it too, and cannot take it in ({reason.rule}): XLA fuses into all readers, or none"
        return Reason("several readers", text)
    return Reason("cost model", "no rule forbids it: XLA's cost model, or a limit of its emitters")


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
    ("several results", on_tpu.several_results),
    ("matrix unit", on_tpu.matrix_unit),
    ("reduction", on_tpu.reduction),
    ("in-place update", in_place),
    ("program result", duplicates.expensive_result),
    ("several readers", duplicates.expensive_for_several),
    ("program result", duplicates.cheap_result),
    ("several readers", duplicates.cheap_for_several),
)
_OF_TARGET: Final = {"cpu": _CPU, "gpu": _GPU, "tpu": _TPU}
