"""Example arguments: what a framework compiles a function for, from shapes as HLO writes them: `f32[n,128]`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from hloscope.captures.user_code.frameworks import JAX, TENSORFLOW, TORCH_XLA, framework_of
from hloscope.errors import HloscopeError

Variables = Mapping[str, int | str]
"""What the names in shapes stand for: a size, or an element type."""

_SHAPE = re.compile(r"\s*([A-Za-z]\w*)\[\s*((?:\w+\s*(?:,\s*\w+\s*)*)?)\]\s*", re.ASCII)
_FAMILIES = {"f": "float", "s": "int", "u": "uint", "c": "complex"}
_NAMES = {"pred": "bool", "bf16": "bfloat16", "f8e4m3fn": "float8_e4m3fn", "f8e5m2": "float8_e5m2"}


def variables_in(shape: str) -> tuple[str, ...]:
    """The names in a shape that are no sizes; the element type is the first, and may be one.

    Raises:
        HloscopeError: it is no shape.
    """
    found = _SHAPE.fullmatch(shape)
    if not found:
        raise HloscopeError(f"expected a shape such as f32[n,128], found {shape!r}")
    element_type, dimensions = found.groups()
    names = [dimension.strip() for dimension in dimensions.split(",")]
    return (element_type, *(name for name in names if name and not name.isdecimal()))


def argument_of(shape: str, variables: Variables, framework: str) -> object:
    """An argument of this shape: for jax and TensorFlow its type alone, for torch-xla zeros on its device.

    Raises:
        HloscopeError: it is no shape, a name in it stands for nothing, or there is no such element type.
    """
    element_type, *_ = variables_in(shape)
    dimensions = shape.partition("[")[2].rpartition("]")[0].split(",")
    sizes = tuple(_size(dimension.strip(), variables, shape) for dimension in dimensions if dimension.strip())
    name = dtype_name(str(variables.get(element_type, element_type)))
    return _MAKERS[framework](sizes, name)


def dtype_name(element_type: str) -> str:
    """The name by which frameworks call an element type of XLA's: `float32` of `f32`.

    Raises:
        HloscopeError: there is no such element type.
    """
    family, bits = element_type[:1], element_type[1:]
    if element_type in _NAMES:
        return _NAMES[element_type]
    if family in _FAMILIES and bits in ("8", "16", "32", "64", "128"):
        return _FAMILIES[family] + bits
    raise HloscopeError(f"expected an element type such as f32, bf16, s32 or pred, found {element_type!r}")


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
