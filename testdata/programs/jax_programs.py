"""The registry of all JAX test programs, and the command line that compiles and runs them (jax 0.4.30 and later).

    XLA_FLAGS=--xla_dump_to=DIR python testdata/programs/jax_programs.py mlp attention
    python testdata/programs/jax_programs.py --gpu-target h100.txtpb mlp

With a GPU target (a text proto that `capture.py --render h100` prints) the programs are compiled for that GPU, which
need not be there, and not run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jax
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from jax_arrays import ARRAYS
from jax_collectives import COLLECTIVES
from jax_control_flow import CONTROL_FLOW
from jax_fusion import FUSION
from jax_linear_algebra import LINEAR_ALGEBRA
from jax_memory import MEMORY
from jax_meshes import MESHES
from jax_models import MODELS
from jax_number_types import NUMBER_TYPES
from jax_operations import OPERATIONS
from jax_slices import SLICES
from jax_training import TRAINING
from registry import Program, Registry, command_line, merge, selected

PROGRAMS: Registry = merge(
    MODELS,
    CONTROL_FLOW,
    ARRAYS,
    LINEAR_ALGEBRA,
    COLLECTIVES,
    FUSION,
    SLICES,
    MEMORY,
    MESHES,
    NUMBER_TYPES,
    OPERATIONS,
    TRAINING,
)
MESH_SIZE = 4
HOST_DEVICES = f"--xla_force_host_platform_device_count={MESH_SIZE}"


def add_host_devices() -> None:
    """Ask XLA for four CPU devices; must come before the backend starts."""
    flags = os.environ.get("XLA_FLAGS", "")
    if HOST_DEVICES not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {HOST_DEVICES}".strip()


def map_over_devices(function: Callable[..., Any], mesh: Mesh, in_specs: Any, out_specs: Any) -> Callable[..., Any]:
    """`shard_map`, wherever this version of jax keeps it, keeping the function's name."""
    if hasattr(jax, "shard_map"):
        mapped = jax.shard_map(function, mesh=mesh, in_specs=in_specs, out_specs=out_specs, check_vma=False)
    else:
        from jax.experimental.shard_map import shard_map

        mapped = shard_map(function, mesh=mesh, in_specs=in_specs, out_specs=out_specs, check_rep=False)
    mapped.__name__ = function.__name__
    return mapped


def jitted(program: Program, mesh: Mesh | None = None) -> Any:
    """The program under `jax.jit`; a program for several devices needs their mesh."""
    if program.in_specs is None:
        return jax.jit(program.function, donate_argnums=program.donated)
    if mesh is None:
        raise ValueError(f"{program.name} needs a mesh of {MESH_SIZE} devices")
    mesh = arranged(mesh, program)
    in_specs = tuple(PartitionSpec(*spec) for spec in program.in_specs)
    if program.out_specs is not None:
        return jax.jit(map_over_devices(program.function, mesh, in_specs, PartitionSpec(*program.out_specs)))
    return jax.jit(program.function, in_shardings=tuple(NamedSharding(mesh, spec) for spec in in_specs))


def arranged(mesh: Mesh, program: Program) -> Mesh:
    """The devices of a mesh along the axes that the program has."""
    return Mesh(mesh.devices.reshape(tuple(program.axes.values())), tuple(program.axes))


def run(program: Program) -> Any:
    """Compile the program for the devices that are there, and run it once."""
    mesh = Mesh(np.array(jax.devices()[:MESH_SIZE]), ("x",)) if program.in_specs else None
    return jax.block_until_ready(jitted(program, mesh)(*program.make_args()))


def compile_for_gpu(program: Program, target: str) -> Any:
    """Compile the program for the GPU that the text proto describes; no GPU is needed."""
    from jax.experimental import topologies

    size = MESH_SIZE if program.in_specs else 1
    topology = topologies.get_topology_desc("any", "cuda", topology=f"1x1x{size}", target_config=target)
    mesh = topologies.make_mesh(topology, (size,), ("x",))
    placed = arranged(mesh, program) if program.in_specs else mesh
    specs = program.in_specs or ((),) * len(program.make_args())
    arguments = [
        abstract(value, NamedSharding(placed, PartitionSpec(*spec)))
        for value, spec in zip(program.make_args(), specs, strict=True)
    ]
    return jitted(program, mesh).lower(*arguments).compile()


def abstract(tree: Any, sharding: NamedSharding) -> Any:
    """The same tree with shapes and a placement in place of arrays."""
    return jax.tree_util.tree_map(lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype, sharding=sharding), tree)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the programs named on the command line."""
    parser = command_line(__doc__.partition("\n")[0])
    parser.add_argument("--gpu-target", type=Path, metavar="FILE", help="compile for the GPU that FILE describes")
    options = parser.parse_args(arguments)
    platform = "gpu" if options.gpu_target else "cpu"
    here = {name: program for name, program in PROGRAMS.items() if program.runs_on(jax.__version__, platform)}
    programs = selected(parser, options, here if options.list else PROGRAMS)
    for program in programs:
        if program.name not in here:
            needed = f"jax {program.since} or later on {' or '.join(program.platforms)}"
            parser.error(f"{program.name} needs {needed}, this is {jax.__version__}")
    if any(program.in_specs for program in programs):
        add_host_devices()
    for program in programs:
        if options.gpu_target:
            compile_for_gpu(program, options.gpu_target.read_text())
        else:
            run(program)


if __name__ == "__main__":
    main()
