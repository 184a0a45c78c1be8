"""The registry of all TensorFlow test programs, and the command line that compiles and runs them with XLA.

    XLA_FLAGS=--xla_dump_to=DIR python testdata/programs/tensorflow_programs.py mlp
    TF_XLA_FLAGS="--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit" XLA_FLAGS=--xla_dump_to=DIR \
        python testdata/programs/tensorflow_programs.py autocluster

Every program is compiled with `tf.function(jit_compile=True)`, but `autocluster`, in which TensorFlow itself chooses
what XLA compiles.  With `--compiler-ir` the HLO is also asked for in process, which compiles the function once more.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from registry import Program, Registry, command_line, floats, integers, selected

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import tensorflow as tf

PROGRAMS = Registry()
AUTOCLUSTERED = frozenset({"autocluster"})
Tensor = Any


def mlp_args() -> tuple[Any, ...]:
    """A batch of 32 and the weights of 128 -> 256 -> 64."""
    return (floats(32, 128), floats(128, 256, seed=1), floats(256), floats(256, 64, seed=2), floats(64))


@PROGRAMS.add(mlp_args)
def mlp(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    """Linear, ReLU, linear."""
    return tf.nn.relu(x @ w1 + b1) @ w2 + b2


@PROGRAMS.add(lambda: (floats(32, 128),))
def softmax(x: Tensor) -> Tensor:
    """Softmax over the last axis."""
    return tf.nn.softmax(x)


@PROGRAMS.add(lambda: (floats(32, 128), floats(128), floats(128)))
def layernorm(x: Tensor, scale: Tensor, bias: Tensor) -> Tensor:
    """Layer normalization over the last axis."""
    mean, variance = tf.nn.moments(x, axes=[-1], keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + 1e-5) * scale + bias


@PROGRAMS.add(lambda: (floats(2, 4, 64, 32), floats(2, 4, 64, 32, seed=1), floats(2, 4, 64, 32, seed=2)))
def attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Causal multi-head attention."""
    scores = tf.einsum("bhqd,bhkd->bhqk", q, k) / np.float32(np.sqrt(32))
    mask = tf.linalg.band_part(tf.ones((64, 64), tf.bool), -1, 0)
    return tf.einsum("bhqk,bhkd->bhqd", tf.nn.softmax(tf.where(mask, scores, -1e9)), v)


@PROGRAMS.add(lambda: (floats(4, 16, 16, 8), floats(3, 3, 8, 16, seed=1), floats(16), floats(16)))
def conv_bn_relu(x: Tensor, kernel: Tensor, scale: Tensor, bias: Tensor) -> Tensor:
    """Convolution, batch normalization with the batch's own statistics, ReLU."""
    return tf.nn.relu(tf.compat.v1.nn.fused_batch_norm(tf.nn.conv2d(x, kernel, 1, "SAME"), scale, bias)[0])


@PROGRAMS.add(lambda: (floats(16, 16), np.int32(7)))
def while_loop(x: Tensor, limit: Tensor) -> Tensor:
    """A loop whose trip count is an argument."""
    return tf.while_loop(lambda i, _: i < limit, lambda i, y: (i + 1, tf.tanh(y @ x)), (0, x))[1]


@PROGRAMS.add(lambda: (np.bool_(True), floats(32, 32)))
def cond(flag: Tensor, x: Tensor) -> Tensor:
    """One of two branches."""
    return tf.cond(flag, lambda: tf.sin(x) @ x, lambda: tf.cos(x) + 1)


@PROGRAMS.add(lambda: (floats(16, 64),))
def sort(x: Tensor) -> tuple[Tensor, Tensor]:
    """Each row sorted, and the positions that sort it."""
    return tf.sort(x), tf.argsort(x)


@PROGRAMS.add(lambda: (floats(8, 256),))
def top_k(x: Tensor) -> tuple[Tensor, Tensor]:
    """The five largest of each row."""
    return tuple(tf.math.top_k(x, 5))


@PROGRAMS.add(lambda: (np.array([0, 42], np.int32),))
def random_uniform(seed: Tensor) -> Tensor:
    """Uniformly distributed numbers from the stateless generator."""
    return tf.random.stateless_uniform((32, 32), seed)


@PROGRAMS.add(lambda: (floats(100, 16), integers(24, below=100), floats(24, 16)))
def gather_scatter(table: Tensor, rows: Tensor, updates: Tensor) -> Tensor:
    """Rows read by number, and added to by number."""
    changed = tf.tensor_scatter_nd_add(table, rows[:, None], updates)
    return tf.gather(changed, rows) * 2


@PROGRAMS.add(lambda: (*mlp_args(), floats(32, 64, seed=3)))
def train_step(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor, target: Tensor) -> tuple[Tensor, ...]:
    """Loss, gradients and a step of gradient descent on the MLP."""
    weights = (w1, b1, w2, b2)
    with tf.GradientTape() as tape:
        tape.watch(weights)
        loss = tf.reduce_mean((mlp(x, *weights) - target) ** 2)
    gradients = tape.gradient(loss, weights)
    return (*(value - 0.01 * slope for value, slope in zip(weights, gradients, strict=True)), loss)


@PROGRAMS.add(lambda: (floats(32, 64), floats(64, 64, seed=1)))
def autocluster(x: Tensor, weights: Tensor) -> Tensor:
    """A plain function whose clusters TensorFlow chooses."""
    return tf.reduce_sum(tf.nn.softmax(tf.tanh(x @ weights) * 2 + x), axis=0)


def run(program: Program, *, compiler_ir: bool = False) -> None:
    """Compile the program and run it once; with `compiler_ir`, compile it again to read its HLO."""
    jit_compile = None if program.name in AUTOCLUSTERED else True
    function = tf.function(program.function, jit_compile=jit_compile)
    arguments = [tf.constant(value) for value in program.make_args()]
    function(*arguments)
    if compiler_ir:
        function.experimental_get_compiler_ir(*arguments)(stage="optimized_hlo")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the programs named on the command line."""
    parser = command_line(__doc__.partition("\n")[0])
    parser.add_argument("--compiler-ir", action="store_true", help="also ask for the HLO in process")
    options = parser.parse_args(arguments)
    for program in selected(parser, options, PROGRAMS):
        run(program, compiler_ir=options.compiler_ir)


if __name__ == "__main__":
    main()
