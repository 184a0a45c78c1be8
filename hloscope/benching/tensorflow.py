"""The ways of TensorFlow to run a function: eagerly, as a `tf.function`, and compiled by XLA."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from hloscope.benching.plan import Call, Plan
from hloscope.benching.xla_profile import launches_after, profiled
from hloscope.captures.in_process.capture import capture
from hloscope.dump import Compilation

_NO_KERNELS = frozenset(("Placeholder", "Const", "Identity", "NoOp", "ReadVariableOp", "StopGradient", "IdentityN"))


def plans(fn: Callable[..., object], args: Sequence[object]) -> list[Plan]:
    """On a GPU a call may return before it is done: its time is then that of giving out the work."""
    tensorflow: Any = sys.modules["tensorflow"]
    python: Callable[..., object] = getattr(fn, "python_function", fn)

    def graphed() -> Call:
        function = tensorflow.function(python)
        return lambda: function(*args)

    def compiled() -> Call:
        function = tensorflow.function(python, jit_compile=True)
        return lambda: function(*args)

    def count(_: Call) -> tuple[int | None, str]:
        operations = tensorflow.function(python).get_concrete_function(*args).graph.get_operations()
        return sum(operation.type not in _NO_KERNELS for operation in operations), "operations of the graph"

    @cache
    def compilation() -> Compilation:
        return capture(tensorflow.function(python, jit_compile=True), *args)

    @contextmanager
    def recording(folder: str) -> Generator[None]:
        tensorflow.profiler.experimental.start(folder)
        try:
            yield
        finally:
            tensorflow.profiler.experimental.stop()

    return [
        Plan("eager", lambda: lambda: python(*args), count),
        Plan("tf.function", graphed, count),
        Plan(
            "jit_compile",
            compiled,
            lambda _: launches_after(compilation()),
            lambda calls: profiled(calls, recording, compilation()),
        ),
    ]
