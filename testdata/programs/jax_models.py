"""The JAX test programs that are parts of neural networks: layers, blocks, losses and training steps."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from registry import Registry, floats, integers

MODELS = Registry()


def mlp_args() -> tuple[Any, ...]:
    """A batch of 32 and the weights of 128 -> 256 -> 64."""
    return (floats(32, 128), floats(128, 256, seed=1), floats(256), floats(256, 64, seed=2), floats(64))


def attention_args() -> tuple[Any, ...]:
    """Queries, keys and values: 2 sequences of 64 tokens, 4 heads of width 32."""
    return (floats(2, 4, 64, 32), floats(2, 4, 64, 32, seed=1), floats(2, 4, 64, 32, seed=2))


def train_args() -> tuple[Any, ...]:
    """Parameters, input and target of one step."""
    x, w1, b1, w2, b2 = mlp_args()
    return ({"w1": w1, "b1": b1, "w2": w2, "b2": b2}, x, floats(32, 64, seed=3))


@MODELS.add(mlp_args)
def mlp(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """Linear, ReLU, linear."""
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


@MODELS.add(lambda: (floats(32, 128),))
def softmax(x: Array) -> Array:
    """Softmax over the last axis."""
    return jax.nn.softmax(x, axis=-1)


@MODELS.add(lambda: (floats(32, 128), floats(128), floats(128)))
def layernorm(x: Array, scale: Array, bias: Array) -> Array:
    """Layer normalization over the last axis."""
    mean = x.mean(axis=-1, keepdims=True)
    variance = x.var(axis=-1, keepdims=True)
    return (x - mean) * lax.rsqrt(variance + 1e-5) * scale + bias


@MODELS.add(attention_args)
def attention(q: Array, k: Array, v: Array) -> Array:
    """Causal multi-head attention."""
    scores = jnp.einsum("bhqd,bhkd->bhqk", q, k) / np.sqrt(q.shape[-1])
    mask = jnp.tril(jnp.ones(scores.shape[-2:], bool))
    weights = jax.nn.softmax(jnp.where(mask, scores, -1e9), axis=-1)
    return jnp.einsum("bhqk,bhkd->bhqd", weights, v)


@MODELS.add(
    lambda: (floats(4, 16, 16, 8), floats(3, 3, 8, 16, seed=1), floats(16), floats(16), floats(16), floats(16) ** 2)
)
def conv_bn_relu(x: Array, kernel: Array, scale: Array, bias: Array, mean: Array, variance: Array) -> Array:
    """Convolution, batch normalization with stored statistics, ReLU."""
    y = lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return jax.nn.relu((y - mean) * lax.rsqrt(variance + 1e-5) * scale + bias)


@MODELS.add(lambda: (floats(2, 8, 8, 4), floats(3, 3, 4, 8, seed=1)))
def conv_transpose(x: Array, kernel: Array) -> Array:
    """Transposed convolution that doubles height and width."""
    return lax.conv_transpose(x, kernel, (2, 2), "SAME")


@MODELS.add(lambda: (floats(4, 64, 8), floats(5, 8, 16, seed=1)))
def conv1d(x: Array, kernel: Array) -> Array:
    """Convolution over one spatial dimension."""
    return lax.conv_general_dilated(x, kernel, (1,), "SAME", dimension_numbers=("NWC", "WIO", "NWC"))


@MODELS.add(lambda: (floats(2, 12, 12, 8), floats(3, 3, 1, 8, seed=1)))
def depthwise_conv(x: Array, kernel: Array) -> Array:
    """Convolution with one group per channel."""
    numbers = ("NHWC", "HWIO", "NHWC")
    return lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=numbers, feature_group_count=8)


@MODELS.add(lambda: (floats(2, 8, 8, 4),))
def max_pool(x: Array) -> Array:
    """Maximum over windows of 2 x 2."""
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


@MODELS.add(lambda: (floats(2, 8, 8, 4),))
def max_pool_gradient(x: Array) -> Array:
    """Gradient of a maximum over windows: select-and-scatter."""
    return jax.grad(lambda y: jnp.sum(max_pool(y) ** 2))(x)


@MODELS.add(lambda: (floats(2, 8, 8, 4),))
def average_pool(x: Array) -> Array:
    """Mean over windows of 2 x 2."""
    return lax.reduce_window(x, 0.0, lax.add, (1, 2, 2, 1), (1, 2, 2, 1), "VALID") / 4


@MODELS.add(lambda: (floats(64, 128),))
def gelu(x: Array) -> Array:
    """GELU by the error function."""
    return jax.nn.gelu(x, approximate=False)


@MODELS.add(lambda: (floats(64, 128),))
def erf(x: Array) -> Array:
    """The error function alone."""
    return lax.erf(x)


@MODELS.add(lambda: (floats(32, 128), floats(128)))
def rms_norm(x: Array, scale: Array) -> Array:
    """Root-mean-square normalization."""
    return x * lax.rsqrt(jnp.mean(x * x, axis=-1, keepdims=True) + 1e-6) * scale


@MODELS.add(lambda: (floats(2, 16, 4, 32), integers(2, 16, below=16)))
def rotary_embedding(x: Array, positions: Array) -> Array:
    """Rotate pairs of features by angles that grow with the position."""
    half = x.shape[-1] // 2
    frequencies = 10000.0 ** (-jnp.arange(half, dtype=jnp.float32) / half)
    angles = positions[..., None, None] * frequencies
    first, second = x[..., :half], x[..., half:]
    rotated = (first * jnp.cos(angles) - second * jnp.sin(angles), second * jnp.cos(angles) + first * jnp.sin(angles))
    return jnp.concatenate(rotated, axis=-1)


@MODELS.add(lambda: (floats(32, 100), integers(32, below=100)))
def cross_entropy(logits: Array, labels: Array) -> Array:
    """Mean cross entropy of integer labels."""
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=-1)
    return -jnp.mean(chosen)


@MODELS.add(lambda: (integers(32, below=10),))
def one_hot(labels: Array) -> Array:
    """Labels as rows with a single one."""
    return jax.nn.one_hot(labels, 10)


@MODELS.add(lambda: (integers(4, 16, below=100), floats(100, 32)))
def embedding(tokens: Array, table: Array) -> Array:
    """Rows of a table by token."""
    return table[tokens]


@MODELS.add(lambda: (np.array([0, 42], np.uint32), floats(32, 64)))
def dropout(key: Array, x: Array) -> Array:
    """Zero one value in ten and scale the others."""
    return jnp.where(jax.random.bernoulli(key, 0.9, x.shape), x / 0.9, 0.0)


@MODELS.add(lambda: (*attention_args(), floats(128, 128), floats(128), floats(128)))
def transformer_block(q: Array, k: Array, v: Array, projection: Array, scale: Array, bias: Array) -> Array:
    """Attention, projection, residual and layer normalization."""
    heads = attention(q, k, v).transpose(0, 2, 1, 3).reshape(2, 64, 128)
    residual = q.transpose(0, 2, 1, 3).reshape(2, 64, 128)
    return layernorm(heads @ projection + residual, scale, bias)


def loss_of(parameters: dict[str, Array], x: Array, target: Array) -> Array:
    """Mean squared error of the MLP."""
    prediction = mlp(x, parameters["w1"], parameters["b1"], parameters["w2"], parameters["b2"])
    return jnp.mean((prediction - target) ** 2)


@MODELS.add(train_args)
def train_step(parameters: dict[str, Array], x: Array, target: Array) -> tuple[dict[str, Array], Array]:
    """Loss, gradients and a step of gradient descent on the MLP."""
    loss, gradients = jax.value_and_grad(loss_of)(parameters, x, target)
    return jax.tree_util.tree_map(lambda value, slope: value - 0.01 * slope, parameters, gradients), loss


def adam_args() -> tuple[Any, ...]:
    """Parameters, first and second moments, step number, input and target."""
    parameters, x, target = train_args()
    zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
    return (parameters, zeros, zeros, np.int32(1), x, target)


@MODELS.add(adam_args, donated=(0, 1, 2))
def train_step_adam(
    parameters: dict[str, Array],
    mean: dict[str, Array],
    variance: dict[str, Array],
    step: Array,
    x: Array,
    target: Array,
) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array], Array]:
    """Loss, gradients and a step of Adam on the MLP, with donated state."""
    loss, gradients = jax.value_and_grad(loss_of)(parameters, x, target)
    map_tree = jax.tree_util.tree_map
    mean = map_tree(lambda old, slope: 0.9 * old + 0.1 * slope, mean, gradients)
    variance = map_tree(lambda old, slope: 0.999 * old + 0.001 * slope * slope, variance, gradients)
    rate = 0.001 * jnp.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    parameters = map_tree(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-8), parameters, mean, variance)
    return parameters, mean, variance, loss


@jax.custom_vjp
def clipped_log(x: Array) -> Array:
    """A logarithm whose gradient is clipped."""
    return jnp.log(x)


def clipped_log_forward(x: Array) -> tuple[Array, Array]:
    """Value and what the gradient needs."""
    return jnp.log(x), x


def clipped_log_backward(x: Array, slope: Array) -> tuple[Array]:
    """The clipped gradient."""
    return (jnp.clip(slope / x, -10.0, 10.0),)


clipped_log.defvjp(clipped_log_forward, clipped_log_backward)


@MODELS.add(lambda: (floats(64, 64) ** 2 + 0.01,))
def custom_vjp(x: Array) -> Array:
    """Gradient of a function with a gradient of its own."""
    return jax.grad(lambda y: jnp.sum(clipped_log(y) ** 2))(x)
