"""The JAX test programs that read and write slices, above all in loops: of every kind, order and index."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats, integers

SLICES = Registry()
Carry = tuple[Array, Array]


def rows() -> tuple[Array, ...]:
    """Twelve rows of 256 numbers."""
    return (floats(12, 256),)


def layers() -> tuple[Array, ...]:
    """A row of activations, and the weights and biases of six layers."""
    return (floats(8, 128), floats(6, 128, 128, seed=1), floats(6, 128, seed=2))


@SLICES.add(layers)
def scan_layers(x: Array, weights: Array, biases: Array) -> Array:
    """Layers of equal shape, each with its slice of stacked weights."""
    return lax.scan(lambda h, layer: (jnp.tanh(h @ layer[0] + layer[1]), None), x, (weights, biases))[0]


@SLICES.add(layers)
def scan_layers_gradient(x: Array, weights: Array, biases: Array) -> tuple[Array, Array]:
    """Gradients of stacked layers: slices written by a loop and read backwards by another."""
    return jax.grad(lambda w, b: jnp.sum(scan_layers(x, w, b) ** 2), argnums=(0, 1))(weights, biases)


@SLICES.add(rows)
def scan_copies_rows(x: Array) -> Array:
    """A loop whose outputs are its inputs, unchanged."""
    return lax.scan(lambda i, row: (i + 1, row), np.int32(0), x)[1]


@SLICES.add(rows)
def scan_reversed(x: Array) -> tuple[Array, Array]:
    """A loop from the last row to the first that stacks its outputs."""
    return lax.scan(lambda total, row: (total + row, jnp.sin(total)), jnp.zeros(256), x, reverse=True)


@SLICES.add(rows)
def scan_unrolled(x: Array) -> tuple[Array, Array]:
    """A loop of which XLA sees four steps at a time."""
    return lax.scan(lambda total, row: (total * 0.5 + row, total), jnp.zeros(256), x, unroll=4)


@SLICES.add(lambda: (floats(16, 8, 64), floats(16, 64, seed=1)))
def scan_two_inputs(blocks: Array, row: Array) -> tuple[Array, tuple[Array, Array]]:
    """Two arrays read and two written by one loop."""

    def step(carry: Array, pair: Carry) -> tuple[Array, Carry]:
        block, scale = pair
        return carry + block[0] * scale, (block.max(axis=0), block * scale)

    return lax.scan(step, jnp.zeros(64), (blocks, row))


@SLICES.add(lambda: (floats(6, 8, 128),))
def scan_in_scan(x: Array) -> Array:
    """Rows of blocks: slices of slices, written by the inner loop and stacked by the outer."""

    def inner(carry: Array, row: Array) -> Carry:
        return carry + row, carry * row

    def outer(carry: Array, block: Array) -> Carry:
        carry, products = lax.scan(inner, carry, block)
        return carry * 0.5, products

    return lax.scan(outer, jnp.zeros(128), x)[1]


@SLICES.add(rows)
def scan_with_cond(x: Array) -> tuple[Array, Array]:
    """A loop that chooses what to do with each row."""

    def step(i: Array, row: Array) -> Carry:
        return i + 1, lax.cond(i % 3 == 0, jnp.sin, lambda y: y[::-1] * 2, row)

    return lax.scan(step, np.int32(0), x)


@SLICES.add(lambda: (floats(12, 256), np.bool_(True)))
def cond_of_slices(x: Array, flag: Array) -> Array:
    """Branches that cut different windows of one array."""
    return lax.cond(flag, lambda y: y[2:6] + y[:4], lambda y: lax.dynamic_update_slice(y, y[:1], (3, 0))[:4], x)


@SLICES.add(rows)
def fori_updates_rows(x: Array) -> Array:
    """Rows replaced one by one in place, each from the row before."""
    return lax.fori_loop(1, 12, lambda i, y: y.at[i].set(y[i - 1] * 0.5 + y[i]), x)


@SLICES.add(rows)
def fori_copies_rows(x: Array) -> Array:
    """Rows moved to the mirrored place, with nothing computed."""
    return lax.fori_loop(0, 12, lambda i, y: y.at[11 - i].set(x[i]), jnp.zeros_like(x))


@SLICES.add(rows)
def fori_strided(x: Array) -> Array:
    """Every second row written, from an index that the step multiplies."""
    return lax.fori_loop(0, 6, lambda i, y: y.at[2 * i].set(jnp.tanh(x[2 * i + 1])), x)


@SLICES.add(rows)
def fori_nonlinear(x: Array) -> Array:
    """Rows at the squares of the index, wrapped around: not linear in the loop."""
    return lax.fori_loop(0, 6, lambda i, y: lax.dynamic_update_slice(y, x[i][None], (i * i % 12, 0)), x)


@SLICES.add(lambda: (floats(12, 256), integers(12, below=12)))
def fori_looked_up(x: Array, order: Array) -> Array:
    """Rows copied in an order that an array gives."""
    return lax.fori_loop(0, 12, lambda i, y: lax.dynamic_update_slice(y, x[order[i]][None], (i, 0)), x)


@SLICES.add(lambda: (floats(64, 64),))
def fori_columns(x: Array) -> Array:
    """Columns, which do not lie together in memory, read and written by a loop."""
    return lax.fori_loop(0, 64, lambda i, y: y.at[:, i].set(x[:, 63 - i]), x)


@SLICES.add(lambda: (floats(16, 16, 16),))
def fori_corner(x: Array) -> Array:
    """A window cut in three dimensions at once, and put back elsewhere."""

    def step(i: Array, y: Array) -> Array:
        window = lax.dynamic_slice(y, (i, i, i), (4, 4, 4))
        return lax.dynamic_update_slice(y, window, (12 - i, i, 0))

    return lax.fori_loop(0, 8, step, x)


@SLICES.add(lambda: (floats(8, 16, 128), np.int32(2)))
def slice_of_slice(x: Array, start: Array) -> Array:
    """A row replaced in a block that was itself cut out."""
    block = lax.dynamic_index_in_dim(x, start, keepdims=False)
    block = lax.dynamic_update_slice(block, jnp.ones((1, 128)), (start + 1, 0))
    return lax.dynamic_update_index_in_dim(x, block, start, 0)


@SLICES.add(lambda: (floats(8, 16, 128), floats(1, 1, 128), np.int32(2)), donated=(0,))
def slice_written_in_place(cache: Array, row: Array, position: Array) -> Array:
    """A row put into a donated cache, as a decoder does with keys and values."""
    return lax.dynamic_update_slice(cache, row, (3, position, 0))


@SLICES.add(rows)
def while_carried_index(x: Array) -> tuple[Array, ...]:
    """A loop of unknown length that carries its index and fills rows as it goes."""

    def is_small(state: tuple[Array, ...]) -> Array:
        return (state[0] < 12) & (state[2] < 40.0)

    def step(state: tuple[Array, ...]) -> tuple[Array, ...]:
        i, filled, total = state
        row = lax.dynamic_index_in_dim(x, i, keepdims=False)
        filled = lax.dynamic_update_index_in_dim(filled, row * total, i, 0)
        return i + 1, filled, total + jnp.abs(row).sum()

    return lax.while_loop(is_small, step, (np.int32(0), jnp.zeros_like(x), np.float32(0.5)))


@SLICES.add(rows)
def while_two_steps(x: Array) -> tuple[Array, Array]:
    """An index that grows by two, as a plain loop counts, and the rows at it and after it."""

    def step(state: Carry) -> Carry:
        i, y = state
        pair = lax.dynamic_slice(x, (i, 0), (2, 256))
        return i + 2, lax.dynamic_update_slice(y, pair, (10 - i, 0))

    return lax.while_loop(lambda state: state[0] < 12, step, (np.int32(0), jnp.zeros_like(x)))


@SLICES.add(lambda: (floats(4, 16, 64), floats(4, 32, 64, seed=1)), donated=(1,))
def decode_steps(queries: Array, cache: Array) -> tuple[Array, Array]:
    """Sixteen steps of a decoder that attends to a cache and appends to it."""

    def step(carry: Carry, query: Array) -> tuple[Carry, Array]:
        cache, position = carry
        cache = lax.dynamic_update_slice(cache, query[:, None, :], (0, position, 0))
        scores = jnp.einsum("bd,btd->bt", query, cache)
        scores = jnp.where(jnp.arange(32) <= position, scores, -1e9)
        answer = jnp.einsum("bt,btd->bd", jax.nn.softmax(scores), cache)
        return (cache, position + 1), answer

    (cache, _), answers = lax.scan(step, (cache, np.int32(16)), queries.transpose(1, 0, 2))
    return cache, answers


@SLICES.add(lambda: (floats(128, 64), floats(64, 32, seed=1)))
def blocked_product(x: Array, weights: Array) -> Array:
    """A product made in blocks of rows, each block written to its place."""

    def step(i: Array, out: Array) -> Array:
        block = lax.dynamic_slice(x, (i * 32, 0), (32, 64))
        return lax.dynamic_update_slice(out, block @ weights, (i * 32, 0))

    return lax.fori_loop(0, 4, step, jnp.zeros((128, 32)))


@SLICES.add(lambda: (floats(8, 32, 32), floats(8, 32, 32, seed=1)))
def products_of_slices(x: Array, y: Array) -> Array:
    """Products of slices, summed by a loop."""
    return lax.fori_loop(0, 8, lambda i, total: total + x[i] @ y[7 - i], jnp.zeros((32, 32)))


@SLICES.add(lambda: (floats(40, 64), integers(5, below=30)))
def windows_mapped(x: Array, starts: Array) -> Array:
    """Windows cut at many places: a slice that batching turns into a gather."""
    return jax.vmap(lambda start: lax.dynamic_slice(x, (start, 0), (8, 64)))(starts)


@SLICES.add(rows)
def strided_slices(x: Array) -> tuple[Array, ...]:
    """Static slices: a prefix, every third column, a reversal and a middle."""
    return x[:4], x[:, ::3], x[::-1, 5:], lax.slice(x, (2, 0), (10, 256), (2, 1))


@SLICES.add(lambda: (floats(4, 6, 128, dtype=jnp.bfloat16),))
def scan_carries_bf16(x: Array) -> tuple[Array, Array]:
    """A loop over 16-bit slices with a 32-bit carry."""
    return lax.scan(lambda c, block: (c + block.astype(jnp.float32), block[::-1]), jnp.zeros((6, 128)), x)
