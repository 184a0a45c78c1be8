"""Machines: how fast a device may compute and move data at best, by its maker's public figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_TERA = 1e12
_GIGA = 1e9


@dataclass(frozen=True, slots=True)
class Machine:
    """The best that one device may do: bytes and operations a second.

    `vector_flops` is for arithmetic on single numbers of 32 bits, None where the maker does not say; `matrix_flops` is
    for matrix products and convolutions, by the element type of their operands, and without sparsity.
    """

    name: str
    title: str
    bytes_per_second: float
    vector_flops: float | None = None
    matrix_flops: Mapping[str, float] = field(default_factory=dict[str, float])

    def matrix_rate(self, element_type: str) -> float | None:
        """Operations a second in products of that type; that of single numbers where there is no unit for it."""
        alike = _ALIKE.get(element_type, "f8" if element_type.startswith("f8") else element_type)
        return self.matrix_flops.get(alike, self.vector_flops)

    def to_dict(self) -> dict[str, object]:
        """The JSON form."""
        return {
            "name": self.name,
            "title": self.title,
            "bytes_per_second": self.bytes_per_second,
            "vector_flops": self.vector_flops,
            "matrix_flops": dict(self.matrix_flops),
        }


_ALIKE = {"f16": "bf16", "u8": "s8"}


def _machine(name: str, title: str, gigabytes: float, vector: float | None, **matrix: float) -> tuple[str, Machine]:
    """A machine from gigabytes and tera-operations a second."""
    rates = {element_type: tera * _TERA for element_type, tera in matrix.items()}
    return name, Machine(name, title, gigabytes * _GIGA, vector and vector * _TERA, rates)


# Data sheets and architecture white papers of NVIDIA, SXM forms, dense; f32 products run as TF32, as XLA's default has
# it. TPUs: Google Cloud's documentation, one chip; f32 products run in bf16 passes, of which the default is one.
MACHINES: Mapping[str, Machine] = dict(
    [
        _machine("v100", "Tesla V100-SXM2-16GB", 900, 15.7, bf16=125, f64=7.8),
        _machine("a100", "NVIDIA A100-SXM4-40GB", 1555, 19.5, bf16=312, f32=156, f64=19.5, s8=624),
        _machine("a100-80", "NVIDIA A100-SXM4-80GB", 2039, 19.5, bf16=312, f32=156, f64=19.5, s8=624),
        _machine("h100", "NVIDIA H100 80GB HBM3", 3350, 67, bf16=989, f32=494, f64=67, s8=1979, f8=1979),
        _machine("h200", "NVIDIA H200", 4800, 67, bf16=989, f32=494, f64=67, s8=1979, f8=1979),
        _machine("b200", "NVIDIA B200", 7700, 75, bf16=2250, f32=1125, f64=37, s8=4500, f8=4500),
        _machine("rtx6000pro", "NVIDIA RTX PRO 6000 Blackwell", 1792, 125, bf16=504, f32=252, s8=1008, f8=1008),
        _machine("tpu-v5e", "TPU v5e", 819, None, bf16=197, f32=197, s8=394),
        _machine("tpu-v5p", "TPU v5p", 2765, None, bf16=459, f32=459, s8=918),
        _machine("tpu-v6e", "TPU v6e (Trillium)", 1640, None, bf16=918, f32=918, s8=1836),
    ]
)
"""The machines whose figures hloscope knows, by name."""

_ARCHITECTURES = {"sm_7.0": "v100", "sm_8.0": "a100", "sm_9.0": "h100", "sm_10.0": "b200"}


def find_machine(arch: str | None) -> Machine | None:
    """The machine, or the first of several, that has an architecture such as `sm_9.0a`; None if it is not known."""
    return MACHINES.get(_ARCHITECTURES.get((arch or "").rstrip("af"), ""))
