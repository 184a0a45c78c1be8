"""The JAX test programs of training and inference as libraries write them: attention, optimizers, recomputation."""

from __future__ import annotations

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from jax.ad_checkpoint import checkpoint_name
from registry import Registry, floats, integers

TRAINING = Registry()


def heads(dtype: type = np.float32) -> tuple[Array, ...]:
    """Queries, keys and values of four heads, keys and values shared by two of them."""
    return (
        floats(2, 64, 4, 32, dtype=dtype),
        floats(2, 64, 2, 32, seed=1, dtype=dtype),
        floats(2, 64, 2, 32, seed=2, dtype=dtype),
    )


def layer_stack() -> tuple[Array, ...]:
    """A batch and the weights of four layers."""
    return (floats(16, 64), floats(4, 64, 64, seed=1))


@TRAINING.add(heads, since="0.5")
def attention_of_jax(q: Array, k: Array, v: Array) -> Array:
    """Causal attention with shared keys, as jax.nn has it."""
    return jax.nn.dot_product_attention(q, k, v, is_causal=True)


@TRAINING.add(lambda: heads(jnp.bfloat16), since="0.5")
def attention_gradient_bf16(q: Array, k: Array, v: Array) -> tuple[Array, ...]:
    """Gradients of attention in 16 bits."""
    return jax.grad(lambda *qkv: jnp.sum(jax.nn.dot_product_attention(*qkv).astype(jnp.float32) ** 2), (0, 1, 2))(
        q, k, v
    )


@TRAINING.add(lambda: (floats(2, 64, 32), floats(2, 64, 32, seed=1), floats(2, 64, 32, seed=2)))
def attention_in_blocks(q: Array, k: Array, v: Array) -> Array:
    """Attention over blocks of keys with a running maximum: nothing of the size of the scores is stored."""

    def step(state: tuple[Array, ...], block: tuple[Array, Array]) -> tuple[tuple[Array, ...], None]:
        total, largest, out = state
        scores = jnp.einsum("bqd,bkd->bqk", q, block[0]) / np.sqrt(32)
        top = jnp.maximum(largest, scores.max(-1))
        weights, shrink = jnp.exp(scores - top[..., None]), jnp.exp(largest - top)
        out = out * shrink[..., None] + jnp.einsum("bqk,bkd->bqd", weights, block[1])
        return (total * shrink + weights.sum(-1), top, out), None

    blocks = tuple(x.reshape(2, 4, 16, 32).transpose(1, 0, 2, 3) for x in (k, v))
    start = (jnp.zeros((2, 64)), jnp.full((2, 64), -jnp.inf), jnp.zeros((2, 64, 32)))
    total, _, out = lax.scan(step, start, blocks)[0]
    return out / total[..., None]


@TRAINING.add(lambda: (floats(32, 128), floats(128), floats(128)))
def layernorm_gradient(x: Array, scale: Array, bias: Array) -> tuple[Array, ...]:
    """Gradients of layer normalization."""

    def loss(y: Array, a: Array, b: Array) -> Array:
        return jnp.sum(jax.nn.standardize(y, axis=-1) * a + b) ** 2

    return jax.grad(loss, (0, 1, 2))(x, scale, bias)


@TRAINING.add(lambda: (floats(16, 12, 12, 8), floats(8), floats(8)))
def batchnorm_gradient(x: Array, scale: Array, bias: Array) -> tuple[Array, ...]:
    """Gradients of batch normalization with statistics of the batch."""

    def loss(y: Array, a: Array, b: Array) -> Array:
        return jnp.sum(jax.nn.relu(jax.nn.standardize(y, axis=(0, 1, 2)) * a + b))

    return jax.grad(loss, (0, 1, 2))(x, scale, bias)


@TRAINING.add(layer_stack)
def remat_scan(x: Array, weights: Array) -> Array:
    """A loop over layers that computes each forward pass a second time."""

    @jax.checkpoint
    def layer(h: Array, w: Array) -> tuple[Array, None]:
        return jnp.tanh(jnp.sin(h @ w) @ w), None

    return jax.grad(lambda w: jnp.sum(lax.scan(layer, x, w)[0] ** 2))(weights)


@TRAINING.add(layer_stack)
def remat_policy(x: Array, weights: Array) -> Array:
    """A gradient that keeps the values with a name and computes the others again."""
    policy = jax.checkpoint_policies.save_only_these_names("kept")

    @functools.partial(jax.checkpoint, policy=policy)
    def layer(h: Array, w: Array) -> Array:
        return jnp.tanh(checkpoint_name(h @ w, "kept")) * jnp.sin(h)

    return jax.grad(lambda w: jnp.sum(layer(layer(x, w[0]), w[1])))(weights)


@TRAINING.add(layer_stack, donated=(1,))
def adafactor(x: Array, weights: Array) -> Array:
    """A step that keeps means of squares by row and by column."""

    def loss(w: Array) -> Array:
        return jnp.mean(functools.reduce(lambda h, layer: jax.nn.gelu(h @ layer), w, x) ** 2)

    squares = jax.grad(loss)(weights) ** 2 + 1e-30
    rows, columns = squares.mean(-1, keepdims=True), squares.mean(-2, keepdims=True)
    update = jax.grad(loss)(weights) * lax.rsqrt(rows * columns / rows.mean(-2, keepdims=True))
    return weights - 0.01 * update / jnp.maximum(1.0, jnp.sqrt(jnp.mean(update**2)))


