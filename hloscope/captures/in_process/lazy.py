"""Deferred capture: a function that is captured when it is first called, with the arguments it is called with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import update_wrapper
from threading import RLock
from typing import Generic, ParamSpec, TypeVar, cast

from hloscope.captures.frameworks.adapters import ADAPTERS
from hloscope.captures.in_process.capture import run_captured
from hloscope.dump import Compilation

P = ParamSpec("P")
R = TypeVar("R")
Run = Callable[
    [Callable[..., object], tuple[object, ...], Mapping[str, object]], tuple[object, tuple[Compilation, ...]]
]
"""Calls a function with these arguments: what it gives, and its compilations."""


class Lazy(Generic[P, R]):
    """A function that gives what it gave before, and whose `compilations` grow with each new kind of arguments."""

    def __init__(self, fn: Callable[P, R], run: Run = run_captured) -> None:
        self._fn = fn
        self._run = run
        self._lock = RLock()  # of one thread, so that a function may call itself
        self._captured: dict[Hashable, tuple[Compilation, ...] | None] = {}  # None while it is being captured
        update_wrapper(self, fn)

    @property
    def compilations(self) -> tuple[Compilation, ...]:
        """Those of each kind of arguments, in the order of the calls: one each, but on torch-xla (see `lazy`)."""
        return tuple(compilation for found in [*self._captured.values()] for compilation in found or ())

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Calls the function, and captures it if it was not called with such arguments yet."""
        key = _signature_of((args, kwargs))
        if key in self._captured or any(adapter.is_traced((args, kwargs)) for adapter in ADAPTERS.values()):
            return self._fn(*args, **kwargs)
        with self._lock:
            if key in self._captured:  # another thread was first
                return self._fn(*args, **kwargs)
            self._captured[key] = None
            try:
                result, self._captured[key] = self._run(self._fn, args, kwargs)
            finally:
                if self._captured[key] is None:
                    del self._captured[key]
        return cast("R", result)


def lazy(fn: Callable[P, R]) -> Lazy[P, R]:
    """Captures `fn` at its first call, and again when the shapes or element types of its arguments change.

    Numbers count by their type; strings and what else can be hashed, by value. Calls from threads are safe: one of them
    captures. A call in which the framework traces an outer function is no call with arguments, and captures nothing.

    A function on torch-xla that reads a value on its way has several compilations for one kind of arguments; one whose
    program torch-xla has from an earlier call has none.

    Raises:
        HloscopeError: at a call that captures, before the function runs: the framework cannot be told, cannot compile
            this, or does not dump.
    """
    return Lazy(fn)


def _signature_of(value: object) -> Hashable:
    """What two calls have in common that run the same program."""
    shape = getattr(value, "shape", None)
    if shape is not None:
        return (type(value), str(shape), str(getattr(value, "dtype", "")))
    if isinstance(value, Mapping):
        entries = cast("Mapping[Hashable, object]", value).items()
        return (dict, *((key, _signature_of(item)) for key, item in entries))
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        return (type(items), *map(_signature_of, items))
    if is_dataclass(value) and not isinstance(value, type):  # as jax's users keep their parameters
        return (type(value), *((field.name, _signature_of(getattr(value, field.name))) for field in fields(value)))
    return (type(value),) if isinstance(value, int | float | complex) else _value_key(value)


def _value_key(value: object) -> Hashable:
    try:
        hash(value)
    except TypeError:
        return (type(value),)
    return (type(value), value)
