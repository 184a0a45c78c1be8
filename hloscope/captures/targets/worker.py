"""Retarget worker: compiles modules for one target, one after the other, in a process of its own.

It is loaded by its path (`dump/workers/serve.py`) and imports nothing of hloscope but what lies beside it. The settings
are a target; each request is a module.

The way from HLO text to an executable is the one that jax itself goes, through functions of jaxlib that are not public.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

_UNFIT_FOR_FILES = re.compile(r"[^\w.\-]")
_NAMES_AXES = (0, 11)
_BY_GSPMD = (
    "GSPMD partitions it, for this jaxlib's Shardy does not read shardings by the axes of a mesh: it may choose others"
)
_MAX_NAME = 200  # file systems hold 255 characters


def start(settings: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What compiles for the target that the settings say."""
    return partial(_answer_to, Compiler(settings))


class Compiler:
    """Compiles HLO texts for the devices of one target."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.platform: str = settings["platform"]
        self.flags = _gpu_flags(settings) if self.platform == "gpu" else {}
        self.jaxlib = import_module("jaxlib._jax")
        self.jaxlib.CompileOptions()  # reads XLA_FLAGS: flags that it refuses end the process now, not at a module
        self.devices = _devices_of(settings)
        self.hlo = import_module("jaxlib._hlo")
        self.ir = import_module("jaxlib.mlir.ir")
        self.mlir = import_module("jax._src.interpreters.mlir")
        self.lowering = _load_beside("lowering").Lowering
        self.version: tuple[int, ...] = import_module("jaxlib.version").__version_info__

    def compile(self, content: bytes, request: dict[str, Any]) -> dict[str, Any]:
        """Compiles a module and dumps it into the folder; what is known of the executable."""
        is_proto = request["file"].endswith(".pb")
        original, content = content, content if is_proto else self._fit_version(content)
        module = self._module_of(content, is_proto=is_proto)
        replicas, partitions = request["replicas"], request["partitions"]
        devices = self.devices[: replicas * partitions]
        options = self._options(replicas, partitions, devices, is_shardy=b"sdy." in content)
        if self.platform != "tpu":
            dumping = {"xla_dump_to": request["folder"], "xla_dump_hlo_as_text": True, "xla_dump_hlo_module_re": ".*"}
            options.env_option_overrides = [*dumping.items(), *self.flags.items()]
        client = devices[0].client
        compile_module = client.compile_and_load if self.platform == "cpu" else client.compile
        with self.mlir.make_ir_context():
            stablehlo = self.jaxlib.mlir.hlo_to_stablehlo(module.as_serialized_hlo_module_proto())
            program = self.ir.Module.parse(stablehlo)
            remarks = self.lowering(self.ir, self.platform).apply(program)
            executable = compile_module(program, self.jaxlib.DeviceList(tuple(devices)), options)
        if self.platform == "tpu":
            _dump(request["folder"], module, executable.hlo_modules()[0])
        figures = {"temp_bytes": _temp_bytes(executable), "modelled_seconds": _modelled_seconds(executable)}
        return {**figures, "remarks": remarks if content == original else [*remarks, _BY_GSPMD]}

    def _module_of(self, content: bytes, *, is_proto: bool) -> Any:  # noqa: ANN401
        if is_proto:
            return self.hlo.HloModule.from_serialized_hlo_module_proto(content)
        return self.hlo.hlo_module_from_text(content.decode("utf-8"))

    def _fit_version(self, content: bytes) -> bytes:
        """Without what jaxlib writes since 0.11, and XLA before does not compile: shardings by the axes of a mesh."""
        if self.version >= _NAMES_AXES:
            return content
        arrange, list_shardings = _load_beside("mesh_groups").arrange, _load_beside("mesh_shardings").list_shardings
        return bytes(list_shardings(content.decode("utf-8"), arrange), "utf-8")

    def _options(self, replicas: int, partitions: int, devices: list[Any], *, is_shardy: bool) -> Any:  # noqa: ANN401
        numbers = [[device.id for device in devices[i * partitions : (i + 1) * partitions]] for i in range(replicas)]
        options = self.jaxlib.CompileOptions()
        build = options.executable_build_options
        options.num_replicas = build.num_replicas = replicas
        options.num_partitions = build.num_partitions = partitions
        build.use_spmd_partitioning = partitions > 1
        build.use_shardy_partitioner = is_shardy
        build.device_assignment = self.jaxlib.DeviceAssignment.create(import_module("numpy").array(numbers, "int32"))
        return options


def _load_beside(name: str) -> Any:  # noqa: ANN401
    """A module that lies beside this one, which is not on the path."""
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _gpu_flags(settings: dict[str, Any]) -> dict[str, Any]:
    """Without autotuning, since there is no device to measure on; and the toolkit that stands in for CUDA's.

    Triton is XLA's own choice for matrix products, unless the user's flags have another.
    """
    flags = {"xla_gpu_autotune_level": 0, "xla_gpu_cuda_data_dir": settings["toolkit"]}
    return flags | ({"xla_gpu_enable_triton_gemm": False} if settings["gemm"] == "cublas" else {})


def _devices_of(settings: dict[str, Any]) -> list[Any]:
    if settings["platform"] == "cpu":
        return list(import_module("jax").devices("cpu"))
    topology_of = import_module("jax.experimental.topologies").get_topology_desc
    if settings["platform"] == "tpu":
        return list(topology_of(settings["topology"], "tpu", chips_per_host_bounds=settings["host"]).devices)
    description = {"topology": settings["topology"], "target_config": settings["description"]}
    return list(topology_of("any", "cuda", **description).devices)


def _dump(folder: str, before: Any, after: Any) -> None:  # noqa: ANN401
    """Writes both stages as XLA's own dumps name them: libtpu dumps no HLO."""
    name = _UNFIT_FOR_FILES.sub("_", before.name[:_MAX_NAME])
    for stage, module in (("before", before), ("after", after)):
        Path(folder, f"module_0001.{name}.{stage}_optimizations.txt").write_text(module.to_string(), "utf-8")


def _temp_bytes(executable: Any) -> int | None:  # noqa: ANN401
    with suppress(Exception):  # not every compiler tells
        return int(executable.get_compiled_memory_stats().temp_size_in_bytes)
    return None


def _modelled_seconds(executable: Any) -> float | None:  # noqa: ANN401
    """What the compiler's own cost model gives for a run; -1 is how it says that it does not know."""
    with suppress(Exception):  # GPU: GetCostAnalysis is not supported
        seconds = executable.cost_analysis().get("optimal_seconds")
        return float(seconds) if seconds is not None and seconds > 0 else None
    return None


def _answer_to(compiler: Compiler, request: dict[str, Any]) -> dict[str, Any]:
    start = time.process_time()
    found = compiler.compile(Path(request["file"]).read_bytes(), request)
    return {**found, "cpu_seconds": time.process_time() - start}
