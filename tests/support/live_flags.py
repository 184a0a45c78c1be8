"""Flags of XLA that the installed jaxlib knows: one that it does not know ends the process."""

import os
import subprocess
import sys
from functools import cache


@cache
def is_known(flag: str) -> bool:
    """Whether the installed XLA takes a flag, such as `--xla_cpu_a=true`, asked of XLA itself."""
    done = subprocess.run(
        [sys.executable, "-c", "from jaxlib import _jax; _jax.CompileOptions()"],
        env={**os.environ, "XLA_FLAGS": flag},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def first_known(*flags: str) -> str:
    """The first of some flags that the installed XLA takes; there must be one."""
    return next(flag for flag in flags if is_known(flag))
