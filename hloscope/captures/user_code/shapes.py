"""Example arguments: what a framework compiles a function for, from shapes as HLO writes them: `f32[n,128]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hloscope.captures.frameworks.adapters import ADAPTERS
from hloscope.captures.user_code.notation import ArrayText, dtype_name, find_array
from hloscope.errors import HloscopeError
from hloscope.frameworks.telling import framework_of, loaded_frameworks

Variables = Mapping[str, int | str]
"""What the names in shapes stand for: a size, or an element type."""


def variables_in(shape: str) -> tuple[str, ...]:
    """The names in a shape that are no sizes; the element type is the first, and may be one.

    Raises:
        HloscopeError: it is no shape.
    """
    array = _array_in(shape)
    return (array.element_type, *(size for size in array.sizes if not size.isdecimal()))


def _array_in(shape: str) -> ArrayText:
    array = find_array(shape)
    if array is None:
        raise HloscopeError(f"expected a shape such as f32[n,128], found {shape!r}")
    return array


def argument_of(shape: str, variables: Variables, framework: str) -> object:
    """An argument of this shape: for jax and TensorFlow its type alone, for torch-xla zeros on its device.

    Raises:
        HloscopeError: it is no shape, a name in it stands for nothing, or there is no such element type.
    """
    element_type, dimensions = _array_in(shape)
    sizes = tuple(_parse_size(dimension, variables, shape) for dimension in dimensions)
    name = dtype_name(str(variables.get(element_type, element_type)))
    try:
        return ADAPTERS[framework].make_argument(sizes, name)
    except (AttributeError, TypeError) as error:
        raise HloscopeError(f"expected an element type of {framework}, found {name!r} in {shape!r}") from error


def framework_for(fn: Callable[..., object]) -> str:
    """The framework to make arguments for: the function's, else the only one that is loaded.

    Raises:
        HloscopeError: it cannot be told.
    """
    loaded = loaded_frameworks()
    return loaded[0] if len(loaded) == 1 else framework_of(fn, (), {})


def _parse_size(dimension: str, variables: Variables, shape: str) -> int:
    value = variables.get(dimension, dimension)
    try:
        return int(value)
    except ValueError:
        known = ", ".join(variables) or "none"
        raise HloscopeError(
            f"expected a size for {dimension!r} in {shape!r}, found {value!r}; given: {known}"
        ) from None
