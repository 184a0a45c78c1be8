"""Pairs of JAX test programs that compute the same, of which the second needs more memory: each for one reason."""

from __future__ import annotations

from collections.abc import Callable

import jax
import jax.numpy as jnp
from jax import Array, lax
from registry import Registry, floats

MEMORY = Registry()
Weights = dict[str, Array]


def state() -> tuple[dict[str, Array], dict[str, Array]]:
    """Weights, and their gradients."""
    return {"w": floats(128, 128)}, {"w": floats(128, 128, seed=1)}


def layers() -> tuple[Array, ...]:
    """A row of activations, and the weights of eight layers."""
    return floats(16, 64), floats(8, 64, 64, seed=1)


def layers_bf16() -> tuple[Array, ...]:
    """The same with weights of 16 bits."""
    return floats(16, 64), floats(8, 64, 64, seed=1, dtype=jnp.bfloat16)


def deep_layers() -> tuple[Array, ...]:
    """As many activations as weights, so that what a scan stacks is seen."""
    return floats(64, 64), floats(8, 64, 64, seed=1)


def sgd(weights: Weights, gradients: Weights) -> Weights:
    """A step of gradient descent."""
    return {name: weight - 0.1 * gradients[name] for name, weight in weights.items()}


def block(x: Array, weights: Array) -> Array:
    """A layer of four steps, each of which the backward pass needs."""
    for _ in range(4):
        x = jnp.sin(jnp.tanh(x @ weights))
    return x


def loss(layer: Callable[[Array, Array], Array], x: Array, weights: Array) -> Array:
    """What a stack of layers gives, as one number."""
    return jnp.sum(lax.scan(lambda h, w: (layer(h, w), None), x, weights)[0] ** 2)


@MEMORY.add(state, donated=(0,))
def step_donated(weights: Weights, gradients: Weights) -> Weights:
    """A step that writes the new weights over the old ones."""
    return sgd(weights, gradients)


@MEMORY.add(state)
def step_not_donated(weights: Weights, gradients: Weights) -> Weights:
    """The same without donation: old and new weights at once."""
    return sgd(weights, gradients)


@MEMORY.add(layers)
def weights_as_given(x: Array, weights: Array) -> Array:
    """Layers whose weights are read as they are."""
    return lax.scan(lambda h, w: (jnp.tanh(h @ w), None), x, weights)[0]


@MEMORY.add(layers)
def weights_transposed(x: Array, weights: Array) -> Array:
    """The same with a copy of all weights, transposed in front of the loop."""
    turned = lax.optimization_barrier(jnp.transpose(weights, (0, 2, 1)) * 1.0)
    return lax.scan(lambda h, w: (jnp.tanh(h @ w), None), x, turned)[0]


@MEMORY.add(layers_bf16)
def weights_bf16(x: Array, weights: Array) -> Array:
    """Layers that convert one layer's weights at a time."""
    return lax.scan(lambda h, w: (jnp.tanh(h @ w.astype(jnp.float32)), None), x, weights)[0]


@MEMORY.add(layers_bf16)
def weights_upcast(x: Array, weights: Array) -> Array:
    """The same with a copy of all weights of twice their size."""
    return lax.scan(lambda h, w: (jnp.tanh(h @ w), None), x, weights.astype(jnp.float32))[0]


@MEMORY.add(layers)
def scan_carries(x: Array, weights: Array) -> Array:
    """A scan that keeps the last activations only."""
    return jnp.sum(lax.scan(lambda h, w: (jnp.tanh(h @ w), None), x, weights)[0])


@MEMORY.add(layers)
def scan_stacks(x: Array, weights: Array) -> Array:
    """A scan that keeps those of all layers."""

    def layer(h: Array, w: Array) -> tuple[Array, Array]:
        h = jnp.tanh(h @ w)
        return h, h

    stacked = lax.scan(layer, x, weights)[1]
    return jnp.sum(jnp.sin(stacked) * jnp.roll(stacked, 1, 0))


@MEMORY.add(deep_layers)
def layers_remat(x: Array, weights: Array) -> Array:
    """Gradients of layers that are computed again for the backward pass."""
    return jax.grad(lambda w: loss(jax.checkpoint(block), x, w))(weights)


@MEMORY.add(deep_layers)
def layers_saved(x: Array, weights: Array) -> Array:
    """The same without that: all that the layers compute is kept."""
    return jax.grad(lambda w: loss(block, x, w))(weights)
