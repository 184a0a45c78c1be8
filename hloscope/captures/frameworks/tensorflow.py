"""TensorFlow: the compilation of a `tf.function(jit_compile=True)` comes from the texts that it gives in process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hloscope.captures.frameworks.adapter import Call
from hloscope.captures.targets.retarget import Module, module_of
from hloscope.dump import Compilation
from hloscope.dump.in_memory import compilation_of_texts, write_into
from hloscope.errors import HloscopeError, RaisedError

_USERS = "in user code:"  # how TensorFlow begins what it says of the function's own lines
_FIRST_WITH_THUNKS = (2, 18)
_SUFFIXES_OF_OLD_CPUS = frozenset({"ir-no-opt.ll"})  # one for a whole module: what such a TensorFlow would dump


def capture(fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Compilation:
    """Compiles `fn` for these arguments, once for each of the two texts; nothing runs.

    Raises:
        HloscopeError: `fn` is no `tf.function(jit_compile=True)`, or TensorFlow cannot compile it; a RaisedError if
            it raises something itself.
    """
    compiler_ir = getattr(fn, "experimental_get_compiler_ir", None)
    if compiler_ir is None:
        raise HloscopeError(
            f"expected a tf.function(jit_compile=True), found {type(fn).__name__}: "
            "wrap it, such as hloscope.capture(tf.function(fn, jit_compile=True), ...)"
        )
    try:
        text_of = compiler_ir(*args, **kwargs)
        before, after = text_of(stage="hlo"), text_of(stage="optimized_hlo")
    except (TypeError, ValueError) as error:
        kind = RaisedError if _USERS in str(error) else HloscopeError
        raise kind(f"TensorFlow cannot compile this function for these arguments: {error}") from error
    return compilation_of_texts(before, after, suffixes=_SUFFIXES_OF_OLD_CPUS if _is_old() else frozenset())


def capture_into(
    folder: Path, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """As `capture`, and leaves the stages in a folder."""
    return write_into(folder, capture(fn, args, kwargs))


def run(
    fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> tuple[object, tuple[Compilation, ...]]:
    """Compiles `fn`, and then calls it."""
    compilation = capture(fn, args, kwargs)  # first: the call may use up its arguments
    return fn(*args, **kwargs), (compilation,)


def lower(_: str, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Module:
    """Lowers `fn` for this process's own platform: it can for no other."""
    return module_of(capture(fn, args, kwargs))


def make_argument(sizes: tuple[int, ...], dtype: str) -> object:
    """The shape alone."""
    tensorflow: Any = sys.modules["tensorflow"]
    return tensorflow.TensorSpec(sizes, tensorflow.as_dtype(dtype))


def is_traced(_: Call) -> bool:
    """Whether a graph is being built."""
    tensorflow: Any = sys.modules.get("tensorflow")
    return tensorflow is not None and not tensorflow.executing_eagerly()


def _is_old() -> bool:
    """Whether its CPU runtime is the one that launches nothing; texts alone do not tell (see `unit_of`)."""
    major, minor, *_ = sys.modules["tensorflow"].__version__.split(".")
    return (int(major), int(minor)) < _FIRST_WITH_THUNKS
