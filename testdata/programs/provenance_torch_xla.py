"""torch-xla programs on which provenance is measured: training steps with equal layers.

    PJRT_DEVICE=CPU XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_pass_re=.*" \
        python testdata/programs/provenance_torch_xla.py mlp_adam_4

`benchmarks/provenance.py` compiles all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from registry import Registry, command_line, floats, integers, selected
from torch import Tensor
from torch.nn import functional
from torch_xla_programs import run

PROGRAMS = Registry()


def weights(layers: int, *shape: int) -> tuple[Any, ...]:
    """Equal kernels."""
    return tuple(floats(*shape, seed=i) for i in range(layers))


def slopes_of(loss_of: Callable[..., Tensor], parameters: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The gradients of the loss."""
    parameters = [p.requires_grad_() for p in parameters]
    return torch.autograd.grad(loss_of(*parameters), parameters)


def descended(loss_of: Callable[..., Tensor], parameters: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The parameters after one step of gradient descent."""
    slopes = slopes_of(loss_of, parameters)
    return tuple(p.detach() - 0.1 * g for p, g in zip(parameters, slopes, strict=True))


@PROGRAMS.add(
    lambda: (floats(16, 32), integers(16, below=32).astype("int64"), *weights(4, 32, 32), *weights(8, 32, 32))
)
def mlp_adam_4(x: Tensor, labels: Tensor, *state: Tensor) -> tuple[Tensor, ...]:
    """Adam on four equal layers."""
    kernels, means, variances = state[:4], state[4:8], state[8:]

    def loss(*kernels: Tensor) -> Tensor:
        y = x
        for kernel in kernels:
            y = functional.relu(functional.linear(y, kernel))
        return functional.cross_entropy(y, labels)

    slopes = slopes_of(loss, kernels)
    means = tuple(0.9 * m + 0.1 * g for m, g in zip(means, slopes, strict=True))
    variances = tuple(0.999 * v + 0.001 * g * g for v, g in zip(variances, slopes, strict=True))
    steps = [0.001 * m / (v.sqrt() + 1e-8) for m, v in zip(means, variances, strict=True)]
    return (*(p.detach() - s for p, s in zip(kernels, steps, strict=True)), *means, *variances)


@PROGRAMS.add(lambda: (floats(2, 8, 12, 12), *weights(3, 8, 8, 3, 3)))
def conv_bn_3(x: Tensor, *kernels: Tensor) -> tuple[Tensor, ...]:
    """Gradient descent on three convolutions with batch normalization."""

    def loss(*kernels: Tensor) -> Tensor:
        y = x
        for kernel in kernels:
            z = functional.conv2d(y, kernel, padding=1)
            y = functional.relu(functional.batch_norm(z, None, None, training=True))
        return (functional.avg_pool2d(y, 2) ** 2).sum()

    return descended(loss, kernels)


@PROGRAMS.add(lambda: (floats(2, 16, 32), *weights(8, 32, 32)))
def attention_2(x: Tensor, *kernels: Tensor) -> tuple[Tensor, ...]:
    """Gradient descent on two attention layers."""

    def loss(*kernels: Tensor) -> Tensor:
        y = x
        for layer in (kernels[:4], kernels[4:]):
            q, k, v = (y @ kernel for kernel in layer[:3])
            scores = torch.softmax(q @ k.transpose(1, 2) / 32**0.5, -1)
            y = functional.layer_norm(y + scores @ v @ layer[3], (32,))
        return (y**2).sum()

    return descended(loss, kernels)


@PROGRAMS.add(lambda: (floats(4, 4, 16), floats(32, 64), floats(4, 16)))
def lstm_unrolled_4(inputs: Tensor, kernel: Tensor, state: Tensor) -> tuple[Tensor, ...]:
    """Four steps of an LSTM, with the gradient of its kernel."""

    def loss(kernel: Tensor) -> Tensor:
        h, c = state, state
        for x in inputs:
            i, f, g, o = (torch.cat([x, h], -1) @ kernel).chunk(4, -1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        return (h * h).sum()

    return descended(loss, [kernel])


def main(arguments: Sequence[str] | None = None) -> None:
    """Compile and run the programs named on the command line."""
    parser = command_line(__doc__.partition("\n")[0])
    for program in selected(parser, parser.parse_args(arguments), PROGRAMS):
        run(program)


if __name__ == "__main__":
    main()
