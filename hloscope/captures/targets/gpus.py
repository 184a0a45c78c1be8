"""GPUs that programs are compiled for without having one, by their makers' public figures.

XLA takes a description in place of a device: a text proto `GpuTargetConfigProto`
(xla/stream_executor/device_description.proto). It is rendered from the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


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


# From NVIDIA's data sheets and architecture white papers; the SXM forms where there are several, boost clocks.
GPUS: Mapping[str, Gpu] = {
    "v100": Gpu("Tesla V100-SXM2-16GB", (7, 0), False, 80, 64, 2048, 1.53, 900, 16, 6, 96, 96),
    "a100": Gpu("NVIDIA A100-SXM4-40GB", (8, 0), False, 108, 64, 2048, 1.41, 1555, 40, 40, 164, 163),
    "a100-80": Gpu("NVIDIA A100-SXM4-80GB", (8, 0), False, 108, 64, 2048, 1.41, 2039, 80, 40, 164, 163),
    "h100": Gpu("NVIDIA H100 80GB HBM3", (9, 0), True, 132, 128, 2048, 1.98, 3350, 80, 50, 228, 227),
    "h200": Gpu("NVIDIA H200", (9, 0), True, 132, 128, 2048, 1.98, 4800, 141, 50, 228, 227),
    "b200": Gpu("NVIDIA B200", (10, 0), True, 148, 128, 2048, 1.965, 7700, 180, 126, 228, 227),
    "rtx6000pro": Gpu("NVIDIA RTX PRO 6000 Blackwell", (12, 0), False, 188, 128, 1536, 2.6, 1792, 96, 128, 128, 99),
}


def description_of(gpu: Gpu) -> str:
    """The GPU as the text proto that XLA takes in place of a device.

    It names no version of the CUB library: with one, XLA asks that library about large sorts, which needs CUDA.
    """
    major, minor = gpu.capability
    extension = "ACCELERATED_FEATURES" if gpu.is_accelerated else "NONE"
    lines = [f"  {name}: {value}" for name, value in _fields_of(gpu).items()]
    lines.append(f"  cuda_compute_capability {{ major: {major} minor: {minor} feature_extension: {extension} }}")
    body = "\n".join(lines)
    return (
        f"gpu_device_info {{\n{body}\n}}\n"
        'platform_name: "CUDA"\n'
        "dnn_version_info { major: 9 minor: 10 patch: 0 }\n"
        f"device_description_str: {_quoted(gpu.title)}\n"
    )


def _fields_of(gpu: Gpu) -> Mapping[str, object]:
    """The fields of `GpuDeviceInfoProto`; limits that all CUDA devices share are the CUDA programming guide's."""
    return {
        "threads_per_block_limit": 1024,
        "threads_per_warp": 32,
        "threads_per_core_limit": gpu.threads_per_core,
        "registers_per_core_limit": 65536,
        "registers_per_block_limit": 65536,
        "block_dim_limit_x": 2**31 - 1,
        "block_dim_limit_y": 65535,
        "block_dim_limit_z": 65535,
        "thread_dim_limit_x": 1024,
        "thread_dim_limit_y": 1024,
        "thread_dim_limit_z": 64,
        "device_address_bits": 64,
        "core_count": gpu.cores,
        "fpus_per_core": gpu.lanes_per_core,
        "clock_rate_ghz": gpu.clock_ghz,
        "memory_bandwidth": gpu.bandwidth_gb_per_s * 10**9,
        "device_memory_size": gpu.memory_gib * GIB,
        "l2_cache_size": gpu.l2_cache_mib * MIB,
        "shared_memory_per_block": 48 * KIB,
        "shared_memory_per_core": gpu.shared_memory_kib * KIB,
        "shared_memory_per_block_optin": gpu.shared_memory_per_block_kib * KIB,
        "device_vendor": '"NVIDIA Corporation"',
        "name": _quoted(gpu.title),
        "driver_version": '"12.8.0"',
        "runtime_version": '"12.8.0"',
        "compile_time_toolkit_version": '"12.8.0"',
        "dnn_version": '"9.10.0"',
    }


def _quoted(text: str) -> str:
    """A text proto's string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
