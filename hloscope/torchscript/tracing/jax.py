"""The way of JAX: one function under `jax.jit`, and where it refuses to follow a value."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from hloscope.captures.user_code.observed_lines import Place, last_users_place
from hloscope.torchscript.tracing.comparison import Refusal, Tried, Way
from hloscope.torchscript.tracing.python_run import first_line, observed_run, outcome_of

_BY_DATA = ("TracerBoolConversionError", "TracerIntegerConversionError", "TracerArrayConversionError")
_ALSO_BY_DATA = ("ConcretizationTypeError", "NonConcreteBooleanIndexError")


def ways(fn: Callable[..., object], example: Sequence[object]) -> Tried:
    """Jits `fn`, runs it as plain Python, and tries both on other arguments.

    JAX refuses a branch on a value that it traces; a branch on anything else it takes silently, at tracing, and traces
    again for other shapes and types.
    """
    jax = sys.modules["jax"]
    is_jitted = hasattr(fn, "lower") and hasattr(fn, "__wrapped__")
    python: Callable[..., object] = getattr(fn, "__wrapped__", fn) if is_jitted else fn
    compiled: Any = fn if is_jitted else jax.jit(fn)
    by_data: dict[Place, str] = {}
    refusal, graph = None, ""
    try:
        graph = compiled.lower(*example).as_text()
    except Exception as error:  # noqa: BLE001 (whatever jax or the function raises is why it is refused)
        refusal = Refusal(type(error).__name__, first_line(error), last_users_place(error.__traceback__))
        if refusal.place and refusal.error in (*_BY_DATA, *_ALSO_BY_DATA):
            by_data[refusal.place] = refusal.message
    observed = observed_run(python, example, by_data)
    if refusal:
        return observed, (Way("jit", traces=True, retraces=True, refusal=refusal),), ()
    compiled(*example)
    values = outcome_of(python, compiled, lambda: _mapped(jax, example, lambda array: -array), _difference)
    shape = outcome_of(python, compiled, lambda: _mapped(jax, example, lambda array: _longer(jax, array)), _difference)
    way = Way("jit", traces=True, retraces=True, other_values=values, other_shape=shape, graphs={"graph": graph})
    return observed, (way,), ()


def _mapped(jax: Any, example: Sequence[object], change: Callable[[Any], Any]) -> Sequence[object]:
    """The arguments, with the floating-point arrays in them changed; whole numbers may be indices, and stay."""

    def changed(leaf: object) -> object:
        return change(leaf) if _is_floating(jax, leaf) else leaf

    return [jax.tree_util.tree_map(changed, value) for value in example]


def _is_floating(jax: Any, leaf: object) -> bool:
    dtype = getattr(leaf, "dtype", None)
    return dtype is not None and bool(jax.numpy.issubdtype(dtype, jax.numpy.floating))


def _longer(jax: Any, array: Any) -> Any:
    """One more row, a copy of the first."""
    return jax.numpy.concatenate([array, array[:1]]) if array.ndim else array


def _difference(actual: object, expected: object) -> str:
    jax = sys.modules["jax"]
    ours, theirs = jax.tree_util.tree_leaves(actual), jax.tree_util.tree_leaves(expected)
    if len(ours) != len(theirs):
        return f"{len(ours)} arrays in place of {len(theirs)}"
    for mine, other in zip(ours, theirs, strict=True):
        a, b = jax.numpy.asarray(mine), jax.numpy.asarray(other)
        if a.shape != b.shape:
            return f"shape {a.shape} in place of {b.shape}"
        if not bool(jax.numpy.allclose(a, b, rtol=1e-3, atol=1e-5, equal_nan=True)):
            return "values are not close"
    return ""
