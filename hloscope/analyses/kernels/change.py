"""How a program gets from the operations that were asked for to the kernels that are launched: two steps."""

from __future__ import annotations

from typing import Any, NamedTuple

from hloscope.analyses.kernels.count import KernelCount, count_operations
from hloscope.ir import HloModule


class KernelChange(NamedTuple):
    """Operations that simplification and fusion took away; a negative number added some.

    What is left is `compute_launches` and what is no compute launch: copies, and other operations that are neither
    kernel nor library call. So `before - simplification - fusion - other == compute_launches`.
    """

    simplification: int
    fusion: int
    other: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"simplification": self.simplification, "fusion": self.fusion, "other": self.other}


def change_of(before: KernelCount, unfused: KernelCount, after: KernelCount, module: HloModule) -> KernelChange:
    """Splits the change of one program: before -> unfused is simplification, unfused -> after is fusion.

    `module` is the one that `after` counts. Its copies are operations of the unfused module, and no compute launches:
    fusion did not take them away, so they are kept apart.
    """
    operations = count_operations(module, enter_small_calls=False).kernels
    return KernelChange(
        simplification=before.kernels - unfused.kernels,
        fusion=unfused.kernels - operations,
        other=operations - after.compute_launches,
    )
