"""TensorFlow programs on which provenance is measured: training steps with equal layers, and a recurrent network.

    XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_pass_re=.*" python testdata/programs/provenance_tensorflow.py mlp_adam_4

`benchmarks/provenance.py` compiles all of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from registry import Registry, command_line, floats, integers, selected

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import tensorflow as tf

PROGRAMS = Registry()
Tensor = Any


def weights(layers: int, *shape: int) -> tuple[Any, ...]:
    """Equal kernels."""
    return tuple(floats(*shape, seed=i) for i in range(layers))


def descended(loss_of: Callable[..., Tensor], parameters: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The parameters after one step of gradient descent."""
    with tf.GradientTape() as tape:
        tape.watch(parameters)
        loss = loss_of(*parameters)
    return tuple(p - 0.1 * g for p, g in zip(parameters, tape.gradient(loss, parameters), strict=True))


@PROGRAMS.add(lambda: (floats(16, 32), integers(16, below=32), *weights(4, 32, 32), *weights(8, 32, 32)))
def mlp_adam_4(x: Tensor, labels: Tensor, *state: Tensor) -> tuple[Tensor, ...]:
    """Adam on four equal layers."""
    kernels, means, variances = state[:4], state[4:8], state[8:]
    with tf.GradientTape() as tape:
        tape.watch(kernels)
        y = x
        for kernel in kernels:
            y = tf.nn.relu(y @ kernel)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, y))
    slopes = tape.gradient(loss, kernels)
    means = [0.9 * m + 0.1 * g for m, g in zip(means, slopes, strict=True)]
    variances = [0.999 * v + 0.001 * g * g for v, g in zip(variances, slopes, strict=True)]
    steps = [0.001 * m / (tf.sqrt(v) + 1e-8) for m, v in zip(means, variances, strict=True)]
    return (*(p - s for p, s in zip(kernels, steps, strict=True)), *means, *variances)


@PROGRAMS.add(lambda: (floats(2, 12, 12, 8), *weights(3, 3, 3, 8, 8)))
def conv_bn_3(x: Tensor, *kernels: Tensor) -> tuple[Tensor, ...]:
    """Gradient descent on three convolutions with batch normalization."""

    def loss(*kernels: Tensor) -> Tensor:
        y = x
        for kernel in kernels:
            z = tf.nn.conv2d(y, kernel, 1, "SAME")
            mean, variance = tf.nn.moments(z, (0, 1, 2))
            y = tf.nn.relu((z - mean) * tf.math.rsqrt(variance + 1e-5))
        return tf.reduce_sum(tf.nn.avg_pool2d(y, 2, 2, "SAME") ** 2)

    return descended(loss, kernels)


@PROGRAMS.add(lambda: (floats(2, 16, 32), *weights(8, 32, 32)))
def attention_2(x: Tensor, *kernels: Tensor) -> tuple[Tensor, ...]:
    """Gradient descent on two attention layers."""

    def loss(*kernels: Tensor) -> Tensor:
        y = x
        for layer in (kernels[:4], kernels[4:]):
            q, k, v = (tf.einsum("btd,de->bte", y, kernel) for kernel in layer[:3])
            scores = tf.nn.softmax(tf.einsum("bqe,bke->bqk", q, k) / np.float32(np.sqrt(32)))
            y = y + tf.einsum("bqk,bke->bqe", scores, v) @ layer[3]
            mean, variance = tf.nn.moments(y, [-1], keepdims=True)
            y = (y - mean) * tf.math.rsqrt(variance + 1e-5)
        return tf.reduce_sum(y**2)

    return descended(loss, kernels)


@PROGRAMS.add(lambda: (floats(4, 4, 16), floats(32, 64), floats(4, 16)))
def lstm_unrolled_4(inputs: Tensor, kernel: Tensor, state: Tensor) -> tuple[Tensor, ...]:
    """Four steps of an LSTM, with the gradient of its kernel."""

    def loss(kernel: Tensor) -> Tensor:
        h, c = state, state
        for x in tf.unstack(inputs):
            i, f, g, o = tf.split(tf.concat([x, h], -1) @ kernel, 4, axis=-1)
            c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(g)
            h = tf.sigmoid(o) * tf.tanh(c)
        return tf.reduce_sum(h * h)

    return descended(loss, [kernel])


@PROGRAMS.add(lambda: (floats(6, 4, 16), floats(16, 16), floats(4, 16)))
def rnn_loop(inputs: Tensor, kernel: Tensor, state: Tensor) -> Tensor:
    """A recurrent network in a loop."""
    hidden = state
    for step in tf.range(6):
        hidden = tf.tanh(inputs[step] + hidden @ kernel)
    return tf.reduce_logsumexp(hidden, -1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Compile and run the programs named on the command line."""
    parser = command_line(__doc__.partition("\n")[0])
    for program in selected(parser, parser.parse_args(arguments), PROGRAMS):
        tf.function(program.function, jit_compile=True)(*map(tf.constant, program.make_args()))


if __name__ == "__main__":
    main()
