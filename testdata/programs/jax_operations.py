"""The JAX test programs of single operations in their rarer forms: sorts, scatters, transforms, windows, solvers."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from jax_linear_algebra import positive_definite
from registry import Registry, floats, integers

OPERATIONS = Registry()


@OPERATIONS.add(lambda: (integers(8, 100, below=20), floats(8, 100), floats(8, 100, seed=1), integers(8, 100, below=9)))
def sort_many(keys: Array, *rest: Array) -> tuple[Array, ...]:
    """Four arrays sorted by the first two along the first axis, keeping the order of equals."""
    return lax.sort((keys, *rest), dimension=0, is_stable=True, num_keys=2)


@OPERATIONS.add(lambda: (floats(64, 200),))
def sort_descending(x: Array) -> tuple[Array, Array]:
    """Largest first, values and positions."""
    return -jnp.sort(-x, axis=-1), jnp.argsort(x, axis=-1, descending=True)


@OPERATIONS.add(lambda: (floats(500),))
def sort_used_twice(x: Array) -> tuple[Array, Array]:
    """A sorted vector beside what it was sorted from."""
    y = jnp.sin(x)
    return jnp.sort(y), y


@OPERATIONS.add(lambda: (integers(3000, below=100, dtype=np.int8), floats(3000, dtype=jnp.bfloat16)))
def sort_narrow(x: Array, y: Array) -> tuple[Array, Array]:
    """Sorts of 8-bit integers and 16-bit floats."""
    return jnp.sort(x), jnp.sort(y)


@OPERATIONS.add(lambda: (floats(4, 50_000),))
def top_k_large(x: Array) -> tuple[Array, Array]:
    """The 64 largest of long rows."""
    return lax.top_k(x, 64)


@OPERATIONS.add(lambda: (floats(4, 4096),))
def top_k_approximate(x: Array) -> tuple[Array, Array]:
    """About the ten largest of each row."""
    return lax.approx_max_k(x, 10)


@OPERATIONS.add(lambda: (floats(8, 300),))
def partitioned(x: Array) -> tuple[Array, Array]:
    """The seventh smallest, and what is smaller before it."""
    return jnp.partition(x, 7, axis=-1), jnp.argpartition(x, 7, axis=-1)


@OPERATIONS.add(lambda: (floats(1000), integers(200, below=400)))
def searched(x: Array, values: Array) -> tuple[Array, Array]:
    """Places in a sorted vector, a median and distinct values."""
    return jnp.searchsorted(jnp.sort(x), values * 0.001), jnp.unique(values, size=64)


@OPERATIONS.add(lambda: (floats(32, 64),))
def running_kinds(x: Array) -> tuple[Array, ...]:
    """Running products, maxima and log-sums, one of them backwards."""
    return lax.cumprod(x, 1), lax.cummax(x, 0), lax.cumlogsumexp(x, 1), lax.cumsum(x, 1, reverse=True)


@OPERATIONS.add(lambda: (floats(128, 16), floats(128, 16, seed=1)))
def associative_scan_pairs(decay: Array, x: Array) -> Array:
    """A linear recurrence over pairs as a tree, backwards."""

    def join(left: tuple[Array, Array], right: tuple[Array, Array]) -> tuple[Array, Array]:
        return left[0] * right[0], right[0] * left[1] + right[1]

    return lax.associative_scan(join, (jax.nn.sigmoid(decay), x), reverse=True)[1]


@OPERATIONS.add(lambda: (floats(100, 16), integers(24, below=100), floats(24, 16)))
def scatter_kinds(table: Array, rows: Array, updates: Array) -> tuple[Array, ...]:
    """Smallest, largest, product, replacement and power at rows by number."""
    at = table.at[rows]
    return (
        at.min(updates),
        at.max(updates),
        at.multiply(updates),
        at.set(updates, unique_indices=True),
        at.apply(jnp.sin),
    )


@OPERATIONS.add(lambda: (floats(8, 32, 16), integers(8, 5, below=32), floats(8, 5, 16)))
def scatter_batched(table: Array, rows: Array, updates: Array) -> tuple[Array, Array]:
    """Rows added and read for each batch by numbers of its own."""
    added = jax.vmap(lambda t, r, u: t.at[r].add(u))(table, rows, updates)
    return added, jnp.take_along_axis(table, rows[..., None], axis=1)


@OPERATIONS.add(lambda: (floats(64, 64), integers(40, below=64), integers(40, below=64, seed=1)))
def gather_points(x: Array, rows: Array, columns: Array) -> tuple[Array, ...]:
    """Single elements, pairs of axes and rows that may lie outside."""
    return x[rows, columns], x[rows][:, columns], x.at[rows * 2].get(mode="fill", fill_value=0)


@OPERATIONS.add(lambda: (integers(256, below=10), floats(256)))
def histogram(bins: Array, weights: Array) -> tuple[Array, ...]:
    """Counts, weighted counts and where the zeros are."""
    return (
        jnp.bincount(bins, weights, length=10),
        jnp.nonzero(bins == 0, size=32),
        jnp.digitize(weights, jnp.arange(4.0)),
    )


@OPERATIONS.add(lambda: (floats(16, 64), floats(8, 8, 8)))
def fft_kinds(x: Array, cube: Array) -> tuple[Array, ...]:
    """Transforms of real numbers, back again and in three dimensions."""
    spectrum = jnp.fft.rfft(x)
    return jnp.abs(spectrum), jnp.fft.irfft(spectrum * 2), jnp.abs(jnp.fft.fftn(cube)), jnp.fft.ifft2(cube).real


@OPERATIONS.add(lambda: (floats(4, 100), floats(9)))
def fft_convolution(x: Array, kernel: Array) -> Array:
    """A convolution by transforms."""
    return jax.scipy.signal.fftconvolve(x, kernel[None], mode="same")


@OPERATIONS.add(lambda: (np.array([1, 2, 3, 4], np.uint32), np.array([0, 42], np.uint32)))
def random_generators(state: Array, key: Array) -> tuple[Array, ...]:
    """Bits by two algorithms, split keys and XLA's uniform numbers."""
    philox = lax.rng_bit_generator(state, (32, 8), dtype=jnp.uint32, algorithm=lax.RandomAlgorithm.RNG_PHILOX)[1]
    threefry = lax.rng_bit_generator(state, (32,), dtype=jnp.uint32, algorithm=lax.RandomAlgorithm.RNG_THREE_FRY)[1]
    return (
        philox,
        threefry,
        jax.random.bits(key, (32,), "uint8"),
        jax.random.split(key, 4),
        lax.rng_uniform(0.0, 1.0, (16,)),
    )


