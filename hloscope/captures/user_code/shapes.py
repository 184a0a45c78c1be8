"""Example arguments: what a framework compiles a function for, from shapes as HLO writes them: `f32[n,128]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from hloscope.captures.user_code.frameworks import JAX, TENSORFLOW, TORCH_XLA, framework_of
from hloscope.captures.user_code.notation import ArrayText, dtype_name, find_array
from hloscope.errors import HloscopeError

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
    sizes = tuple(_size(dimension, variables, shape) for dimension in dimensions)
    name = dtype_name(str(variables.get(element_type, element_type)))
    try:
        return _MAKERS[framework](sizes, name)
    except (AttributeError, TypeError) as error:
        raise HloscopeError(f"expected an element type of {framework}, found {name!r} in {shape!r}") from error


def framework_for(fn: Callable[..., object]) -> str:
    """The framework to make arguments for: the function's, else the only one that is loaded.

    Raises:
        HloscopeError: it cannot be told.
    """
    modules = {JAX: "jax", TENSORFLOW: "tensorflow", TORCH_XLA: "torch_xla"}
    loaded = [name for name, module in modules.items() if module in sys.modules]
    return loaded[0] if len(loaded) == 1 else framework_of(fn, (), {})


def _size(dimension: str, variables: Variables, shape: str) -> int:
    value = variables.get(dimension, dimension)
    try:
        return int(value)
    except ValueError:
        known = ", ".join(variables) or "none"
        raise HloscopeError(
            f"expected a size for {dimension!r} in {shape!r}, found {value!r}; given: {known}"
        ) from None


def _jax(sizes: tuple[int, ...], name: str) -> object:
    jax: Any = sys.modules["jax"]
    return jax.ShapeDtypeStruct(sizes, jax.numpy.dtype(name))


def _tensorflow(sizes: tuple[int, ...], name: str) -> object:
    tensorflow: Any = sys.modules["tensorflow"]
    return tensorflow.TensorSpec(sizes, tensorflow.as_dtype(name))


def _torch_xla(sizes: tuple[int, ...], name: str) -> object:
    torch: Any = sys.modules["torch"]
    return torch.zeros(sizes, dtype=getattr(torch, name), device=sys.modules["torch_xla"].device())


_MAKERS: Mapping[str, Callable[[tuple[int, ...], str], object]] = {
    JAX: _jax,
    TENSORFLOW: _tensorflow,
    TORCH_XLA: _torch_xla,
}
