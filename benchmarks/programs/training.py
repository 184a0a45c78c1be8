"""What the programs share: layers, and one step of Adam on a loss."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

WIDTH, HEADS, HIDDEN, VOCABULARY, SEQUENCE, BATCH = 256, 8, 1024, 1000, 128, 4
RATE, DECAY_OF_MEAN, DECAY_OF_SQUARE, EPSILON = 1e-3, 0.9, 0.999, 1e-8

SQUARE, VECTOR = (WIDTH, WIDTH), (WIDTH,)
ENDS = {"tokens": (VOCABULARY, WIDTH), "positions": (SEQUENCE, WIDTH), "scale": VECTOR, "shift": VECTOR}
ATTENTION = {**dict.fromkeys(("q", "k", "v", "out"), SQUARE), **dict.fromkeys(("scale1", "shift1"), VECTOR)}
TOKENS = jax.ShapeDtypeStruct((BATCH, SEQUENCE), jnp.int32)


def normalized(x: Any, scale: Any, shift: Any) -> Any:
    """LayerNorm over the last dimension."""
    mean = x.mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(x.var(-1, keepdims=True) + 1e-5) * scale + shift


def attention(x: Any, p: dict[str, Any]) -> Any:
    """Causal attention of several heads; `x` has a batch, a sequence and a width."""
    batch, sequence, width = x.shape
    q, k, v = ((x @ p[name]).reshape(batch, sequence, HEADS, -1) for name in "qkv")
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / (width // HEADS) ** 0.5
    causal = jnp.where(jnp.tril(jnp.ones((sequence, sequence), bool)), scores, -1e9)
    return jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(causal), v).reshape(x.shape) @ p["out"]


def next_token_loss(p: dict[str, Any], tokens: Any, layers: Any) -> Any:
    """The cross entropy of the next token, where `layers(x)` is what lies between the embedding and the logits."""
    x = layers(p["tokens"][tokens] + p["positions"])
    logits = jax.nn.log_softmax(normalized(x, p["scale"], p["shift"]) @ p["tokens"].T)
    return -jnp.take_along_axis(logits[:, :-1], tokens[:, 1:, None], -1).mean()


def train_step(loss: Any) -> Any:
    """One step of Adam on `loss(weights, *inputs)`."""

    def step(p: Any, means: Any, squares: Any, count: Any, *inputs: Any) -> Any:
        value, slopes = jax.value_and_grad(loss)(p, *inputs)
        means = jax.tree.map(lambda m, g: DECAY_OF_MEAN * m + (1 - DECAY_OF_MEAN) * g, means, slopes)
        squares = jax.tree.map(lambda s, g: DECAY_OF_SQUARE * s + (1 - DECAY_OF_SQUARE) * g * g, squares, slopes)
        mean_scale, square_scale = 1 - DECAY_OF_MEAN**count, 1 - DECAY_OF_SQUARE**count
        p = jax.tree.map(
            lambda w, m, s: w - RATE * (m / mean_scale) / (jnp.sqrt(s / square_scale) + EPSILON), p, means, squares
        )
        return p, means, squares, value

    step.__name__ = "train_step"
    return step


def shapes(sizes: Any) -> Any:
    """The weights of those sizes, as jax takes them for lowering."""
    return jax.tree.map(
        lambda size: jax.ShapeDtypeStruct(size, jnp.float32), sizes, is_leaf=lambda x: isinstance(x, tuple)
    )


def lower(loss: Any, sizes: Any, *inputs: Any) -> Any:
    """The train step of the loss, lowered and not yet compiled."""
    weights, count = shapes(sizes), jax.ShapeDtypeStruct((), jnp.float32)
    return jax.jit(train_step(loss)).lower(weights, weights, weights, count, *inputs)