@OPERATIONS.add(lambda: (np.array([0, 42], np.uint32),))
def random_distributions(key: Array) -> tuple[Array, ...]:
    """Whole numbers, categories, a permutation and an exponential."""
    logits = jnp.arange(10.0)
    return (
        jax.random.randint(key, (32,), 0, 100),
        jax.random.categorical(key, logits, shape=(16,)),
        jax.random.permutation(key, 64),
        jax.random.exponential(key, (32,)),
    )


@OPERATIONS.add(lambda: (np.array([0, 42], np.uint32),))
def random_gamma(key: Array) -> Array:
    """A distribution that is drawn by rejection: a loop of unknown length."""
    return jax.random.gamma(key, 2.0, (16,))


@OPERATIONS.add(lambda: (floats(2, 16, 16, 8), floats(3, 3, 8, 8, seed=1)))
def conv_dilated(x: Array, kernel: Array) -> tuple[Array, ...]:
    """Convolutions with holes in the kernel, in the image, and with long steps."""
    numbers = {"dimension_numbers": ("NHWC", "HWIO", "NHWC")}
    return (
        lax.conv_general_dilated(x, kernel, (1, 1), "SAME", rhs_dilation=(2, 2), **numbers),
        lax.conv_general_dilated(x, kernel, (1, 1), ((1, 1), (1, 1)), lhs_dilation=(2, 2), **numbers),
        lax.conv_general_dilated(x, kernel, (2, 3), ((1, 0), (2, 1)), **numbers),
    )