@TRAINING.add(layer_stack, donated=(1,))
def steps_in_a_loop(x: Array, weights: Array) -> tuple[Array, Array]:
    """Eight steps of training in one loop, with the loss of each."""

    def step(w: Array, _: None) -> tuple[Array, Array]:
        loss, slope = jax.value_and_grad(lambda v: jnp.mean((jnp.tanh(x @ v[0]) @ v[1]) ** 2))(w)
        return w - 0.1 * slope / jnp.sqrt(jnp.sum(slope**2)), loss

    return lax.scan(step, weights, length=8)


@TRAINING.add(layer_stack)
def accumulated_gradients(x: Array, weights: Array) -> Array:
    """Gradients of four microbatches, added up by a loop."""
    slope = jax.grad(lambda w, part: jnp.sum(jnp.tanh(part @ w[0] @ w[1]) ** 2))
    return lax.scan(
        lambda total, part: (total + slope(weights, part), None), jnp.zeros((4, 64, 64)), x.reshape(4, 4, 64)
    )[0]


@TRAINING.add(lambda: (floats(32, 64), floats(64, 4, seed=1), floats(4, 64, 128, seed=2)))
def routed_experts(x: Array, router: Array, weights: Array) -> Array:
    """Each token by its two best experts, dispatched by one-hot products."""
    gates, chosen = lax.top_k(jax.nn.softmax(x @ router), 2)
    dispatch = jax.nn.one_hot(chosen, 4) * gates[..., None]
    return jnp.einsum("tke,td,edf->tf", dispatch, x, weights)


@TRAINING.add(lambda: (np.array([0, 42], np.uint32), floats(4, 100)))
def sampled_tokens(key: Array, logits: Array) -> Array:
    """Tokens drawn among the ten likeliest."""
    values, tokens = lax.top_k(logits / 0.7, 10)
    picked = jax.random.categorical(key, values)
    return jnp.take_along_axis(tokens, picked[:, None], axis=1)


@TRAINING.add(lambda: (floats(4, 8), floats(4, 20, 8), floats(16, 32, seed=1)))
def lstm(state: Array, inputs: Array, weights: Array) -> tuple[Array, Array]:
    """An LSTM over twenty steps, time first."""

    def step(carry: tuple[Array, Array], x: Array) -> tuple[tuple[Array, Array], Array]:
        gates = jnp.concatenate([x, carry[0]], axis=1) @ weights
        i, f, g, o = jnp.split(gates, 4, axis=1)
        cell = jax.nn.sigmoid(f) * carry[1] + jax.nn.sigmoid(i) * jnp.tanh(g)
        hidden = jax.nn.sigmoid(o) * jnp.tanh(cell)
        return (hidden, cell), hidden

    return lax.scan(step, (state, state), inputs.transpose(1, 0, 2))


@TRAINING.add(lambda: (floats(2, 64, 16), floats(2, 64, 16, seed=1), floats(16, seed=2)))
def state_space(x: Array, gate: Array, decay: Array) -> Array:
    """A gated linear recurrence as a tree, and its gradient."""

    def run(y: Array) -> Array:
        rates = jnp.broadcast_to(jnp.exp(-jnp.exp(decay)), y.shape)
        states = lax.associative_scan(lambda a, b: (a[0] * b[0], a[1] * b[0] + b[1]), (rates, y), axis=1)[1]
        return jnp.sum(states * jax.nn.silu(gate))

    return jax.grad(run)(x)


@TRAINING.add(lambda: (integers(4, 16, below=100), floats(100, 32), floats(100, 32, seed=1)), donated=(1,))
def embedding_update(tokens: Array, table: Array, slopes: Array) -> Array:
    """A sparse step on the rows that were used, in their own buffer."""
    return table.at[tokens.reshape(-1)].add(-0.1 * slopes[tokens.reshape(-1)])


@TRAINING.add(lambda: (floats(16, 16),), platforms=("cpu",))
def callback_ordered(x: Array) -> Array:
    """Calls back into Python that must happen in order, one of them in a loop."""
    from jax.experimental import io_callback

    shape = jax.ShapeDtypeStruct(x.shape, x.dtype)

    def step(_: int, y: Array) -> Array:
        return io_callback(lambda z: np.asarray(z) * 0.5, shape, y, ordered=True)

    return lax.fori_loop(0, 3, step, jnp.sin(x)) + 1


@TRAINING.add(lambda: (floats(16, 16),))
def while_gradient(x: Array) -> tuple[Array, Array]:
    """A tangent carried through a loop of unknown length."""
    return jax.jvp(lambda y: lax.while_loop(lambda z: jnp.sum(z * z) > 1e-2, lambda z: jnp.sin(z) * 0.7, y), (x,), (x,))


@TRAINING.add(lambda: (floats(24, 24),))
def hessian(x: Array) -> Array:
    """A product with a second derivative."""
    slope = jax.grad(lambda y: jnp.sum(jnp.tanh(y @ y) ** 2))
    return jax.jvp(slope, (x,), (jnp.ones_like(x),))[1]
