"""The JAX test programs of linear algebra: matrix products of several number types, factorizations and solvers."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats, integers

LINEAR_ALGEBRA = Registry()


def positive_definite(size: int) -> np.ndarray:
    """A symmetric matrix with positive eigenvalues."""
    matrix = floats(size, size)
    return np.asarray(matrix @ matrix.T + np.eye(size), np.float32)


@LINEAR_ALGEBRA.add(lambda: (floats(64, 128), floats(128, 32), floats(32)))
def matmul_bias_relu(x: Array, weights: Array, bias: Array) -> Array:
    """A matrix product with an epilogue."""
    return jax.nn.relu(x @ weights + bias)


@LINEAR_ALGEBRA.add(lambda: (floats(64, 64, dtype=jnp.bfloat16), floats(64, 64, dtype=jnp.bfloat16)))
def matmul_bf16(x: Array, y: Array) -> Array:
    """A product of bfloat16 matrices."""
    return x @ y


@LINEAR_ALGEBRA.add(lambda: (floats(64, 64, dtype=np.float16), floats(64, 64, dtype=np.float16)))
def matmul_f16(x: Array, y: Array) -> Array:
    """A product of half-precision matrices, summed in single precision."""
    return jnp.matmul(x, y, preferred_element_type=jnp.float32)


@LINEAR_ALGEBRA.add(lambda: (integers(64, 64, below=100, dtype=np.int8), integers(64, 64, below=100, dtype=np.int8)))
def matmul_int8(x: Array, y: Array) -> Array:
    """A product of 8-bit integers, summed in 32 bits."""
    return lax.dot(x, y, preferred_element_type=jnp.int32)


@LINEAR_ALGEBRA.add(
    lambda: (floats(64, 64, dtype=jnp.float8_e4m3fn), floats(64, 64, dtype=jnp.float8_e4m3fn)), since="0.4.30"
)
def matmul_fp8(x: Array, y: Array) -> Array:
    """A product of 8-bit floats."""
    return lax.dot(x, y, preferred_element_type=jnp.float32)


@LINEAR_ALGEBRA.add(lambda: (integers(64, 64, below=7, dtype=jnp.int4), floats(64, 64)))
def matmul_int4_weights(weights: Array, x: Array) -> Array:
    """A product with weights stored in four bits."""
    return x @ weights.astype(jnp.float32)


@LINEAR_ALGEBRA.add(lambda: (floats(4, 32, 16), floats(4, 16, 24)))
def batched_matmul(x: Array, y: Array) -> Array:
    """A product for each batch."""
    return x @ y


@LINEAR_ALGEBRA.add(lambda: (floats(4, 8, 16), floats(16, 8, 12)))
def einsum(x: Array, y: Array) -> Array:
    """A contraction over two axes."""
    return jnp.einsum("bij,jik->bk", x, y)


@LINEAR_ALGEBRA.add(lambda: (floats(64), floats(64)))
def dot_product(x: Array, y: Array) -> Array:
    """The product of two vectors."""
    return jnp.dot(x, y)


@LINEAR_ALGEBRA.add(lambda: (positive_definite(16), floats(16, 4)))
def linalg_solve(matrix: Array, right: Array) -> Array:
    """A linear system by LU factorization."""
    return jnp.linalg.solve(matrix, right)


@LINEAR_ALGEBRA.add(lambda: (positive_definite(16),))
def cholesky(matrix: Array) -> Array:
    """The Cholesky factor."""
    return jnp.linalg.cholesky(matrix)


@LINEAR_ALGEBRA.add(lambda: (floats(16, 8),))
def qr(matrix: Array) -> tuple[Array, Array]:
    """The QR factorization."""
    return tuple(jnp.linalg.qr(matrix))


@LINEAR_ALGEBRA.add(lambda: (positive_definite(16), floats(16, 4)))
def triangular_solve(matrix: Array, right: Array) -> Array:
    """A triangular system."""
    return jax.scipy.linalg.solve_triangular(matrix, right, lower=True)


@LINEAR_ALGEBRA.add(lambda: (positive_definite(8),))
def eigh(matrix: Array) -> tuple[Array, Array]:
    """Eigenvalues and eigenvectors of a symmetric matrix."""
    return tuple(jnp.linalg.eigh(matrix))
