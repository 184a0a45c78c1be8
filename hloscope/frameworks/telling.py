"""Telling: which framework a function is written for, told without loading any."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from hloscope.errors import HloscopeError
from hloscope.frameworks.table import FRAMEWORKS

_PACKAGES = {package: row.name for row in FRAMEWORKS.values() for package in row.packages}
_WANTED = "pass {}, {}, or {}".format(*(row.examples for row in FRAMEWORKS.values()))


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
    return next((_PACKAGES[package] for package in packages_of(value) if package in _PACKAGES), None)


def packages_of(value: object) -> Iterator[str]:
    """The packages that define the value's type and its bases."""
    return (getattr(base, "__module__", "").partition(".")[0] for base in type(value).__mro__)


def loaded_frameworks() -> list[str]:
    """The frameworks that this process has loaded."""
    return [row.name for row in FRAMEWORKS.values() if row.module in sys.modules]


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
    loaded = loaded_frameworks()
    if len(loaded) == 1 and FRAMEWORKS[loaded[0]].takes_any_function:
        return loaded[0]
    state = f"{' and '.join(loaded)} are loaded" if loaded[1:] else f"{loaded[0]} is loaded" if loaded else "none is"
    raise HloscopeError(f"neither the function nor its arguments tell the framework, and {state}; {_WANTED}")
