"""The JAX test programs for four devices: each collective operation, and programs that the compiler partitions."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import Array, lax
from jax_models import mlp, mlp_args
from registry import Registry, floats

COLLECTIVES = Registry()
ROWS = ("x", None)
WHOLE = (None, None)


def square() -> tuple[Array, ...]:
    """A matrix whose rows are spread over the devices."""
    return (floats(16, 16),)


@COLLECTIVES.add(square, in_specs=(ROWS,), out_specs=WHOLE)
def psum(x: Array) -> Array:
    """A sum over all devices."""
    return lax.psum(jnp.sin(x), "x")


@COLLECTIVES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def all_gather(x: Array) -> Array:
    """Every device's rows on every device."""
    return lax.all_gather(x * 2, "x", tiled=True).sum(axis=0, keepdims=True)


@COLLECTIVES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def ppermute(x: Array) -> Array:
    """Rows handed to the next device."""
    return lax.ppermute(x + 1, "x", [(source, (source + 1) % 4) for source in range(4)])


@COLLECTIVES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def reduce_scatter(x: Array) -> Array:
    """A sum over all devices of which each keeps its share."""
    return lax.psum_scatter(x * x, "x", scatter_dimension=0, tiled=True)


@COLLECTIVES.add(square, in_specs=(ROWS,), out_specs=ROWS)
def all_to_all(x: Array) -> Array:
    """Columns exchanged for rows."""
    return lax.all_to_all(x, "x", split_axis=1, concat_axis=1, tiled=True)


@COLLECTIVES.add(mlp_args, in_specs=(ROWS, WHOLE, (None,), WHOLE, (None,)))
def sharded_mlp(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """The MLP with its batch spread over the devices, and a mean over the batch."""
    return mlp(x, w1, b1, w2, b2).mean(axis=0)


@COLLECTIVES.add(mlp_args, in_specs=(WHOLE, (None, "x"), ("x",), ROWS, (None,)))
def tensor_parallel_mlp(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """The MLP with its hidden layer spread over the devices."""
    return mlp(x, w1, b1, w2, b2)


@COLLECTIVES.add(lambda: (floats(16, 16), floats(32, 16)), in_specs=(WHOLE, ROWS))
def data_parallel_gradient(weights: Array, x: Array) -> Array:
    """A gradient that is summed over the devices."""
    return jax.grad(lambda w: jnp.sum(jnp.tanh(x @ w) ** 2))(weights)
