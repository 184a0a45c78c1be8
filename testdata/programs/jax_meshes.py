"""The JAX test programs for several devices beyond one collective: rings, loops, pipelines, two mesh axes."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats, integers

MESHES = Registry()
ROWS = ("x", None)
WHOLE = (None, None)
GRID = {"x": 2, "y": 2}
RING = [(source, (source + 1) % 4) for source in range(4)]


def square() -> tuple[Array, ...]:
    """A matrix whose rows are spread over the devices."""
    return (floats(64, 64),)


def data_and_weights() -> tuple[Array, ...]:
    """A batch and a matrix of weights."""
    return (floats(64, 128), floats(128, 128, seed=1))


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def psum_in_scan(x: Array) -> Array:
    """A sum over all devices in each step of a loop."""
    return lax.scan(lambda c, _: (lax.psum(jnp.sin(c), "x") * 0.25, None), x, length=5)[0]


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def ring_of_permutes(x: Array) -> Array:
    """Rows handed around the ring and added up, step by step."""

    def step(_: Array, state: tuple[Array, Array]) -> tuple[Array, Array]:
        total, passed = state
        passed = lax.ppermute(passed, "x", RING)
        return total + passed, passed

    return lax.fori_loop(0, 3, step, (x, x))[0]


@MESHES.add(data_and_weights, in_specs=(ROWS, ROWS), out_specs=ROWS)
def ring_product(x: Array, weights: Array) -> Array:
    """A product with weights that travel around the ring, while the device computes with those it has."""
    device = lax.axis_index("x")
    total = jnp.zeros((16, 128))
    for step in range(4):
        columns = lax.dynamic_slice(x, (0, (device - step) % 4 * 32), (16, 32))
        total += columns @ weights
        weights = lax.ppermute(weights, "x", RING)
    return total


@MESHES.add(data_and_weights, in_specs=(ROWS, ROWS), out_specs=ROWS)
def sharded_weights_step(x: Array, weights: Array) -> Array:
    """A step with sharded weights: gathered for the product, gradients summed and scattered, each device its share."""

    def loss(share: Array) -> Array:
        whole = lax.all_gather(share, "x", tiled=True)
        return jnp.sum(jnp.tanh(x @ whole) ** 2)

    return weights - 0.01 * jax.grad(loss)(weights)


@MESHES.add(lambda: (floats(64, 64), floats(6, 64, 64, seed=1)), in_specs=(ROWS, (None, "x", None)), out_specs=ROWS)
def sharded_layers_scan(x: Array, weights: Array) -> Array:
    """A loop over layers, each gathering its weights before the product."""

    def layer(h: Array, share: Array) -> tuple[Array, None]:
        return jnp.tanh(h @ lax.all_gather(share, "x", tiled=True)), None

    return lax.scan(layer, x, weights)[0]


@MESHES.add(lambda: (floats(16, 64), floats(4, 64, 64, seed=1)), in_specs=(WHOLE, ("x", None, None)), out_specs=ROWS)
def pipeline(x: Array, stage: Array) -> Array:
    """Four stages on four devices, four microbatches passing from one to the next."""
    device = lax.axis_index("x")

    def step(held: Array, i: Array) -> tuple[Array, Array]:
        fed = lax.dynamic_slice(x, (jnp.minimum(i, 3) * 4, 0), (4, 64))
        done = jnp.tanh(jnp.where(device == 0, fed, held) @ stage[0])
        return lax.ppermute(done, "x", RING), done

    return lax.scan(step, jnp.zeros((4, 64)), jnp.arange(7))[1][3:].reshape(16, 64)


@MESHES.add(
    lambda: (floats(16, 8, 32), floats(4, 32, 32, seed=1)),
    in_specs=(("x", None, None),) * 2,
    out_specs=("x", None, None),
)
def experts(tokens: Array, weights: Array) -> Array:
    """Tokens sent to the device of their expert and back: two exchanges around a product."""
    sent = lax.all_to_all(tokens, "x", split_axis=0, concat_axis=1, tiled=True)
    done = jax.nn.relu(sent @ weights[0])
    return lax.all_to_all(done, "x", split_axis=1, concat_axis=0, tiled=True)


@MESHES.add(
    lambda: (floats(64, 16), np.tile(np.array([4, 4, 4, 4], np.int32), 4)),
    in_specs=(ROWS, ("x",)),
    out_specs=ROWS,
    since="0.5",
    platforms=("gpu",),
)
def ragged_exchange(x: Array, sizes: Array) -> Array:
    """Rows exchanged in numbers that are known only at run time."""
    offsets = jnp.cumsum(sizes) - sizes
    received = lax.all_to_all(sizes, "x", 0, 0, tiled=True)
    places = lax.all_to_all(jnp.cumsum(received) - received, "x", 0, 0, tiled=True)
    return lax.ragged_all_to_all(x, jnp.zeros_like(x), offsets, sizes, places, received, axis_name="x")


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def collectives_of_a_tuple(x: Array) -> Array:
    """Sums of four arrays of different types at once."""
    total, count, largest, low = lax.psum((x, jnp.ones(3, jnp.int32), x.max(), x.astype(jnp.bfloat16)), "x")
    return total + count.sum() + largest + low


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def reductions_of_every_kind(x: Array) -> Array:
    """Largest, smallest, mean and position over the devices."""
    return lax.pmax(x, "x") - lax.pmin(x, "x") + lax.pmean(jnp.exp(x), "x") + lax.axis_index("x")


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def scatter_then_gather(x: Array) -> Array:
    """A sum as its two halves: scattered in shares, and gathered."""
    share = lax.psum_scatter(jnp.cos(x), "x", scatter_dimension=1, tiled=True)
    return lax.all_gather(share / 4, "x", axis=1, tiled=True)


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def overlapped(x: Array) -> Array:
    """A sum over devices beside a chain of products that does not need it."""
    total = lax.psum(x, "x")
    own = x.T @ x
    for _ in range(3):
        own = jnp.tanh(own @ own)
    return total + x @ own


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def grouped_sum(x: Array) -> Array:
    """Sums within pairs of devices."""
    return lax.psum(x, "x", axis_index_groups=[[0, 1], [2, 3]]) * 2


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def broadcast_from_one(x: Array) -> Array:
    """The rows of the third device on every device."""
    return lax.psum(jnp.where(lax.axis_index("x") == 2, x, 0), "x") + x


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS, since="0.5", platforms=("gpu",))
def broadcast_collective(x: Array) -> Array:
    """The same with an operation of its own."""
    return lax.pbroadcast(x * 2, "x", 2) + x


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def cond_of_collectives(x: Array) -> Array:
    """A branch that talks to the other devices, and one that does not."""
    largest = lax.pmax(x.max(), "x")
    return lax.cond(largest > 0.1, lambda y: lax.psum(y, "x"), lambda y: y * 2, x)


@MESHES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def while_of_collectives(x: Array) -> Array:
    """A loop that goes on until all devices agree: the trip count is unknown."""
    return lax.while_loop(lambda y: lax.pmax(jnp.abs(y).max(), "x") > 1e-3, lambda y: y * 0.5, x)


@MESHES.add(data_and_weights, in_specs=(("x", None), (None, "y")), axes=GRID)
def grid_product(x: Array, weights: Array) -> Array:
    """A product on a grid of devices: rows over one axis, columns over the other."""
    return jax.nn.softmax(x @ weights, axis=-1)


@MESHES.add(data_and_weights, in_specs=(("x", "y"), ("y", None)), axes=GRID)
def grid_contraction(x: Array, weights: Array) -> Array:
    """A product whose contraction is spread over one axis of the grid."""
    return jnp.tanh(x @ weights).sum(axis=0)


@MESHES.add(data_and_weights, in_specs=(("x", "y"), ("y", None)), out_specs=("x", None), axes=GRID)
def grid_collectives(x: Array, weights: Array) -> Array:
    """Sums over each axis of the grid and over both."""
    partial = lax.psum(x @ weights, "y")
    return partial / lax.psum(jnp.sum(partial**2), ("x", "y")) + lax.all_gather(x, "y", axis=1, tiled=True)


@MESHES.add(lambda: (floats(64, 64), integers(64, below=64)), in_specs=(ROWS, ("x",)))
def sharded_lookup(table: Array, rows: Array) -> Array:
    """Rows of a table that is spread over the devices."""
    return table[rows] + 1


@MESHES.add(lambda: (floats(1024),), in_specs=(("x",),))
def sharded_sort(x: Array) -> Array:
    """A sort of what is spread over the devices."""
    return jnp.sort(x)


@MESHES.add(lambda: (floats(64, 128),), in_specs=(ROWS,))
def sharded_cumsum(x: Array) -> Array:
    """Running sums along the axis that is spread over the devices."""
    return jnp.cumsum(x, axis=0)


@MESHES.add(lambda: (floats(8, 32, 32, 4), floats(3, 3, 4, 8, seed=1)), in_specs=((None, "x", None, None), (None,) * 4))
def halo_convolution(x: Array, kernel: Array) -> Array:
    """A convolution over an image that is spread over the devices: edges are exchanged."""
    return lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


@MESHES.add(
    lambda: (floats(3, 64, 64), floats(3, 64, 64, seed=1), floats(2, 16, 64, seed=2)),
    in_specs=((None, None, "x"), (None, None, "x"), (None, "x", None)),
)
def sharded_layers_step(weights: Array, momentum: Array, batches: Array) -> tuple[Array, Array, Array]:
    """A training step: layers in a loop, rematerialized, gradients summed over batches, weights and data sharded."""

    @jax.checkpoint
    def layer(x: Array, w: Array) -> tuple[Array, None]:
        return x + jnp.tanh(x @ (w * jnp.cos(w))), None

    def loss(weights: Array, x: Array) -> Array:
        return (lax.scan(layer, x, weights)[0] ** 2).mean()

    def add(total: Array, x: Array) -> tuple[Array, Array]:
        value, slopes = jax.value_and_grad(loss)(weights, x)
        return total + slopes, value

    slopes, values = lax.scan(add, jnp.zeros_like(weights), batches)
    momentum = 0.9 * momentum + slopes
    return weights - 1e-2 * momentum, momentum, values.mean()


@MESHES.add(
    lambda: (floats(32, 64), floats(3, 64, 64, seed=1), floats(3, 64, seed=2), floats(64, 32, seed=3)),
    in_specs=(("x", None), (None, "x", "y"), (None, "y"), ("y", None)),
    axes=GRID,
)
def grid_train_step(x: Array, weights: Array, biases: Array, head: Array) -> tuple[Array, ...]:
    """A step on a grid of batches and features: sharded weights, layers in a loop, each computed again backwards."""

    def loss(weights: Array, biases: Array, head: Array) -> Array:
        @jax.checkpoint
        def layer(h: Array, parameters: tuple[Array, Array]) -> tuple[Array, None]:
            return jnp.tanh(h @ parameters[0] + parameters[1]), None

        return jnp.mean((lax.scan(layer, x, (weights, biases))[0] @ head) ** 2)

    value, gradients = jax.value_and_grad(loss, argnums=(0, 1, 2))(weights, biases, head)
    return value, *(p - 0.1 * g for p, g in zip((weights, biases, head), gradients, strict=True))
