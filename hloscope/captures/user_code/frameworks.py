"""Frameworks: which of them a function is written for, told without loading any."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from hloscope.errors import HloscopeError

JAX, TENSORFLOW, TORCH_XLA = "jax", "tensorflow", "torch-xla"
FRAMEWORKS = (JAX, TENSORFLOW, TORCH_XLA)

# The package that defines a type, and the framework that such values are given to.
_PACKAGES = {"jax": JAX, "jaxlib": JAX, "tensorflow": TENSORFLOW, "torch": TORCH_XLA}
_WANTED = (
    "pass a jax.jit function or jax arrays, a tf.function(jit_compile=True), or a torch.nn.Module or torch tensors"
)


def framework_of(fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    """`jax`, `tensorflow` or `torch-xla`: by the function's type, else by its arguments, else by what is loaded.

    Raises:
        HloscopeError: `fn` cannot be called, or the framework cannot be told.
    """
    if not callable(fn):
        raise HloscopeError(f"expected a function to capture, found {type(fn).__name__}: give the function, uncalled")
    found = find_framework_of(fn) or find_framework_of(getattr(fn, "__self__", None))
    return found or _framework_of_arguments(args, kwargs)


def find_framework_of(value: object) -> str | None:
    """The framework that defines the value's type or a base of it."""
    packages = (getattr(base, "__module__", "").partition(".")[0] for base in type(value).__mro__)
    return next((_PACKAGES[package] for package in packages if package in _PACKAGES), None)


def leaves_of(value: object) -> Iterator[object]:
    """What lists, tuples and dicts hold, however deep."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            waiting.extend(reversed([*cast("Mapping[Any, object]", item).values()]))
        elif isinstance(item, list | tuple):
            waiting.extend(reversed(cast("list[object]", item)))
        else:
            yield item


def _framework_of_arguments(args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    found = sorted({name for leaf in leaves_of([args, kwargs]) if (name := find_framework_of(leaf))})
    if len(found) == 1:
        return found[0]
    if found:
        raise HloscopeError(f"expected arguments of one framework, found {' and '.join(found)}; {_WANTED}")
    modules = {JAX: "jax", TENSORFLOW: "tensorflow", TORCH_XLA: "torch_xla"}
    loaded = [name for name, module in modules.items() if module in sys.modules]
    if loaded == [JAX]:
        return JAX
    state = f"{' and '.join(loaded)} are loaded" if loaded[1:] else f"{loaded[0]} is loaded" if loaded else "none is"
    raise HloscopeError(f"neither the function nor its arguments tell the framework, and {state}; {_WANTED}")
