"""Modules and functions that TorchScript traces and scripts; each shows something that its graphs may hold.

Annotations are not postponed, and of the old kind: TorchScript reads them.
"""

from enum import Enum
from typing import Dict, List, NamedTuple, Optional, Tuple  # noqa: UP035 (TorchScript of torch 2.1 knows these)

import torch
from torch import Tensor, nn


class SimpleModel(nn.Module):
    """Linear, ReLU, linear."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1 = nn.Linear(128, 256)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(256, 64)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(self.relu(self.fc1(x)))


class ConvBlock(nn.Module):
    """Convolution, batch normalization, ReLU."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.bn = nn.BatchNorm2d(8)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.bn(self.conv(x)))


class Counter(nn.Module):
    """Changes itself when it is called."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def forward(self, x: Tensor) -> Tensor:
        self.calls += 1
        print("called", self.calls)
        return x + self.calls


class Point(NamedTuple):
    """A tuple whose elements have names."""

    x: Tensor
    label: str


class Color(Enum):
    """Values that are constants of a graph."""

    RED = 1
    GREEN = 2


def conditional_op(x: Tensor, threshold: float) -> Tensor:
    if x.sum() > threshold:
        return x * 2
    else:  # noqa: RET505 (as people write it)
        return x / 2


def loop(x: Tensor, n: int) -> Tensor:
    for i in range(n):
        x = x * i if i % 2 == 0 else torch.tanh(x)
    return x


def while_loop(x: Tensor) -> Tensor:
    while bool(x.sum() < 100):
        x = x * 2
    return x


def pointwise(x: Tensor, y: Tensor) -> Tensor:
    return torch.tanh(x) * torch.sigmoid(y) + torch.ones(2, 3)


def containers(x: Tensor, names: List[str], maybe: Optional[Tensor]) -> Tuple[Dict[str, Tensor], List[int], Point]:  # noqa: UP006, UP045
    found = {name + ':"quoted\n" [%x] \\': x for name in names}
    if maybe is not None:
        found["maybe"] = maybe
    return found, [x.size(0), -1, 3], Point(x, "é {,} (")


def enums(x: Tensor, color: Color) -> Tensor:
    if color == Color.RED:
        return x
    return x.to(torch.float64, memory_format=torch.preserve_format).to(torch.device("cpu"))


def constants(x: Tensor) -> Tensor:
    assert x.dim() == 2, "two dimensions"
    return x * float("inf") + torch.tensor([1.5, -2.0]).sum() + torch.tensor([[1, 2], [3, 4]]) + 1e-12


def forked(x: Tensor) -> Tensor:
    other = torch.jit.fork(loop, x, 3)
    return torch.jit.wait(other) + x


def raises(x: Tensor, n: int) -> Tensor:
    if n < 0:
        raise ValueError("negative")
    return torch.zeros_like(x)[0:n, ..., None]


class Doubled(torch.autograd.Function):
    """A function of Python's, which a trace keeps as one node."""

    @staticmethod
    def forward(ctx: object, x: Tensor, factor: float) -> Tensor:  # noqa: ARG004
        return x * factor

    @staticmethod
    def backward(ctx: object, *gradients: Tensor) -> Tuple[Optional[Tensor], None]:  # noqa: ARG004, UP006, UP045
        return gradients[0] * 2, None


def python_function(x: Tensor) -> Tensor:
    return Doubled.apply(x, 2.5)
