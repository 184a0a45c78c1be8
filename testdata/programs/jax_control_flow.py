"""The JAX test programs with control flow: loops, branches, batching and calls back into Python."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats

CONTROL_FLOW = Registry()


@CONTROL_FLOW.add(lambda: (floats(16), floats(10, 16, seed=1), floats(16, 16, seed=2)))
def scan(state: Array, inputs: Array, weights: Array) -> tuple[Array, Array]:
    """A recurrent network over ten steps."""

    def step(carry: Array, x: Array) -> tuple[Array, Array]:
        carry = jnp.tanh(carry @ weights + x)
        return carry, carry

    return lax.scan(step, state, inputs)


@CONTROL_FLOW.add(lambda: (floats(8), floats(4, 6, 8, seed=1)))
def nested_scan(state: Array, inputs: Array) -> Array:
    """A loop of six steps inside a loop of four."""

    def inner(carry: Array, x: Array) -> tuple[Array, None]:
        return jnp.sin(carry) + x, None

    def outer(carry: Array, rows: Array) -> tuple[Array, Array]:
        carry, _ = lax.scan(inner, carry, rows)
        return carry * 0.5, carry.sum()

    return lax.scan(outer, state, inputs)[1]


@CONTROL_FLOW.add(lambda: (np.abs(floats(8, 8)), np.float32(1e-3)))
def while_loop(matrix: Array, tolerance: Array) -> Array:
    """Power iteration on a positive matrix until it settles: the trip count is unknown."""

    def is_moving(state: tuple[Array, Array]) -> Array:
        return jnp.max(jnp.abs(state[0] - state[1])) > tolerance

    def step(state: tuple[Array, Array]) -> tuple[Array, Array]:
        product = matrix @ state[0]
        return product / jnp.linalg.norm(product), state[0]

    start = jnp.ones(8)
    return lax.while_loop(is_moving, step, (start, start - 1))[0]


@CONTROL_FLOW.add(lambda: (floats(128, 128),))
def fori(x: Array) -> Array:
    """Five matrix products in a loop with a known trip count."""
    return lax.fori_loop(0, 5, lambda i, y: jnp.tanh(y @ x) + i, x)


@CONTROL_FLOW.add(lambda: (np.bool_(True), floats(32, 32)))
def cond(flag: Array, x: Array) -> Array:
    """One of two branches."""
    return lax.cond(flag, lambda y: jnp.sin(y) @ y, lambda y: jnp.cos(y) + 1, x)


@CONTROL_FLOW.add(lambda: (np.int32(1), floats(32, 32)))
def switch(index: Array, x: Array) -> Array:
    """One of three branches."""
    return lax.switch(index, [jnp.sin, lambda y: y @ y, lambda y: jnp.exp(y).sum(axis=0) + y], x)


@CONTROL_FLOW.add(lambda: (floats(6, 16),))
def map_rows(x: Array) -> Array:
    """A function mapped over rows one by one."""
    return lax.map(lambda row: jnp.cumsum(jnp.sin(row)), x)


@CONTROL_FLOW.add(lambda: (floats(8, 16), floats(8, 16, seed=1)))
def vmap(x: Array, y: Array) -> Array:
    """A batched outer product and reduction."""
    return jax.vmap(lambda a, b: jnp.outer(a, b).max(axis=0))(x, y)


@CONTROL_FLOW.add(lambda: (floats(64, 8),))
def associative_scan(x: Array) -> Array:
    """A running product as a tree."""
    return lax.associative_scan(lambda a, b: a * b + b, x)


@CONTROL_FLOW.add(lambda: (floats(16, 16),), platforms=("cpu",))
def callback(x: Array) -> Array:
    """A call back into Python between two operations."""
    shape = jax.ShapeDtypeStruct(x.shape, x.dtype)
    return jax.pure_callback(lambda y: np.sin(np.asarray(y)), shape, x * 2) + 1


@CONTROL_FLOW.add(lambda: (floats(64, 64), floats(64, 64, seed=1)), donated=(0,))
def donated(state: Array, update: Array) -> Array:
    """A state that is updated in its own buffer."""
    return state * 0.9 + update


@CONTROL_FLOW.add(lambda: (floats(32, 32),))
def checkpoint_gradient(x: Array) -> Array:
    """A gradient that computes its forward pass a second time."""
    layer = jax.checkpoint(lambda y: jnp.sin(jnp.tanh(y @ y)))
    return jax.grad(lambda y: layer(layer(y)).sum())(x)


@CONTROL_FLOW.add(lambda: (floats(16, 16),))
def inner_jit(x: Array) -> Array:
    """One jitted function called twice by another."""
    twice = jax.jit(lambda y: jnp.sin(y) * 2)
    return twice(twice(x) @ x)
