"""Devices: one table of the GPUs and TPUs that hloscope knows, by their makers' public figures.

A row is all that is known of a device: what compilers are told of it, and how fast it may be at best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import TypedDict


class GpuForm(TypedDict):
    """The figures of one GPU that XLA's decisions depend on."""

    capability: list[int]
    is_accelerated: bool
    cores: int
    lanes_per_core: int
    threads_per_core: int
    clock_ghz: float
    bandwidth_gb_per_s: int
    memory_gib: int
    l2_cache_mib: int
    shared_memory_kib: int
    shared_memory_per_block_kib: int


class TpuForm(TypedDict):
    """The figures of one chip of a TPU, and the arrangements of chips that can be compiled for."""

    generation: str
    cores: int
    bandwidth_gb_per_s: int
    memory_gib: int
    shapes: list[str]


@dataclass(frozen=True, slots=True)
class Gpu:
    """The figures of one GPU that XLA's decisions depend on.

    `is_accelerated` says that code is made for exactly this architecture (`sm_90a`). L2 cache and memory are those of
    the device, shared memory that of a core (streaming multiprocessor) and of a block that asks for all it may have.
    """

    title: str
    capability: tuple[int, int]
    is_accelerated: bool
    cores: int
    lanes_per_core: int
    threads_per_core: int
    clock_ghz: float
    bandwidth_gb_per_s: int
    memory_gib: int
    l2_cache_mib: int
    shared_memory_kib: int
    shared_memory_per_block_kib: int

    @property
    def arch(self) -> str:
        """The architecture as XLA's dumps name it, such as `sm_9.0a`."""
        major, minor = self.capability
        return f"sm_{major}.{minor}{'a' if self.is_accelerated else ''}"

    def to_dict(self) -> GpuForm:
        """The JSON form: its figures."""
        return {
            "capability": list(self.capability),
            "is_accelerated": self.is_accelerated,
            "cores": self.cores,
            "lanes_per_core": self.lanes_per_core,
            "threads_per_core": self.threads_per_core,
            "clock_ghz": self.clock_ghz,
            "bandwidth_gb_per_s": self.bandwidth_gb_per_s,
            "memory_gib": self.memory_gib,
            "l2_cache_mib": self.l2_cache_mib,
            "shared_memory_kib": self.shared_memory_kib,
            "shared_memory_per_block_kib": self.shared_memory_per_block_kib,
        }


@dataclass(frozen=True, slots=True)
class Tpu:
    """One generation of TPUs; `shapes` are the arrangements of chips that libtpu was seen to accept."""

    title: str
    generation: str
    cores: int
    bandwidth_gb_per_s: int
    memory_gib: int
    shapes: tuple[str, ...]

    @property
    def arch(self) -> str:
        """The generation."""
        return self.generation

    @property
    def topologies(self) -> Mapping[int, str]:
        """The name of a topology, by its number of chips."""
        return {prod(map(int, shape.split("x"))): f"{self.generation}:{shape}" for shape in self.shapes}

    def to_dict(self) -> TpuForm:
        """The JSON form: its figures."""
        return {
            "generation": self.generation,
            "cores": self.cores,
            "bandwidth_gb_per_s": self.bandwidth_gb_per_s,
            "memory_gib": self.memory_gib,
            "shapes": list(self.shapes),
        }

    def host_of(self, devices: int) -> tuple[int, int, int]:
        """How many chips one host has in each direction. libtpu before 0.0.50 takes no fewer than 2x2 on its own."""
        _, _, shape = self.topologies[devices].partition(":")
        width, height, *_ = map(int, shape.split("x"))
        return (min(width, 2), min(height, 2), 1)


@dataclass(frozen=True, slots=True)
class Device:
    """One device: `chip` is what it is made of, the rest how many tera-operations a second it does at best.

    `vector_tera` is for arithmetic on single numbers of 32 bits, None where the maker does not say; `matrix_tera` is
    for matrix products and convolutions, by the element type of their operands, and without sparsity.
    """

    chip: Gpu | Tpu
    vector_tera: float | None
    matrix_tera: Mapping[str, float]


def _device(chip: Gpu | Tpu, vector: float | None, **matrix: float) -> Device:
    return Device(chip, vector, matrix)


_FLAT = ("1x1", "1x2", "2x2", "2x4", "4x4")
_SOLID = ("1x1x1", "1x2x1", "2x2x1", "2x2x2", "2x2x4")

# NVIDIA's data sheets and architecture white papers; SXM forms where there are several, boost clocks, dense products;
# those of f32 run as TF32, as XLA's default has it. TPUs: Google Cloud's documentation, one chip; products of f32 run
# in bf16 passes, of which the default is one.
DEVICES: Mapping[str, Device] = {
    "v100": _device(
        Gpu("Tesla V100-SXM2-16GB", (7, 0), False, 80, 64, 2048, 1.53, 900, 16, 6, 96, 96),
        15.7, bf16=125, f64=7.8,
    ),
    "a100": _device(
        Gpu("NVIDIA A100-SXM4-40GB", (8, 0), False, 108, 64, 2048, 1.41, 1555, 40, 40, 164, 163),
        19.5, bf16=312, f32=156, f64=19.5, s8=624,
    ),
    "a100-80": _device(
        Gpu("NVIDIA A100-SXM4-80GB", (8, 0), False, 108, 64, 2048, 1.41, 2039, 80, 40, 164, 163),
        19.5, bf16=312, f32=156, f64=19.5, s8=624,
    ),
    "h100": _device(
        Gpu("NVIDIA H100 80GB HBM3", (9, 0), True, 132, 128, 2048, 1.98, 3350, 80, 50, 228, 227),
        67, bf16=989, f32=494, f64=67, s8=1979, f8=1979,
    ),
    "h200": _device(
        Gpu("NVIDIA H200", (9, 0), True, 132, 128, 2048, 1.98, 4800, 141, 50, 228, 227),
        67, bf16=989, f32=494, f64=67, s8=1979, f8=1979,
    ),
    "b200": _device(
        Gpu("NVIDIA B200", (10, 0), True, 148, 128, 2048, 1.965, 7700, 180, 126, 228, 227),
        75, bf16=2250, f32=1125, f64=37, s8=4500, f8=4500,
    ),
    "rtx6000pro": _device(
        Gpu("NVIDIA RTX PRO 6000 Blackwell", (12, 0), False, 188, 128, 1536, 2.6, 1792, 96, 128, 128, 99),
        125, bf16=504, f32=252, s8=1008, f8=1008,
    ),
    "tpu-v5e": _device(Tpu("TPU v5e", "v5e", 1, 819, 16, _FLAT), None, bf16=197, f32=197, s8=394),
    "tpu-v5p": _device(Tpu("TPU v5p", "v5p", 2, 2765, 95, _SOLID), None, bf16=459, f32=459, s8=918),
    "tpu-v6e": _device(Tpu("TPU v6e (Trillium)", "v6e", 1, 1640, 32, _FLAT), None, bf16=918, f32=918, s8=1836),
}  # fmt: skip
"""The devices, by the names that people call them."""

GPUS: Mapping[str, Gpu] = {name: row.chip for name, row in DEVICES.items() if isinstance(row.chip, Gpu)}
TPUS: Mapping[str, Tpu] = {name: row.chip for name, row in DEVICES.items() if isinstance(row.chip, Tpu)}
