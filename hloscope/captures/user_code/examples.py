"""Examples: arguments that a command line describes, such as `float32[32,128]`, made for a framework."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

from hloscope.errors import HloscopeError

_ARRAY = re.compile(r"([a-z]+\d*)\[((?:\d{1,9}(?:,\d{1,9})*)?)\]", re.ASCII)
_HLO_NAMES = {"f16": "float16", "f32": "float32", "f64": "float64", "bf16": "bfloat16"} | {
    f"{sign}{bits}": f"{name}{bits}" for sign, name in (("s", "int"), ("u", "uint")) for bits in (8, 16, 32, 64)
}
_MODULES = {"torch": "torch", "jax": "jax.numpy", "tensorflow": "tensorflow"}


def examples_of(texts: Sequence[str], framework: str) -> tuple[object, ...]:
    """The values that texts describe: arrays of ones, `float32[32,128]` or `f32[32,128]`, and literals of Python.

    Raises:
        HloscopeError: a text is neither, or names a type that the framework does not have.
    """
    return tuple(_example_of(text, framework) for text in texts)


def framework_at_hand(fn: object) -> str:
    """The framework that a function's type tells, or that its module imports, or that is loaded, if that is one.

    Raises:
        HloscopeError: it is none, or several.
    """
    types = {getattr(base, "__module__", "").partition(".")[0] for base in type(fn).__mro__}
    home = sys.modules.get(getattr(fn, "__module__", None) or "")
    values = vars(home).values() if home else ()
    imported = {value.__name__.partition(".")[0] for value in values if isinstance(value, ModuleType)}
    told = [name for name in _MODULES if name in types or f"{name}lib" in types]
    found = (
        told or [name for name in _MODULES if name in imported] or [name for name in _MODULES if name in sys.modules]
    )
    if len(found) != 1:
        raise HloscopeError(
            f"expected one framework to be loaded, found {' and '.join(found) or 'none'}: say --framework"
        )
    return found[0]


def _example_of(text: str, framework: str) -> object:
    array = _ARRAY.fullmatch(text.replace(" ", ""))
    if array:
        module = import_module(_MODULES[framework])
        kind = getattr(module, _HLO_NAMES.get(array[1], array[1]), None)
        ones: Callable[..., object] = module.ones
        if kind is None:
            raise HloscopeError(f"expected an element type of {framework}, found {array[1]!r} in {text!r}")
        return ones([int(size) for size in array[2].split(",") if size], dtype=kind)
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise HloscopeError(
            f"expected an array such as float32[32,128] or a literal of Python, found {text!r}"
        ) from error


def text_of(value: object) -> str:
    """An array as `float32[32,128]`, anything else as Python shows it, cut where it is long."""
    shape, dtype = getattr(value, "shape", None), getattr(value, "dtype", None)
    if shape is None or dtype is None:
        text = repr(value)
        return text if len(text) <= 40 else f"{text[:37]}..."
    name = getattr(dtype, "name", str(dtype)).removeprefix("torch.")
    return f"{name}[{','.join(map(str, shape))}]"
