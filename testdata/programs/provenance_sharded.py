"""JAX programs over several devices on which provenance is measured: the ways in which models are spread.

    XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_pass_re=.*" python testdata/programs/provenance_sharded.py fsdp

`benchmarks/provenance.py --sharded` compiles all of them, and runs none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from jax_programs import map_over_devices
from provenance_jax import Tree, adam, block_of, clipped, normalized, transformer_weights, tree_map, weights
from registry import Registry, command_line, floats, integers, selected

PROGRAMS = Registry()
Spec = tuple[Any, ...]
STACKED: Mapping[str, Any] = {"up": floats(4, 32, 64), "down": floats(4, 64, 32), "bias": floats(4, 64)}


def batch(width: int = 32) -> tuple[Any, Any]:
    """A batch and what should come of it."""
    return floats(16, width), floats(16, width, seed=5)


@PROGRAMS.add(lambda: (weights(4), *batch()), in_specs=((), ("d",), ("d",)), axes={"d": 0})
def data_parallel_mlp(layers: Tree, x: Array, target: Array) -> Tree:
    """Gradient descent on four equal layers, the batch spread over the devices."""

    def loss(layers: Tree) -> Array:
        y = x
        for layer in layers:
            y = jax.nn.relu(y @ layer["kernel"] + layer["bias"])
        return jnp.mean((y - target) ** 2)

    return tree_map(lambda p, g: p - 0.1 * g, layers, jax.grad(loss)(layers))


@PROGRAMS.add(lambda: (transformer_weights(2), integers(8, 16, below=64)), in_specs=((), ("d", None)), axes={"d": 0})
def data_parallel_transformer(p: Tree, tokens: Array) -> Tree:
    """Clipped gradient descent on two transformer blocks, the batch spread over the devices."""

    def loss(p: Tree) -> Array:
        x = p["tokens"][tokens]
        for block in p["blocks"]:
            x = block_of(x, block)
        return jnp.mean((x @ p["tokens"].T) ** 2)

    return tree_map(lambda w, g: w - 0.1 * g, p, clipped(jax.grad(loss)(p)))


@PROGRAMS.add(
    lambda: (floats(16, 32), [floats(32, 64, seed=i) for i in range(3)], [floats(64, 32, seed=i) for i in range(3)]),
    in_specs=((), (None, "t"), ("t", None)),
    axes={"t": 0},
)
def tensor_parallel_mlp(x: Array, ups: Sequence[Array], downs: Sequence[Array]) -> Array:
    """Three equal blocks whose hidden layer is spread over the devices."""
    for up, down in zip(ups, downs, strict=True):
        x = normalized(x + jax.nn.gelu(x @ up) @ down, 1.0, 0.0)
    return x


@PROGRAMS.add(
    lambda: (floats(2, 16, 32), floats(32, 3, 8, 4), floats(8, 4, 32)),
    in_specs=((), (None, None, "t", None), ("t", None, None)),
    axes={"t": 0},
)
def tensor_parallel_attention(x: Array, projections: Array, out: Array) -> Tree:
    """Gradients of attention whose heads are spread over the devices."""

    def loss(projections: Array, out: Array) -> Array:
        q, k, v = jnp.einsum("bld,dphk->pblhk", x, projections)
        scores = jax.nn.softmax(jnp.einsum("bqhk,bmhk->bhqm", q, k) / 2.0)
        return jnp.mean(jnp.einsum("bhqm,bmhk,hkd->bqd", scores, v, out) ** 2)

    return jax.grad(loss, (0, 1))(projections, out)


@PROGRAMS.add(
    lambda: (floats(8, 2, 16), floats(8, 16, 16, seed=1)),
    in_specs=((), ("p", None, None)),
    out_specs=("p",),
    axes={"p": 0},
)
def pipeline(x: Array, stages: Array) -> Array:
    """Stages on devices, microbatches passing from one to the next in a scan; gradients of the weights."""
    count, device = lax.psum(1, "p"), lax.axis_index("p")
    ring = [(i, (i + 1) % count) for i in range(count)]

    def loss(stages: Array) -> Array:
        def step(held: Array, i: Array) -> tuple[Array, Array]:
            fed = lax.dynamic_index_in_dim(x, jnp.minimum(i, 7), keepdims=False)
            done = jnp.tanh(jnp.where(device == 0, fed, held) @ stages[0])
            return lax.ppermute(done, "p", ring), done

        _, outputs = lax.scan(step, jnp.zeros((2, 16)), jnp.arange(8 + count))
        return jnp.sum(jnp.where(device == count - 1, outputs[count - 1 :], 0.0) ** 2)

    return stages - 0.1 * jax.grad(loss)(stages)


@PROGRAMS.add(
    lambda: (dict(STACKED), *batch()),
    in_specs=((None, "d"), ("d", None), ("d", None)),
    axes={"d": 0},
)
def fsdp(stacked: Tree, x: Array, target: Array) -> Tree:
    """Descent on layers in a scan, computed again backwards; weights and batch spread over the same devices."""

    def layer(y: Array, p: Tree) -> tuple[Array, None]:
        return y + jax.nn.silu(y @ p["up"] + p["bias"]) @ p["down"], None

    def loss(stacked: Tree) -> Array:
        y, _ = lax.scan(jax.checkpoint(layer), x, stacked)
        return jnp.mean((y - target) ** 2)

    return tree_map(lambda p, g: p - 0.1 * g, stacked, jax.grad(loss)(stacked))


@PROGRAMS.add(lambda: (weights(3), *batch()), in_specs=(("d",), ("d", None), ("d", None)), axes={"d": 0})
def fsdp_unrolled(layers: Tree, x: Array, target: Array) -> Tree:
    """Descent on three equal layers, weights and batch spread over the same devices."""

    def loss(layers: Tree) -> Array:
        y = x
        for layer in layers:
            y = y + jnp.tanh(y @ layer["kernel"] + layer["bias"])
        return jnp.mean((y - target) ** 2)

    return tree_map(lambda p, g: p - 0.1 * g, layers, jax.grad(loss)(layers))


@PROGRAMS.add(
    lambda: (*[transformer_weights(2)] * 3, np.float32(2), integers(4, 8, 16, below=64)),
    in_specs=((), (), (), (), (None, "d", None)),
    axes={"d": 2, "t": 0},
)
def train_step(p: Tree, mean: Tree, variance: Tree, step: Array, tokens: Array) -> Tree:
    """AdamW on two blocks computed again, gradients accumulated in a scan; batch on one axis, weights on the other."""

    def loss(p: Tree, tokens: Array) -> Array:
        x = p["tokens"][tokens]
        for block in p["blocks"]:
            x = jax.checkpoint(block_of)(x, spread(block))
        logits = jax.nn.log_softmax(x @ p["tokens"].T)
        return -jnp.mean(jnp.take_along_axis(logits[:, :-1], tokens[:, 1:, None], axis=-1))

    def spread(block: Tree) -> Tree:
        kinds = {"q": (None, "t"), "k": (None, "t"), "v": (None, "t"), "out": ("t",), "up": (None, "t"), "down": ("t",)}
        return {k: lax.with_sharding_constraint(w, PartitionSpec(*kinds.get(k, ()))) for k, w in block.items()}

    def accumulate(total: Tree, part: Array) -> tuple[Tree, Array]:
        value, slopes = jax.value_and_grad(loss)(p, part)
        return tree_map(jnp.add, total, slopes), value

    slopes, values = lax.scan(accumulate, tree_map(jnp.zeros_like, p), tokens)
    slopes = clipped(tree_map(lambda g: g / 4, slopes))
    return adam(p, mean, variance, step, slopes, decay=0.01), values.mean()


def mesh_of(devices: Any, axes: Mapping[str, int]) -> Mesh:
    """The devices along the axes of a program; an axis of size 0 takes those that are left."""
    known = int(np.prod([size for size in axes.values() if size]))
    sizes = [size or devices.size // known for size in axes.values()]
    return Mesh(devices.reshape(sizes), tuple(axes))


def devices_of(count: int, target: str | None) -> Any:
    """CPU devices, or GPUs that the text proto describes and that need not be there."""
    if target is None:
        return np.array(jax.devices()[:count])
    from jax.experimental import topologies

    topology = topologies.get_topology_desc("any", "cuda", topology=f"1x1x{count}", target_config=target)
    return topologies.make_mesh(topology, (count,), ("x",)).devices


def compile_for(program: Any, devices: Any) -> Any:
    """Compile a program for some devices, and run nothing."""
    mesh = mesh_of(devices, program.axes)
    specs = [PartitionSpec(*spec) for spec in program.in_specs]
    function: Callable[..., Any] = program.function
    if program.out_specs is not None:
        function = map_over_devices(function, mesh, tuple(specs), PartitionSpec(*program.out_specs))

    def placed(tree: Any, spec: PartitionSpec) -> Any:
        def one(leaf: Any) -> Any:
            own = PartitionSpec(*spec[: np.ndim(leaf)])
            return jax.ShapeDtypeStruct(np.shape(leaf), leaf.dtype, sharding=NamedSharding(mesh, own))

        return tree_map(one, tree)

    arguments = [placed(value, spec) for value, spec in zip(program.make_args(), specs, strict=True)]
    with jax.set_mesh(mesh):
        return jax.jit(function).lower(*arguments).compile()


def main(arguments: Sequence[str] | None = None) -> None:
    """Compile the programs named on the command line, and run none."""
    parser = command_line(__doc__.partition("\n")[0])
    parser.add_argument("--devices", type=int, default=4, help="how many devices the programs are spread over")
    parser.add_argument("--gpu-target", type=Path, metavar="FILE", help="compile for GPUs that FILE describes")
    options = parser.parse_args(arguments)
    flag = f"--xla_force_host_platform_device_count={options.devices}"
    os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} {flag}".strip()
    target = options.gpu_target.read_text() if options.gpu_target else None
    for program in selected(parser, options, PROGRAMS):
        compile_for(program, devices_of(options.devices, target))


if __name__ == "__main__":
    main()
