"""A demonstration to point hloscope at: an MLP, an attention block and a training step, each compiled and run once."""

from __future__ import annotations

import sys

import jax
from jax_models import attention, attention_args, mlp, mlp_args, train_args, train_step


def main() -> None:
    """Compile and run the three functions."""
    for function, arguments in ((mlp, mlp_args()), (attention, attention_args()), (train_step, train_args())):
        jax.block_until_ready(jax.jit(function)(*arguments))
    print("demo: compiled and ran mlp, attention and train_step", file=sys.stderr)


if __name__ == "__main__":
    main()
