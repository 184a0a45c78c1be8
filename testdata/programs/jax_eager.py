"""A training script as users write it: parameters made operation by operation, then a compiled step run three times.

Each eager operation is compiled by itself, so the dump folder is full of small modules around the one that matters.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import Array


def initial_weights(key: Array, width_in: int, width_out: int) -> Array:
    """Random weights, scaled by the width of their input."""
    return jax.random.normal(key, (width_in, width_out)) / jnp.sqrt(width_in)


@jax.jit
def training_step(weights: list[Array], x: Array, target: Array) -> tuple[list[Array], Array]:
    """Loss, gradients and a step of gradient descent."""

    def loss_of(layers: list[Array]) -> Array:
        return jnp.mean((jnp.tanh(x @ layers[0]) @ layers[1] - target) ** 2)

    loss, slopes = jax.value_and_grad(loss_of)(weights)
    return [weight - 0.1 * slope for weight, slope in zip(weights, slopes, strict=True)], loss


def main() -> None:
    """Make parameters and data, then train."""
    keys = jax.random.split(jax.random.PRNGKey(0), 3)
    weights = [initial_weights(keys[0], 16, 32), initial_weights(keys[1], 32, 1)]
    x = jax.random.uniform(keys[2], (64, 16), minval=-1.0)
    target = jnp.sin(x.sum(axis=1, keepdims=True))
    for _ in range(3):
        weights, loss = training_step(weights, x, target)
    jax.block_until_ready(loss)


if __name__ == "__main__":
    main()
