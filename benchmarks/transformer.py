"""A real large program: the train step of a transformer with every layer unrolled, dumped by XLA itself.

    python -m benchmarks.transformer build/benchmarks/transformer --layers 24

Needs jax. The sizes are small and the layers are many, for what counts is the number of instructions, not of numbers.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path
from typing import Any

WIDTH, HEADS, HIDDEN, VOCABULARY, SEQUENCE, BATCH = 256, 8, 1024, 1000, 128, 4
RATE, DECAY_OF_MEAN, DECAY_OF_SQUARE, EPSILON = 1e-3, 0.9, 0.999, 1e-8


def main() -> None:
    """Compile the train step for this machine's CPU; XLA writes it into the folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layers", type=int, default=24)
    options = parser.parse_args()
    # jax reads both when it starts. Machine code is of no interest here, so LLVM need not try hard.
    os.environ["XLA_FLAGS"] = f"--xla_dump_to={options.folder} --xla_llvm_disable_expensive_passes=true"
    os.environ["JAX_PLATFORMS"] = "cpu"
    compile_train_step(options.layers)


def compile_train_step(layers: int) -> None:
    """One step of Adam on the cross entropy of the next token, compiled and not run."""
    jax: Any = import_module("jax")
    jnp: Any = import_module("jax.numpy")

    def normalized(x: Any, scale: Any, shift: Any) -> Any:
        mean = x.mean(-1, keepdims=True)
        return (x - mean) * jax.lax.rsqrt(x.var(-1, keepdims=True) + 1e-5) * scale + shift

    def attention(x: Any, p: dict[str, Any]) -> Any:
        q, k, v = ((x @ p[name] + p[name + "_bias"]).reshape(BATCH, SEQUENCE, HEADS, -1) for name in "qkv")
        scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / (WIDTH // HEADS) ** 0.5
        causal = jnp.where(jnp.tril(jnp.ones((SEQUENCE, SEQUENCE), bool)), scores, -1e9)
        mixed = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(causal), v).reshape(BATCH, SEQUENCE, WIDTH)
        return mixed @ p["out"] + p["out_bias"]

    def block(x: Any, p: dict[str, Any]) -> Any:
        x = x + attention(normalized(x, p["scale1"], p["shift1"]), p)
        hidden = jax.nn.gelu(normalized(x, p["scale2"], p["shift2"]) @ p["up"] + p["up_bias"])
        return x + hidden @ p["down"] + p["down_bias"]

    def loss(p: dict[str, Any], tokens: Any) -> Any:
        x = p["tokens"][tokens] + p["positions"]
        for layer in p["layers"]:
            x = block(x, layer)
        logits = jax.nn.log_softmax(normalized(x, p["scale"], p["shift"]) @ p["tokens"].T)
        return -jnp.take_along_axis(logits[:, :-1], tokens[:, 1:, None], -1).mean()

    def train_step(p: Any, means: Any, squares: Any, step: Any, tokens: Any) -> Any:
        value, slopes = jax.value_and_grad(loss)(p, tokens)
        means = jax.tree.map(lambda m, g: DECAY_OF_MEAN * m + (1 - DECAY_OF_MEAN) * g, means, slopes)
        squares = jax.tree.map(lambda s, g: DECAY_OF_SQUARE * s + (1 - DECAY_OF_SQUARE) * g * g, squares, slopes)
        mean_scale, square_scale = 1 - DECAY_OF_MEAN**step, 1 - DECAY_OF_SQUARE**step
        p = jax.tree.map(
            lambda w, m, s: w - RATE * (m / mean_scale) / (jnp.sqrt(s / square_scale) + EPSILON), p, means, squares
        )
        return p, means, squares, value

    weights = jax.tree.map(lambda sizes: jax.ShapeDtypeStruct(sizes, jnp.float32), _sizes(layers), is_leaf=_is_sizes)
    step, tokens = jax.ShapeDtypeStruct((), jnp.float32), jax.ShapeDtypeStruct((BATCH, SEQUENCE), jnp.int32)
    jax.jit(train_step).lower(weights, weights, weights, step, tokens).compile()


def _sizes(layers: int) -> dict[str, Any]:
    """The sizes of all weights, by name."""
    square, vector = (WIDTH, WIDTH), (WIDTH,)
    layer: dict[str, tuple[int, ...]] = dict.fromkeys(("q", "k", "v", "out"), square)
    layer |= dict.fromkeys(("q_bias", "k_bias", "v_bias", "out_bias", "down_bias"), vector)
    layer |= dict.fromkeys(("scale1", "shift1", "scale2", "shift2"), vector)
    layer |= {"up": (WIDTH, HIDDEN), "up_bias": (HIDDEN,), "down": (HIDDEN, WIDTH)}
    ends = {"tokens": (VOCABULARY, WIDTH), "positions": (SEQUENCE, WIDTH), "scale": vector, "shift": vector}
    return {"layers": [dict(layer) for _ in range(layers)], **ends}


def _is_sizes(value: object) -> bool:
    return isinstance(value, tuple)


if __name__ == "__main__":
    main()