@OPERATIONS.add(lambda: (floats(2, 8, 16, 16), floats(16, 2, 3, 3, seed=1)))
def conv_grouped(x: Array, kernel: Array) -> Array:
    """A convolution in four groups, channels first."""
    return jax.nn.relu(lax.conv_general_dilated(x, kernel, (1, 1), "SAME", feature_group_count=4))


@OPERATIONS.add(lambda: (floats(2, 8, 8, 8, 4), floats(3, 3, 3, 4, 8, seed=1)))
def conv_3d(x: Array, kernel: Array) -> Array:
    """A convolution over three spatial dimensions."""
    return lax.conv_general_dilated(x, kernel, (1, 1, 1), "SAME", dimension_numbers=("NDHWC", "DHWIO", "NDHWC"))


@OPERATIONS.add(lambda: (floats(4, 12, 12, 4), floats(3, 3, 4, 8, seed=1)))
def conv_gradients(x: Array, kernel: Array) -> tuple[Array, Array]:
    """The gradients of a convolution: of the image and of the kernel."""

    def loss(image: Array, filters: Array) -> Array:
        y = lax.conv_general_dilated(image, filters, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
        return jnp.sum(jnp.tanh(y))

    return jax.grad(loss, argnums=(0, 1))(x, kernel)


@OPERATIONS.add(lambda: (floats(2, 16, 16, 4),))
def window_kinds(x: Array) -> tuple[Array, ...]:
    """Windows that overlap, have holes or hang over the edge; sums, minima and products."""
    return (
        lax.reduce_window(x, 0.0, lax.add, (1, 3, 3, 1), (1, 1, 1, 1), "SAME"),
        lax.reduce_window(x, jnp.inf, lax.min, (1, 2, 2, 1), (1, 2, 2, 1), "VALID", window_dilation=(1, 2, 2, 1)),
        lax.reduce_window(x, 1.0, lax.mul, (1, 4, 1, 1), (1, 2, 1, 1), ((0, 0), (1, 2), (0, 0), (0, 0))),
    )


@OPERATIONS.add(lambda: (floats(2, 12, 12, 4),))
def window_gradients(x: Array) -> Array:
    """Gradients of overlapping maxima and of means."""

    def loss(y: Array) -> Array:
        largest = lax.reduce_window(y, -jnp.inf, lax.max, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")
        mean = lax.reduce_window(y, 0.0, lax.add, (1, 3, 3, 1), (1, 1, 1, 1), "SAME")
        return jnp.sum(largest**2) + jnp.sum(mean**3)

    return jax.grad(loss)(x)


@OPERATIONS.add(lambda: (floats(12, 12), floats(12, 5)))
def lu_and_solve(matrix: Array, right: Array) -> tuple[Array, ...]:
    """An LU factorization, a determinant and an inverse."""
    return *jax.scipy.linalg.lu(matrix), jnp.linalg.det(matrix), jnp.linalg.inv(matrix) @ right


@OPERATIONS.add(lambda: (floats(12, 8),))
def svd(matrix: Array) -> tuple[Array, ...]:
    """Singular values and vectors."""
    return tuple(jnp.linalg.svd(matrix, full_matrices=False))


@OPERATIONS.add(lambda: (np.stack([positive_definite(8), positive_definite(8) * 2]), floats(2, 8, 3)))
def batched_solvers(matrices: Array, right: Array) -> tuple[Array, Array]:
    """Cholesky factors and triangular systems of a batch."""
    factors = jnp.linalg.cholesky(matrices)
    return factors, lax.linalg.triangular_solve(factors, right, left_side=True, lower=True, transpose_a=True)


@OPERATIONS.add(lambda: (positive_definite(8),))
def cholesky_gradient(matrix: Array) -> Array:
    """The gradient of a log-determinant through its Cholesky factor."""
    return jax.grad(lambda m: 2 * jnp.sum(jnp.log(jnp.diag(jnp.linalg.cholesky(m)))))(matrix)


@OPERATIONS.add(lambda: (floats(16), floats(16) + 4, floats(16, seed=1), floats(16, 2)))
def tridiagonal(lower: Array, diagonal: Array, upper: Array, right: Array) -> Array:
    """A tridiagonal system."""
    return lax.linalg.tridiagonal_solve(lower, diagonal, upper, right)


@OPERATIONS.add(lambda: (floats(8, 8), positive_definite(8)))
def matrix_functions(matrix: Array, definite: Array) -> tuple[Array, ...]:
    """An exponential, a power and a least-squares solution of matrices."""
    return jax.scipy.linalg.expm(matrix), jnp.linalg.matrix_power(definite, 5), jnp.linalg.pinv(definite)


@OPERATIONS.add(lambda: (floats(64, 32), np.array([10, 30, 24], np.int32), floats(3, 32, 48)), since="0.5")
def ragged_product(x: Array, sizes: Array, weights: Array) -> Array:
    """Groups of rows, each with its own matrix: a mixture of experts."""
    return lax.ragged_dot(x, weights, sizes)


@OPERATIONS.add(
    lambda: (
        floats(64, 32, dtype=jnp.bfloat16),
        np.array([20, 0, 44], np.int32),
        floats(3, 32, 32, dtype=jnp.bfloat16),
    ),
    since="0.5",
)
def ragged_gradient(x: Array, sizes: Array, weights: Array) -> tuple[Array, Array]:
    """The gradients of a mixture of experts in 16 bits."""
    return jax.grad(lambda a, w: jnp.sum(lax.ragged_dot(a, w, sizes) ** 2), argnums=(0, 1))(x, weights)


@OPERATIONS.add(lambda: (floats(16, 24),))
def index_grids(x: Array) -> tuple[Array, ...]:
    """Positions in every form: triangles, diagonals, grids and checkerboards."""
    rows, columns = jnp.indices(x.shape)
    board = jnp.where((rows + columns) % 2 == 0, x, -x)
    return board, jnp.tril(x, -2), jnp.diag(x[:16, :16]), jnp.eye(16, 24, k=1), rows * 24 + columns


@OPERATIONS.add(lambda: (floats(16, 24), floats(16, 24) > 0))
def rearranged(x: Array, mask: Array) -> tuple[Array, ...]:
    """Rolls, repetitions, padding by mirrors, rotations and stacks."""
    return (
        jnp.roll(x, (3, -2), (0, 1)),
        jnp.repeat(x, 3, axis=1),
        jnp.pad(x, 2, "reflect"),
        jnp.rot90(x),
        jnp.stack([x, -x], 1),
        jnp.select([mask, ~mask], [x, x * 2]),
    )


@OPERATIONS.add(lambda: (floats(1 << 16),))
def long_reductions(x: Array) -> tuple[Array, ...]:
    """A long vector reduced to its sum, its norm, its largest and where that is."""
    return x.sum(), jnp.sqrt((x * x).sum()), x.max(), jnp.argmax(x)


@OPERATIONS.add(lambda: (floats(33, 65),))
def variadic_reduction(x: Array) -> tuple[Array, Array]:
    """Two results of one reduction with a function of its own."""

    def join(left: tuple[Array, Array], right: tuple[Array, Array]) -> tuple[Array, Array]:
        return left[0] + right[0], jnp.maximum(left[1], right[1])

    return lax.reduce((x, jnp.abs(x)), (np.float32(0), np.float32(0)), join, (1,))
