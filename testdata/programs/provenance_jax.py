"""JAX programs on which provenance is measured: training steps with equal layers, loops, and what XLA rewrites much.

    XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_pass_re=.*" python testdata/programs/provenance_jax.py mlp_adam_7

`benchmarks/provenance.py` compiles all of them.  Programs of one half serve to find rules, those of the other to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax
from jax_programs import compile_for_gpu
from registry import Registry, command_line, floats, integers, selected

PROGRAMS = Registry()
Tree = Any


def weights(layers: int, *, width: int = 32) -> list[dict[str, Any]]:
    """Equal dense layers."""
    return [{"kernel": floats(width, width, seed=i), "bias": floats(width, seed=i)} for i in range(layers)]


def dense(x: Array, layer: dict[str, Array]) -> Array:
    """A linear layer."""
    return x @ layer["kernel"] + layer["bias"]


def entropy(logits: Array, labels: Array) -> Array:
    """Mean cross entropy of integer labels."""
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=-1)
    return -jnp.mean(chosen)


def tree_map(function: Any, *trees: Tree) -> Tree:
    """The function on every leaf."""
    return jax.tree_util.tree_map(function, *trees)


def adam(parameters: Tree, mean: Tree, variance: Tree, step: Array, slopes: Tree, decay: float = 0.0) -> Tree:
    """One step of Adam, with decoupled weight decay."""
    mean = tree_map(lambda m, g: 0.9 * m + 0.1 * g, mean, slopes)
    variance = tree_map(lambda v, g: 0.999 * v + 0.001 * g * g, variance, slopes)
    first, second = 1 - 0.9**step, 1 - 0.999**step

    def updated(p: Array, m: Array, v: Array) -> Array:
        return p - 1e-3 * ((m / first) / (jnp.sqrt(v / second) + 1e-8) + decay * p)

    return tree_map(updated, parameters, mean, variance), mean, variance


def clipped(slopes: Tree) -> Tree:
    """The gradients, scaled to a norm of at most one."""
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree_util.tree_leaves(slopes)))
    return tree_map(lambda g: g * jnp.minimum(1.0, 1.0 / (norm + 1e-6)), slopes)


def normalized(x: Array, scale: Array, bias: Array) -> Array:
    """Layer normalization."""
    mean = x.mean(-1, keepdims=True)
    return (x - mean) * lax.rsqrt(x.var(-1, keepdims=True) + 1e-5) * scale + bias


def perceptron_loss(layers: Sequence[Any], x: Array, labels: Array) -> Array:
    """ReLU layers with equal sizes."""
    for layer in layers[:-1]:
        x = jax.nn.relu(dense(x, layer))
    return entropy(dense(x, layers[-1]), labels)


def data(batch: int = 16, width: int = 32) -> tuple[Any, Any]:
    """A batch and its labels."""
    return floats(batch, width, seed=9), integers(batch, below=width)


@PROGRAMS.add(lambda: (weights(3), *data()))
def mlp_sgd_3(layers: Tree, x: Array, labels: Array) -> Tree:
    """Gradient descent on three equal layers."""
    slopes = jax.grad(perceptron_loss)(layers, x, labels)
    return tree_map(lambda p, g: p - 0.1 * g, layers, slopes)


@PROGRAMS.add(lambda: (weights(7), weights(7), weights(7), np.float32(3), *data()))
def mlp_adam_7(layers: Tree, mean: Tree, variance: Tree, step: Array, x: Array, labels: Array) -> Tree:
    """Adam on seven equal layers."""
    loss, slopes = jax.value_and_grad(perceptron_loss)(layers, x, labels)
    return adam(layers, mean, variance, step, slopes), loss


@PROGRAMS.add(lambda: (weights(12), weights(12), *data()))
def mlp_momentum_12(layers: Tree, momentum: Tree, x: Array, labels: Array) -> Tree:
    """Momentum with clipped gradients on twelve equal layers."""
    slopes = clipped(jax.grad(perceptron_loss)(layers, x, labels))
    momentum = tree_map(lambda m, g: 0.9 * m + g, momentum, slopes)
    return tree_map(lambda p, m: p - 0.01 * m, layers, momentum), momentum


def residual_loss(layers: Sequence[Any], x: Array, target: Array) -> Array:
    """Residual layers with tanh."""
    for number, layer in enumerate(layers):
        with jax.named_scope(f"layer{number}"):
            x = x + jnp.tanh(dense(x, layer))
    return jnp.mean((x - target) ** 2)


@PROGRAMS.add(lambda: (weights(5), weights(5), weights(5), np.float32(3), floats(16, 32), floats(16, 32, seed=5)))
def residual_adamw_5(layers: Tree, mean: Tree, variance: Tree, step: Array, x: Array, target: Array) -> Tree:
    """AdamW with clipping on five residual layers, each in a named scope."""
    slopes = clipped(jax.grad(residual_loss)(layers, x, target))
    return adam(layers, mean, variance, step, slopes, decay=0.01)


def transformer_weights(layers: int, *, width: int = 32) -> dict[str, Any]:
    """Equal transformer blocks between an embedding and its transpose."""
    square = ("q", "k", "v", "out")
    block = {
        **{name: floats(width, width, seed=i) for i, name in enumerate(square)},
        "up": floats(width, 4 * width),
        "down": floats(4 * width, width),
        **{name: floats(width) for name in ("scale1", "bias1", "scale2", "bias2")},
    }
    return {"blocks": [dict(block) for _ in range(layers)], "tokens": floats(64, width)}


def block_of(x: Array, p: dict[str, Array], heads: int = 2) -> Array:
    """A pre-norm transformer block with causal attention."""
    batch, length, width = x.shape
    y = normalized(x, p["scale1"], p["bias1"])
    q, k, v = ((y @ p[name]).reshape(batch, length, heads, width // heads) for name in "qkv")
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / np.float32(np.sqrt(width // heads))
    scores = jnp.where(jnp.tril(jnp.ones((length, length), bool)), scores, -1e9)
    mixed = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), v).reshape(x.shape)
    x = x + mixed @ p["out"]
    return x + jax.nn.gelu(normalized(x, p["scale2"], p["bias2"]) @ p["up"]) @ p["down"]


def language_loss(p: dict[str, Any], tokens: Array) -> Array:
    """Cross entropy of the next token."""
    x = p["tokens"][tokens]
    for block in p["blocks"]:
        x = block_of(x, block)
    logits = (x @ p["tokens"].T)[:, :-1]
    return entropy(logits.reshape(-1, logits.shape[-1]), tokens[:, 1:].reshape(-1))


@PROGRAMS.add(lambda: (transformer_weights(2), integers(2, 16, below=64)))
def transformer_sgd_2(p: Tree, tokens: Array) -> Tree:
    """Gradient descent on two transformer blocks."""
    return tree_map(lambda w, g: w - 0.1 * g, p, jax.grad(language_loss)(p, tokens))


@PROGRAMS.add(lambda: (*[transformer_weights(4)] * 3, np.float32(2), integers(2, 16, below=64)))
def transformer_adam_4(p: Tree, mean: Tree, variance: Tree, step: Array, tokens: Array) -> Tree:
    """Adam on four transformer blocks."""
    loss, slopes = jax.value_and_grad(language_loss)(p, tokens)
    return adam(p, mean, variance, step, slopes), loss


@PROGRAMS.add(lambda: (transformer_weights(6), integers(2, 16, below=64)))
def transformer_forward_6(p: Tree, tokens: Array) -> Array:
    """The loss alone of six transformer blocks."""
    return language_loss(p, tokens)


@PROGRAMS.add(lambda: (transformer_weights(3), integers(2, 16, below=64)))
def transformer_remat_3(p: Tree, tokens: Array) -> Tree:
    """Gradients of three transformer blocks that are computed again for the backward pass."""

    def loss(p: dict[str, Any]) -> Array:
        x = p["tokens"][tokens]
        for block in p["blocks"]:
            x = jax.checkpoint(block_of)(x, block)
        return jnp.mean(x**2)

    return jax.grad(loss)(p)


@PROGRAMS.add(lambda: (tree_map(lambda *w: np.stack(w), *weights(6)), floats(16, 32), floats(16, 32, seed=5)))
def scanned_layers_6(layers: Tree, x: Array, target: Array) -> Tree:
    """Gradient descent on six layers in a scan."""

    def loss(layers: Tree) -> Array:
        y, _ = lax.scan(lambda y, layer: (jax.nn.silu(dense(y, layer)), None), x, layers)
        return jnp.mean((y - target) ** 2)

    return tree_map(lambda p, g: p - 0.1 * g, layers, jax.grad(loss)(layers))


def conv_weights(blocks: int) -> list[Any]:
    """Equal convolutions with batch normalization."""
    return [{"kernel": floats(3, 3, 8, 8, seed=i), "scale": floats(8), "bias": floats(8)} for i in range(blocks)]


@PROGRAMS.add(lambda: (conv_weights(4), floats(2, 12, 12, 8), floats(2, 8)))
def conv_bn_4(blocks: Tree, x: Array, target: Array) -> Tree:
    """Gradient descent on four residual convolutions with batch normalization."""

    def loss(blocks: Tree) -> Array:
        y = x
        for p in blocks:
            z = lax.conv_general_dilated(y, p["kernel"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
            mean, variance = z.mean((0, 1, 2)), z.var((0, 1, 2))
            y = y + jax.nn.relu((z - mean) * lax.rsqrt(variance + 1e-5) * p["scale"] + p["bias"])
        return jnp.mean((y.mean((1, 2)) - target) ** 2)

    return tree_map(lambda p, g: p - 0.1 * g, blocks, jax.grad(loss)(blocks))


@PROGRAMS.add(lambda: (floats(48, 64), floats(64), floats(5, 4, 32), floats(4, 16), floats(4, 16)))
def lstm_unrolled_5(kernel: Array, bias: Array, inputs: Array, hidden: Array, cell: Array) -> Tree:
    """Five steps of an LSTM, with gradients of its weights."""

    def loss(kernel: Array, bias: Array) -> Array:
        h, c = hidden, cell
        for x in inputs:
            i, f, g, o = jnp.split(jnp.concatenate([x, h], -1) @ kernel + bias, 4, axis=-1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return jnp.sum(h**2)

    return jax.value_and_grad(loss, (0, 1))(kernel, bias)


@PROGRAMS.add(lambda: (floats(32, 32), floats(32, 32, seed=2), floats(7, 4, 32), floats(4, 32)))
def rnn_scan(kernel: Array, recurrent: Array, inputs: Array, hidden: Array) -> Tree:
    """Gradients of a recurrent network in a scan."""

    def loss(kernel: Array, recurrent: Array) -> Array:
        last, outputs = lax.scan(lambda h, x: (jnp.tanh(x @ kernel + h @ recurrent),) * 2, hidden, inputs)
        return jnp.sum(last**2) + jnp.mean(outputs)

    return jax.grad(loss, (0, 1))(kernel, recurrent)


@PROGRAMS.add(lambda: (weights(3), floats(16, 32), floats(16, 32, seed=5)))
def per_example_gradients(layers: Tree, x: Array, target: Array) -> Tree:
    """Gradients of every example by vmap, and their norms."""
    slopes = jax.vmap(jax.grad(residual_loss), (None, 0, 0))(layers, x, target)
    norms = jnp.sqrt(sum(jnp.sum(g * g, axis=tuple(range(1, g.ndim))) for g in jax.tree_util.tree_leaves(slopes)))
    return tree_map(lambda g: jnp.tensordot(1 / jnp.maximum(norms, 1.0), g, 1), slopes)


@PROGRAMS.add(lambda: (np.array([0, 7], np.uint32), weights(4), floats(16, 32)))
def variational_autoencoder(key: Array, layers: Tree, x: Array) -> Tree:
    """Gradients of a variational autoencoder that draws its noise."""

    def loss(layers: Tree) -> Array:
        hidden = jnp.tanh(dense(x, layers[0]))
        mean, log_variance = jnp.split(dense(hidden, layers[1]), 2, -1)
        drawn = mean + jnp.exp(log_variance / 2) * jax.random.normal(key, mean.shape)
        decoded = dense(jnp.tanh(dense(jnp.concatenate([drawn, drawn], -1), layers[2])), layers[3])
        divergence = -0.5 * jnp.sum(1 + log_variance - mean**2 - jnp.exp(log_variance))
        return jnp.sum((decoded - x) ** 2) + divergence

    return jax.grad(loss)(layers)


@PROGRAMS.add(lambda: (np.array([0, 7], np.uint32), weights(3), *data()))
def dropout_3(key: Array, layers: Tree, x: Array, labels: Array) -> Tree:
    """Three layers with dropout, and a step of gradient descent."""

    def loss(layers: Tree) -> Array:
        y = x
        for part, layer in zip(jax.random.split(key, 3), layers, strict=True):
            y = jax.nn.relu(dense(y, layer))
            y = jnp.where(jax.random.bernoulli(part, 0.8, y.shape), y / 0.8, 0)
        return entropy(y, labels)

    return tree_map(lambda p, g: p - 0.1 * g, layers, jax.grad(loss)(layers))


@PROGRAMS.add(lambda: (floats(4, 64), floats(64, seed=1), floats(64, 3)))
def spectral_filter(signal: Array, filter_: Array, mixing: Array) -> Array:
    """Filters a signal by its Fourier transform, and takes its power."""
    spectrum = jnp.fft.rfft(signal) * jnp.fft.rfft(filter_)
    return jnp.abs(jnp.fft.irfft(spectrum)) @ mixing + jnp.log1p(jnp.abs(spectrum) ** 2).sum(-1, keepdims=True)


@PROGRAMS.add(lambda: (floats(64, 16), integers(40, below=64), floats(40, 16), floats(64)))
def ranks_and_rows(table: Array, rows: Array, updates: Array, scores: Array) -> Tree:
    """Sorting, gathering and scattering."""
    order = jnp.argsort(scores)
    changed = table.at[rows].add(updates)[order]
    best, where = lax.top_k(scores * 2, 5)
    segments = jax.ops.segment_sum(updates, rows % 8, 8)
    return jnp.cumsum(changed, 0), best + scores[where], jnp.sort(segments, 0) / 3, jnp.searchsorted(scores, updates)


@PROGRAMS.add(lambda: (weights(3), floats(20, 32), integers(50, below=20), integers(50, below=20, seed=2)))
def graph_network_3(layers: Tree, nodes: Array, senders: Array, receivers: Array) -> Tree:
    """Gradients of three rounds of message passing."""

    def loss(layers: Tree) -> Array:
        x = nodes
        for layer in layers:
            received = jax.ops.segment_sum(jax.nn.relu(dense(x, layer))[senders], receivers, 20)
            x = normalized(x + received, 1.0, 0.0)
        return jnp.sum(x**2)

    return jax.grad(loss)(layers)


@PROGRAMS.add(lambda: (floats(16, 32), floats(32, 4), floats(4, 32, 16), floats(4, 16, 32)))
def mixture_of_experts(x: Array, router: Array, up: Array, down: Array) -> Tree:
    """Gradients of a layer whose experts are chosen by a router."""

    def loss(router: Array, up: Array, down: Array) -> Array:
        gates = jax.nn.softmax(x @ router)
        best, where = lax.top_k(gates, 2)
        chosen = jax.nn.one_hot(where, 4) * best[..., None]
        hidden = jax.nn.gelu(jnp.einsum("bd,edh->beh", x, up))
        return jnp.sum(jnp.einsum("beh,ehd,bke->bd", hidden, down, chosen) ** 2)

    return jax.grad(loss, (0, 1, 2))(router, up, down)


@PROGRAMS.add(lambda: (floats(4, 6), floats(4, 6, seed=3), floats(6, 6)))
def runge_kutta(position: Array, speed: Array, coupling: Array) -> Tree:
    """Four unrolled steps of an integrator of the fourth order."""

    def slope(q: Array, v: Array) -> tuple[Array, Array]:
        return v, -jnp.sin(q) - 0.1 * v + q @ coupling

    h = 0.01
    for _ in range(4):
        a = slope(position, speed)
        b = slope(position + h / 2 * a[0], speed + h / 2 * a[1])
        c = slope(position + h / 2 * b[0], speed + h / 2 * b[1])
        d = slope(position + h * c[0], speed + h * c[1])
        position = position + h / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0])
        speed = speed + h / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1])
    return position, speed


@PROGRAMS.add(lambda: (weights(6, width=16), floats(8, 32)))
def coupling_flow_6(layers: Tree, x: Array) -> Tree:
    """Gradients of the likelihood under six coupling layers."""

    def loss(layers: Tree) -> Array:
        one, two, total = x[:, :16], x[:, 16:], 0.0
        for layer in layers:
            scale = jnp.tanh(dense(one, layer))
            one, two, total = two * jnp.exp(scale), one, total + scale.sum(-1)
        return jnp.mean(0.5 * (one**2 + two**2).sum(-1) - total)

    return jax.grad(loss)(layers)


@PROGRAMS.add(lambda: (floats(24, 3), floats(24), floats(5, 3)))
def gaussian_process(x: Array, y: Array, queries: Array) -> Tree:
    """Mean and variance of a Gaussian process by a Cholesky factor."""

    def kernel(a: Array, b: Array) -> Array:
        return jnp.exp(-0.5 * ((a[:, None] - b[None]) ** 2).sum(-1))

    factor = jnp.linalg.cholesky(kernel(x, x) + 0.1 * jnp.eye(24))
    solved = jax.scipy.linalg.cho_solve((factor, True), y)
    inner = jax.scipy.linalg.solve_triangular(factor, kernel(x, queries), lower=True)
    return kernel(queries, x) @ solved, 1.0 - (inner**2).sum(0)


@PROGRAMS.add(lambda: (floats(64, 8), floats(5, 8)))
def k_means_3(points: Array, centres: Array) -> Array:
    """Three unrolled steps of k-means."""
    for _ in range(3):
        distances = ((points[:, None] - centres[None]) ** 2).sum(-1)
        members = jax.nn.one_hot(distances.argmin(1), 5)
        centres = (members.T @ points) / (members.sum(0)[:, None] + 1e-6)
    return centres


@PROGRAMS.add(lambda: (floats(4, 8), floats(8, 4), floats(4)))
def fixed_point(x: Array, a: Array, b: Array) -> Array:
    """A loop until it converges, with a branch behind it."""

    def body(state: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        old, _, count = state
        new = jnp.tanh(x @ a @ old.T[:4, :4] + b)
        return new, jnp.abs(new - old).max(), count + 1

    found, _, count = lax.while_loop(lambda s: (s[1] > 1e-4) & (s[2] < 50), body, (b[None] + x[:, :4], b[0] + 1, 0))
    return lax.cond(count > 10, lambda y: jnp.exp(y) / 2, lambda y: y * 3 + count, found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Compile the programs named on the command line, and run none."""
    parser = command_line(__doc__.partition("\n")[0])
    parser.add_argument("--gpu-target", type=Path, metavar="FILE", help="compile for the GPU that FILE describes")
    options = parser.parse_args(arguments)
    for program in selected(parser, options, PROGRAMS):
        if options.gpu_target:
            compile_for_gpu(program, options.gpu_target.read_text())
        else:
            jax.jit(program.function).lower(*program.make_args()).compile()


if __name__ == "__main__":
    main()
