"""The JAX test programs about number types: 8-bit floats, integers of two and four bits, mixed and wide products."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats, integers

NUMBER_TYPES = Registry()


def wide() -> Any:
    """A context in which numbers may have 64 bits, wherever this version of jax keeps it."""
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    from jax.experimental import enable_x64

    return enable_x64()


def packed(*shape: int, seed: int = 0) -> Array:
    """Bytes, whatever they hold."""
    return integers(*shape, below=256, seed=seed, dtype=np.uint8)


@NUMBER_TYPES.add(
    lambda: (floats(64, 128, dtype=jnp.float8_e4m3fn), floats(128, 64, dtype=jnp.float8_e4m3fn), *scales())
)
def scaled_fp8_product(x: Array, y: Array, x_scale: Array, y_scale: Array) -> Array:
    """A product of 8-bit floats with a scale for each side, rounded to 16 bits."""
    return (lax.dot(x, y, preferred_element_type=jnp.float32) * (x_scale * y_scale)).astype(jnp.bfloat16)


def scales() -> tuple[Array, Array]:
    """Two scales."""
    return np.float32(0.5), np.float32(4.0)


@NUMBER_TYPES.add(lambda: (floats(64, 128), floats(128, 64, seed=1)))
def quantized_fp8_step(x: Array, weights: Array) -> Array:
    """A gradient in 8 bits: values in e4m3, slopes in e5m2."""

    def product(w: Array) -> Array:
        scale = jnp.max(jnp.abs(w)) / 448
        low = (w / scale).astype(jnp.float8_e4m3fn).astype(jnp.float32) * scale
        return jnp.sum((x.astype(jnp.float8_e4m3fn).astype(jnp.float32) @ low) ** 2)

    return jax.grad(product)(weights).astype(jnp.float8_e5m2)


@NUMBER_TYPES.add(lambda: (floats(32, 64),))
def fp8_conversions(x: Array) -> tuple[Array, ...]:
    """To every 8-bit float and back."""
    kinds = (jnp.float8_e4m3fn, jnp.float8_e5m2, jnp.float8_e4m3b11fnuz, jnp.float8_e4m3fnuz, jnp.float8_e5m2fnuz)
    return tuple(x.astype(kind).astype(jnp.float32) * 2 for kind in kinds)


@NUMBER_TYPES.add(lambda: (floats(64, 128), integers(128, 64, below=7, dtype=jnp.int4), floats(64)))
def int4_weights_scaled(x: Array, weights: Array, scale: Array) -> Array:
    """Four-bit weights with a scale a column."""
    return x @ (weights.astype(jnp.float32) * scale)


@NUMBER_TYPES.add(lambda: (floats(64, 128, dtype=jnp.bfloat16), packed(64, 64)))
def int4_unpacked(x: Array, weights: Array) -> Array:
    """Two four-bit weights a byte, unpacked by shifts before the product."""
    low, high = (weights & 15).astype(jnp.int8) - 8, (weights >> 4).astype(jnp.int8) - 8
    return x @ jnp.stack([low, high], axis=1).reshape(128, 64).astype(jnp.bfloat16)


@NUMBER_TYPES.add(lambda: (integers(64, 64, below=7, dtype=jnp.int4), integers(64, 64, below=15, dtype=jnp.uint4)))
def int4_arithmetic(x: Array, y: Array) -> tuple[Array, ...]:
    """Sums, transposes, concatenation and copies of four-bit integers."""
    return x + 1, y.T, jnp.concatenate([x, x], axis=1), x[::-1], y.astype(jnp.int32).sum()


@NUMBER_TYPES.add(lambda: (integers(64, 64, below=7, dtype=jnp.int4),))
def int4_loop(x: Array) -> tuple[Array, Array]:
    """A loop over four-bit rows that stacks four-bit rows."""
    return lax.scan(lambda c, row: (c + row.astype(jnp.int32), row), jnp.zeros(64, jnp.int32), x)


@NUMBER_TYPES.add(lambda: (integers(64, 64, below=2, dtype=jnp.int2), floats(64, 64)), since="0.7")
def int2_weights(weights: Array, x: Array) -> Array:
    """Two-bit weights."""
    return x @ weights.astype(jnp.float32)


@NUMBER_TYPES.add(
    lambda: (integers(32, 64, below=100, dtype=np.int8), integers(64, 48, below=100, dtype=np.int8), floats(48))
)
def quantized_product(x: Array, weights: Array, scale: Array) -> Array:
    """Eight-bit integers, summed in 32 bits, then scaled."""
    return lax.dot(x, weights, preferred_element_type=jnp.int32).astype(jnp.float32) * scale


@NUMBER_TYPES.add(lambda: (floats(4, 64, 64, dtype=jnp.bfloat16), floats(4, 64, 64, dtype=jnp.bfloat16, seed=1)))
def batched_bf16_product(x: Array, y: Array) -> Array:
    """A product of 16-bit matrices for each batch, summed in 32 bits."""
    return lax.dot_general(x, y, (((2,), (1,)), ((0,), (0,))), preferred_element_type=jnp.float32)


@NUMBER_TYPES.add(lambda: (floats(64, 64, dtype=jnp.bfloat16), floats(64, 64), floats(64, dtype=np.float16)))
def mixed_products(x: Array, y: Array, row: Array) -> tuple[Array, ...]:
    """Products of sides that differ in type, and at several precisions."""
    high = lax.dot(y, y, precision=lax.Precision.HIGHEST)
    return jnp.dot(x, y), high, lax.dot(x, x, preferred_element_type=jnp.float32), y @ row


@NUMBER_TYPES.add(lambda: (floats(32, 32),))
def double_precision(x: Array) -> Array:
    """Sums, products and an exponential in 64 bits."""
    with wide():
        y = x.astype(jnp.float64)
        return (jnp.exp(y @ y) / y.sum()).astype(jnp.float32)


@NUMBER_TYPES.add(lambda: (integers(64, below=1000),))
def long_integers(x: Array) -> Array:
    """A hash in 64-bit integers."""
    with wide():
        mixed = x.astype(jnp.uint64) * jnp.uint64(0x9E3779B97F4A7C15)
        return (mixed ^ (mixed >> jnp.uint64(29))).astype(jnp.uint32)


@NUMBER_TYPES.add(lambda: (floats(16, 16) + 1j * floats(16, 16, seed=1), floats(16, 16) + 0j))
def complex_products(x: Array, y: Array) -> tuple[Array, ...]:
    """Products, sums and parts of complex numbers."""
    product = x @ jnp.conj(y).T
    return product, jnp.real(product).sum(), lax.complex(jnp.imag(x), jnp.real(y)), jnp.prod(x, axis=0)


@NUMBER_TYPES.add(lambda: (floats(64, 64),))
def packed_bits(x: Array) -> tuple[Array, Array]:
    """Signs packed eight to a byte, and unpacked."""
    signs = jnp.packbits(x > 0, axis=1)
    return signs, jnp.unpackbits(signs, axis=1)


@NUMBER_TYPES.add(lambda: (floats(32, 64), packed(32, 64)))
def bitcasts(x: Array, data: Array) -> tuple[Array, ...]:
    """Bits read as numbers of the same, a narrower and a wider type."""
    return (
        lax.bitcast_convert_type(x, jnp.int32) & 0x7FFFFF,
        lax.bitcast_convert_type(x, jnp.int16) + 1,
        lax.bitcast_convert_type(data.reshape(32, 16, 4), jnp.float32),
    )


@NUMBER_TYPES.add(lambda: (floats(32, 33, dtype=np.float16), floats(32, 33, dtype=jnp.bfloat16)))
def narrow_reductions(x: Array, y: Array) -> tuple[Array, ...]:
    """Sums, a softmax and a norm in 16 bits."""
    return x.sum(axis=0), jax.nn.softmax(y), jnp.linalg.norm(y), jnp.cumsum(x, axis=1)
