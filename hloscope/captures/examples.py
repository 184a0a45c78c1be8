"""Examples: arguments that a command line describes, such as `float32[32,128]`, made for a framework."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from hloscope.errors import HloscopeError

_ARRAY = re.compile(r"([a-z]+\d*)\[((?:\d{1,9}(?:,\d{1,9})*)?)\]", re.ASCII)
_MODULES = {"torch": "torch", "jax": "jax.numpy", "tensorflow": "tensorflow"}


def examples_of(texts: Sequence[str], framework: str) -> tuple[object, ...]:
    """The values that texts describe: an array of ones, `float32[32,128]`, or a literal of Python, `0.5` or `None`.

    Raises:
        HloscopeError: a text is neither, or names a type that the framework does not have.
    """
    return tuple(_example_of(text, framework) for text in texts)


def framework_at_hand(fn: object) -> str:
    """The framework that a function's type tells, or that its module has loaded, if that is one.

    Raises:
        HloscopeError: none is loaded, or several are.
    """
    packages = {getattr(base, "__module__", "").partition(".")[0] for base in type(fn).__mro__}
    told = [name for name in _MODULES if name in packages or f"{name}lib" in packages]
    loaded = told or [name for name in _MODULES if name in sys.modules]
    if len(loaded) != 1:
        found = " and ".join(loaded) or "none"
        raise HloscopeError(f"expected one framework to be loaded, found {found}: say --framework")
    return loaded[0]


def _example_of(text: str, framework: str) -> object:
    array = _ARRAY.fullmatch(text.replace(" ", ""))
    if array:
        module = import_module(_MODULES[framework])
        kind = getattr(module, array[1], None)
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
