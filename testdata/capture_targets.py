"""The GPUs that programs are compiled for without having one, described by the maker's public figures."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


@dataclass(frozen=True)
class GpuTarget:
    """The figures of one GPU that XLA's decisions depend on; shared memory is per core, L2 and memory per device."""

    name: str
    compute_capability: tuple[int, int]
    feature_extension: str
    cores: int
    lanes_per_core: int
    clock_ghz: float
    bandwidth_gb_per_s: int
    memory_gib: int
    l2_cache_mib: int
    shared_memory_kib: int
    shared_memory_per_block_kib: int


GPU_TARGETS = {
    "a100": GpuTarget("NVIDIA A100-SXM4-40GB", (8, 0), "NONE", 108, 64, 1.41, 1555, 40, 40, 164, 163),
    "h100": GpuTarget("NVIDIA H100 80GB HBM3", (9, 0), "ACCELERATED_FEATURES", 132, 128, 1.98, 3350, 80, 50, 228, 227),
    "b200": GpuTarget("NVIDIA B200", (10, 0), "ACCELERATED_FEATURES", 148, 128, 1.965, 7700, 180, 126, 228, 227),
}


def render(target: GpuTarget) -> str:
    """The target as the text proto (`GpuTargetConfigProto`) that XLA takes in place of a device.

    It names no version of the CUB library: with one, XLA asks that library about large sorts, which needs CUDA.
    """
    major, minor = target.compute_capability
    fields = {
        "threads_per_block_limit": 1024,
        "threads_per_warp": 32,
        "threads_per_core_limit": 2048,
        "registers_per_core_limit": 65536,
        "registers_per_block_limit": 65536,
        "block_dim_limit_x": 2**31 - 1,
        "block_dim_limit_y": 65535,
        "block_dim_limit_z": 65535,
        "thread_dim_limit_x": 1024,
        "thread_dim_limit_y": 1024,
        "thread_dim_limit_z": 64,
        "device_address_bits": 64,
        "core_count": target.cores,
        "fpus_per_core": target.lanes_per_core,
        "clock_rate_ghz": target.clock_ghz,
        "memory_bandwidth": target.bandwidth_gb_per_s * 10**9,
        "device_memory_size": target.memory_gib * GIB,
        "l2_cache_size": target.l2_cache_mib * MIB,
        "shared_memory_per_block": 48 * KIB,
        "shared_memory_per_core": target.shared_memory_kib * KIB,
        "shared_memory_per_block_optin": target.shared_memory_per_block_kib * KIB,
        "device_vendor": '"NVIDIA Corporation"',
        "name": f'"{target.name}"',
        "driver_version": '"12.8.0"',
        "runtime_version": '"12.8.0"',
        "compile_time_toolkit_version": '"12.8.0"',
        "dnn_version": '"9.10.0"',
    }
    lines = [f"  {name}: {value}" for name, value in fields.items()]
    capability = f"major: {major} minor: {minor} feature_extension: {target.feature_extension}"
    lines.append(f"  cuda_compute_capability {{ {capability} }}")
    body = "\n".join(lines)
    return (
        f"gpu_device_info {{\n{body}\n}}\n"
        'platform_name: "CUDA"\n'
        "dnn_version_info { major: 9 minor: 10 patch: 0 }\n"
        f'device_description_str: "{target.name}"\n'
    )
