"""TensorFlow: the compilation of one `tf.function(jit_compile=True)`, from the texts that it gives in process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from hloscope.dump import Compilation
from hloscope.dump.in_memory import compilation_of_texts
from hloscope.errors import HloscopeError

_FIRST_WITH_THUNKS = (2, 18)
_SUFFIXES_OF_OLD_CPUS = frozenset({"ir-no-opt.ll"})  # one for a whole module: what such a TensorFlow would dump


def capture_tensorflow(
    fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """Compiles `fn` for these arguments, once for each of the two texts; nothing runs.

    Raises:
        HloscopeError: `fn` is no `tf.function(jit_compile=True)`, or TensorFlow cannot compile it.
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
        raise HloscopeError(f"TensorFlow cannot compile this function for these arguments: {error}") from error
    return compilation_of_texts(before, after, suffixes=_SUFFIXES_OF_OLD_CPUS if _is_old() else frozenset())


def _is_old() -> bool:
    """Whether its CPU runtime is the one that launches nothing; texts alone do not tell (see `unit_of`)."""
    major, minor, *_ = sys.modules["tensorflow"].__version__.split(".")
    return (int(major), int(minor)) < _FIRST_WITH_THUNKS
