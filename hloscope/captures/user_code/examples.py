"""Examples: arguments that a command line describes, such as `f32[32,128]`, made for a framework."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

from hloscope.captures.user_code.notation import dtype_name, find_array
from hloscope.errors import HloscopeError
from hloscope.frameworks import FRAMEWORKS
from hloscope.frameworks.telling import packages_of

_FRAMEWORKS = {row.plain_name: row for row in FRAMEWORKS.values()}


def examples_of(texts: Sequence[str], framework: str) -> tuple[object, ...]:
    """The values that texts describe: arrays of ones, such as `f32[32,128]` or `float32[32,128]`, literals of Python.

    Raises:
        HloscopeError: a text is neither, or names a type that the framework does not have.
    """
    return tuple(_example_of(text, framework) for text in texts)


def framework_at_hand(fn: object) -> str:
    """The framework that a function's type tells, or that its module imports, or that is loaded, if that is one.

    Raises:
        HloscopeError: it is none, or several.
    """
    types = {*packages_of(fn)}
    home = sys.modules.get(getattr(fn, "__module__", None) or "")
    values = vars(home).values() if home else ()
    imported = {value.__name__.partition(".")[0] for value in values if isinstance(value, ModuleType)}
    by_type = [name for name, row in _FRAMEWORKS.items() if types.intersection(row.packages)]
    found = (
        by_type or [name for name in _FRAMEWORKS if name in imported] or [n for n in _FRAMEWORKS if n in sys.modules]
    )
    if len(found) != 1:
        raise HloscopeError(
            f"expected one framework to be loaded, found {' and '.join(found) or 'none'}: say --framework"
        )
    return found[0]


def _example_of(text: str, framework: str) -> object:
    array = find_array(text)
    if array and all(size.isdecimal() and len(size) < 10 for size in array.sizes):
        module = import_module(_FRAMEWORKS[framework].array_module)
        ones: Callable[..., object] = module.ones
        return ones([*map(int, array.sizes)], dtype=_dtype_in(module, array.element_type, text, framework))
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise HloscopeError(
            f"expected an array such as float32[32,128] or a literal of Python, found {text!r}"
        ) from error


def _dtype_in(module: ModuleType, element_type: str, text: str, framework: str) -> object:
    problem = f"expected an element type of {framework}, found {element_type!r} in {text!r}"
    try:
        kind = getattr(module, dtype_name(element_type), None)
    except HloscopeError as error:
        raise HloscopeError(problem) from error
    if kind is None:
        raise HloscopeError(problem)
    return kind


def text_of(value: object) -> str:
    """An array as `float32[32,128]`, anything else as Python shows it, cut where it is long."""
    shape, dtype = getattr(value, "shape", None), getattr(value, "dtype", None)
    if shape is None or dtype is None:
        text = repr(value)
        return text if len(text) <= 40 else f"{text[:37]}..."
    name = getattr(dtype, "name", str(dtype)).rpartition(".")[2]
    return f"{name}[{','.join(map(str, shape))}]"
