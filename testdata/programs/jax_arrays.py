"""The JAX test programs of array operations: sorting, indexing, reductions, reshaping and number types."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats, integers

ARRAYS = Registry()


@ARRAYS.add(lambda: (floats(64, 64),))
def elementwise(x: Array) -> Array:
    """A chain of elementwise operations."""
    return jnp.tanh(jnp.sin(x) * 2 + jnp.exp(-x)) - 1


@ARRAYS.add(lambda: (floats(32, 16), floats(16), floats(32)))
def broadcast(x: Array, row: Array, column: Array) -> tuple[Array, Array]:
    """Broadcasts that fuse and one that must be written."""
    return x + row + column[:, None], jnp.broadcast_to(row, (8, 16))


@ARRAYS.add(lambda: (floats(1000),))
def sort(x: Array) -> Array:
    """Sort a vector."""
    return jnp.sort(x)


@ARRAYS.add(lambda: (floats(16, 64),))
def argsort(x: Array) -> Array:
    """Positions that sort each row."""
    return jnp.argsort(x, axis=-1)


@ARRAYS.add(lambda: (integers(200, below=50), floats(200), floats(200, seed=1)))
def sort_pairs(keys: Array, first: Array, second: Array) -> tuple[Array, ...]:
    """Sort by two keys, carrying a third array along."""
    return lax.sort((keys, first, second), num_keys=2)


@ARRAYS.add(lambda: (floats(100_000),))
def sort_large(x: Array) -> Array:
    """Sort a vector that does not fit one block of threads."""
    return jnp.sort(x)


@ARRAYS.add(lambda: (integers(20_000, below=500), floats(20_000)))
def sort_pairs_large(keys: Array, values: Array) -> tuple[Array, ...]:
    """Sort many keys, carrying values along."""
    return lax.sort((keys * 3, values), num_keys=1)


@ARRAYS.add(lambda: (floats(8, 256),))
def top_k(x: Array) -> tuple[Array, Array]:
    """The five largest of each row."""
    return lax.top_k(x, 5)


@ARRAYS.add(lambda: (np.array([0, 42], np.uint32),))
def random_normal(key: Array) -> Array:
    """Normally distributed numbers from the default generator."""
    return jax.random.normal(key, (32, 32))


@ARRAYS.add(lambda: (np.array([1, 2, 3, 4], np.uint32),))
def random_bits(state: Array) -> tuple[Array, Array]:
    """Bits from the accelerator's own generator."""
    return lax.rng_bit_generator(state, (64,), dtype=jnp.uint32)


@ARRAYS.add(lambda: (floats(100, 16), integers(24, below=100)))
def gather(table: Array, rows: Array) -> Array:
    """Rows by number."""
    return table[rows] * 2


@ARRAYS.add(lambda: (floats(100, 16), integers(24, below=100), floats(24, 16)))
def scatter_add(table: Array, rows: Array, updates: Array) -> Array:
    """Add to rows by number."""
    return table.at[rows].add(updates)


@ARRAYS.add(lambda: (floats(64, 8), integers(64, below=6)))
def segment_sum(x: Array, segments: Array) -> Array:
    """Sums over segments."""
    return jax.ops.segment_sum(x, segments, num_segments=6)


@ARRAYS.add(lambda: (floats(32, 64),))
def cumsum(x: Array) -> Array:
    """Running sums."""
    return jnp.cumsum(x, axis=-1)


@ARRAYS.add(lambda: (floats(32, 33), integers(32, 33, below=9), floats(32, 33) > 0))
def reduce_kinds(x: Array, counts: Array, flags: Array) -> tuple[Array, ...]:
    """Sum, product, maximum, minimum, all and any."""
    return x.sum(0), x.prod(1), x.max(), counts.min(axis=0), flags.all(), flags.any(axis=1)


@ARRAYS.add(lambda: (floats(32, 64),))
def argmax(x: Array) -> tuple[Array, Array]:
    """Positions of the largest and smallest of each row."""
    return jnp.argmax(x, axis=-1), jnp.argmin(x, axis=-1)


@ARRAYS.add(lambda: (floats(32, 64),))
def mean_and_variance(x: Array) -> tuple[Array, Array]:
    """Two reductions of one array."""
    return x.mean(axis=0), x.var(axis=0)


@ARRAYS.add(lambda: (floats(8, 16), floats(4, 16)))
def concat(x: Array, y: Array) -> Array:
    """Joined and doubled."""
    return jnp.concatenate([x, y, x], axis=0) * 2


@ARRAYS.add(lambda: (floats(8, 16),))
def pad(x: Array) -> Array:
    """Edges and gaps of zeros."""
    return lax.pad(x, 0.0, ((1, 2, 1), (0, 3, 0)))


@ARRAYS.add(lambda: (floats(32, 32), floats(4, 4), np.int32(3)))
def dynamic_update_slice(x: Array, patch: Array, start: Array) -> Array:
    """A patch written at a computed place."""
    return lax.dynamic_update_slice(x, patch + 1, (start, start))


@ARRAYS.add(lambda: (floats(32, 32), np.int32(3)))
def dynamic_slice(x: Array, start: Array) -> Array:
    """A window read at a computed place."""
    return lax.dynamic_slice(x, (start, start * 2), (8, 8)) ** 2


@ARRAYS.add(lambda: (floats(8, 12, 16),))
def transpose(x: Array) -> Array:
    """Axes moved, then added to a reversal."""
    moved = jnp.transpose(x, (2, 0, 1))
    return moved + moved[::-1]


@ARRAYS.add(lambda: (floats(32, 32) + 1j * floats(32, 32, seed=1),))
def complex_numbers(x: Array) -> tuple[Array, Array]:
    """Complex arithmetic, magnitude and phase."""
    y = x * jnp.conj(x) + jnp.exp(x)
    return jnp.abs(y), jnp.angle(y)


@ARRAYS.add(lambda: (floats(16, 64),))
def fft(x: Array) -> Array:
    """Magnitude of a Fourier transform."""
    return jnp.abs(jnp.fft.fft(x))


@ARRAYS.add(lambda: (integers(64, below=256, dtype=np.uint8), integers(64, below=100)))
def integer_arithmetic(x: Array, y: Array) -> tuple[Array, ...]:
    """Shifts, counts of bits, division and reinterpretation."""
    return x << 2, lax.population_count(y), y // 7 % 3, lax.bitcast_convert_type(y, jnp.float32)


@ARRAYS.add(lambda: (floats(64, 64), floats(64, 64, seed=1)))
def reduced_precision(x: Array, y: Array) -> Array:
    """A product whose precision is lowered on purpose."""
    return lax.reduce_precision(x, 8, 7) * y


@ARRAYS.add(lambda: (floats(33),))
def constants(x: Array) -> Array:
    """Literals of several kinds, not a number and infinity among them."""
    table = np.array([0.5, np.nan, np.inf, -np.inf, 1e-30, -0.0, 3e8], np.float32)
    return jnp.where(jnp.isnan(x), table[2], x) + table.repeat(5)[:33]
