"""GPUs as XLA takes them in place of a device: a text proto `GpuTargetConfigProto`, rendered from the figures.

Its fields are those of xla/stream_executor/device_description.proto.
"""

from __future__ import annotations

from collections.abc import Mapping

from hloscope.devices import Gpu

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


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
        f"device_description_str: {_quote(gpu.title)}\n"
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
        "name": _quote(gpu.title),
        "driver_version": '"12.8.0"',
        "runtime_version": '"12.8.0"',
        "compile_time_toolkit_version": '"12.8.0"',
        "dnn_version": '"9.10.0"',
    }


def _quote(text: str) -> str:
    """A text proto's string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
