"""The registry of all torch-xla test programs, and the command line that compiles and runs them.

    PJRT_DEVICE=CPU XLA_FLAGS=--xla_dump_to=DIR python testdata/programs/torch_xla_programs.py mlp

torch-xla traces lazily: `torch_xla.sync()` compiles and runs what was traced, as one module per program.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from registry import Program, Registry, command_line, floats, integers, selected

os.environ.setdefault("PJRT_DEVICE", "CPU")

import torch
import torch_xla
from torch import Tensor
from torch.nn import functional

PROGRAMS = Registry()


def mlp_args() -> tuple[Any, ...]:
    """A batch of 32 and the weights of 128 -> 256 -> 64, stored as torch stores them."""
    return (floats(32, 128), floats(256, 128, seed=1), floats(256), floats(64, 256, seed=2), floats(64))


@PROGRAMS.add(mlp_args)
def mlp(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    """Linear, ReLU, linear."""
    return functional.linear(functional.relu(functional.linear(x, w1, b1)), w2, b2)


@PROGRAMS.add(lambda: (floats(32, 128),))
def softmax(x: Tensor) -> Tensor:
    """Softmax over the last axis."""
    return functional.softmax(x, dim=-1)


@PROGRAMS.add(lambda: (floats(32, 128), floats(128), floats(128)))
def layernorm(x: Tensor, scale: Tensor, bias: Tensor) -> Tensor:
    """Layer normalization over the last axis."""
    return functional.layer_norm(x, (128,), scale, bias)


@PROGRAMS.add(lambda: (floats(2, 4, 64, 32), floats(2, 4, 64, 32, seed=1), floats(2, 4, 64, 32, seed=2)))
def attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Causal multi-head attention."""
    return functional.scaled_dot_product_attention(q, k, v, is_causal=True)


@PROGRAMS.add(
    lambda: (floats(4, 8, 16, 16), floats(16, 8, 3, 3, seed=1), floats(16), floats(16), floats(16), floats(16) ** 2)
)
def conv_bn_relu(x: Tensor, kernel: Tensor, scale: Tensor, bias: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
    """Convolution, batch normalization with stored statistics, ReLU."""
    return functional.relu(functional.batch_norm(functional.conv2d(x, kernel, padding=1), mean, variance, scale, bias))


@PROGRAMS.add(lambda: (floats(16, 64),))
def sort(x: Tensor) -> tuple[Tensor, ...]:
    """Each row sorted, and the positions that sort it."""
    return tuple(torch.sort(x))


@PROGRAMS.add(lambda: (floats(8, 256),))
def top_k(x: Tensor) -> tuple[Tensor, ...]:
    """The five largest of each row."""
    return tuple(torch.topk(x, 5))


@PROGRAMS.add(lambda: (floats(100, 16), integers(24, below=100, dtype=np.int64), floats(24, 16)))
def gather_scatter(table: Tensor, rows: Tensor, updates: Tensor) -> Tensor:
    """Rows added to by number, and read by number."""
    return table.index_add(0, rows, updates)[rows] * 2


@PROGRAMS.add(lambda: (floats(32, 64),))
def dropout(x: Tensor) -> Tensor:
    """Zero one value in ten and scale the others."""
    return functional.dropout(x, 0.1)


@PROGRAMS.add(lambda: (floats(32, 32),))
def random_normal(x: Tensor) -> Tensor:
    """Noise added to an array."""
    return x + torch.randn_like(x)


@PROGRAMS.add(lambda: (*mlp_args(), floats(32, 64, seed=3)))
def train_step(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor, target: Tensor) -> tuple[Tensor, ...]:
    """Loss, gradients and a step of gradient descent on the MLP."""
    weights = [weight.requires_grad_() for weight in (w1, b1, w2, b2)]
    loss = functional.mse_loss(mlp(x, *weights), target)
    gradients = torch.autograd.grad(loss, weights)
    return (*(value.detach() - 0.01 * slope for value, slope in zip(weights, gradients, strict=True)), loss.detach())


def run(program: Program) -> Any:
    """Trace the program, then compile and run it once."""
    device = torch_xla.device()
    arguments = [torch.from_numpy(np.asarray(value)).to(device) for value in program.make_args()]
    torch_xla.sync()
    results = program.function(*arguments)
    torch_xla.sync()
    return results


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the programs named on the command line."""
    parser = command_line(__doc__.partition("\n")[0])
    for program in selected(parser, parser.parse_args(arguments), PROGRAMS):
        run(program)


if __name__ == "__main__":
    main()
