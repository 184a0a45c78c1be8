"""Programs that show what XLA fuses, what it does not, and what it removes before that."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import lax
from registry import Registry, floats

FUSION = Registry()


@FUSION.add(lambda: (floats(33), floats(64, 64), floats(64, 64), floats(64)), since="0.6")
def fusion_limits(vector, left, right, row):
    """One case a line: what stands between a producer and its consumer, and what optimization removes."""
    split = jnp.cos(vector).sum()  # the CPU compiler splits a reduction of 33 elements
    turned = jnp.exp((left @ right).T)  # a transpose that is folded into the product
    moved = jnp.exp((left @ right).reshape(8, 8, 64).transpose(1, 0, 2))  # one that is not
    product = left * right + 1.0  # two readers
    readers = product.sum(0), jnp.flip(product, 0) * 2
    carried, _ = lax.scan(lambda state, row: (jnp.tanh(state * row + 1.0), None), row, left)
    chosen = jnp.where(True, vector, jnp.sinh(vector))
    folded = left * jnp.cos(jnp.full(64, 2.0).sum())  # a constant
    repeated = jnp.exp(row)[None, :] * left + jnp.exp(row)[:, None]
    return split, turned, moved, readers, carried, chosen, folded, repeated, jnp.sort(row) + 1.0, jax.nn.softmax(left)


@FUSION.add(lambda: (floats(2048, 1024), floats(1024)))
def shared_statistics(x, scale):
    """Arrays so large that several threads fill one, and several fusions that compute the same of its columns."""
    mean, variance = x.mean(0), x.var(0)
    normal = jax.nn.relu((x - mean) * lax.rsqrt(variance + 1e-5) * scale + mean)
    moved = jnp.tanh(normal) * 2.0 + normal
    return moved.sum(0), moved.max(0), (moved * normal).T.copy(), moved - normal, normal * 3.0
