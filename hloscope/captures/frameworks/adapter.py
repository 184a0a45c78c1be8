"""Adapter: what hloscope asks of a framework that the process has loaded. Each module of one is an adapter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from hloscope.captures.targets.retarget import Module
from hloscope.dump import Compilation

Call = tuple[tuple[object, ...], Mapping[str, object]]
"""The arguments of a function, and those with names."""


class Adapter(Protocol):
    """One framework. What the user's function raises is raised as it is, all else as HloscopeError."""

    def capture(self, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> Compilation:
        """Compiles a function for these arguments, by the backend of this process."""
        ...

    def capture_into(
        self, folder: Path, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
    ) -> Compilation:
        """As `capture`, and leaves the files in a folder, which should be empty."""
        ...

    def run(
        self, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
    ) -> tuple[object, tuple[Compilation, ...]]:
        """Calls a function once; what it gives, and the programs that were compiled for it."""
        ...

    def lower(
        self, platform: str, fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object], /
    ) -> Module:
        """The module of a function that the compiler of another platform takes."""
        ...

    def make_argument(self, sizes: tuple[int, ...], dtype: str) -> object:
        """An argument of this shape: its type alone where that is enough, else zeros on the framework's device."""
        ...

    def is_traced(self, call: Call, /) -> bool:
        """Whether an outer function is being traced, which makes this call with placeholders."""
        ...
