"""The ways of JAX to run a function: operation by operation, and under `jax.jit`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cache, wraps
from typing import Any

from hloscope.benching.plan import Call, Plan
from hloscope.benching.xla_profile import launches_after, launches_before, profiled
from hloscope.captures.in_process.capture import capture
from hloscope.dump import Compilation


def plans(fn: Callable[..., object], args: Sequence[object]) -> list[Plan]:
    """Eager is `jax.disable_jit()`, in which each operation is still a program of XLA's."""
    jax: Any = sys.modules["jax"]
    is_jitted = hasattr(fn, "lower") and hasattr(fn, "__wrapped__")
    python: Callable[..., object] = getattr(fn, "__wrapped__", fn) if is_jitted else fn

    def eager() -> Call:
        def call() -> object:
            with jax.disable_jit():
                return jax.block_until_ready(python(*args))

        return call

    def jitted() -> Call:
        compiled = fn if is_jitted else jax.jit(_anew(python))
        return lambda: jax.block_until_ready(compiled(*args))

    @cache
    def compilation() -> Compilation:
        return capture(fn, *args)

    def recording(folder: str) -> AbstractContextManager[object]:
        trace: AbstractContextManager[object] = jax.profiler.trace(folder)
        return trace

    return [
        Plan("eager", eager, lambda _: launches_before(compilation())),
        Plan(
            "jit",
            jitted,
            lambda _: launches_after(compilation()),
            lambda calls: profiled(calls, recording, compilation()),
        ),
    ]


def _anew(python: Callable[..., object]) -> Callable[..., object]:
    """The same function, of which jax remembers no compilation."""

    @wraps(python)
    def again(*args: object) -> object:
        return python(*args)

    return again
