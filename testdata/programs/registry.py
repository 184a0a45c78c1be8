"""What a test program is, the example arrays it is called with, and the command line that every program file shares."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Program:
    """One function to compile.

    `make_args` returns host arrays, so that building the arguments compiles nothing.  `since` is the oldest framework
    version that can express the program, `platforms` are those that can compile it.  `donated` are the argument
    positions whose buffers the program may reuse.
    A program with `in_specs` runs on four devices: each spec names the mesh axis (or None) of every array dimension.
    With `out_specs` the function is the body of one device, without it the compiler partitions the function itself.
    `axes` are the axes of that mesh and their sizes.
    """

    name: str
    function: Callable[..., Any]
    make_args: Callable[[], tuple[Any, ...]]
    since: str = "0"
    platforms: tuple[str, ...] = ("cpu", "gpu")
    donated: tuple[int, ...] = ()
    in_specs: tuple[tuple[str | None, ...], ...] | None = None
    out_specs: tuple[str | None, ...] | None = None
    axes: Mapping[str, int] = field(default_factory=lambda: {"x": 4})

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (self.function.__doc__ or "").strip().partition("\n")[0]

    def runs_on(self, version: str, platform: str = "cpu") -> bool:
        """Whether the framework of this version can express the program, and compile it for the platform."""
        return version_key(version) >= version_key(self.since) and platform in self.platforms


class Registry(dict[str, Program]):
    """Programs by name, in the order in which they are written."""

    def add(self, make_args: Callable[[], tuple[Any, ...]], **options: Any) -> Callable[[Function], Function]:
        """Register the decorated function under its own name."""

        def register(function: Function) -> Function:
            name = function.__name__
            if name in self:
                raise ValueError(f"two programs are called {name}")
            self[name] = Program(name, function, make_args, **options)
            return function

        return register


def merge(*registries: Registry) -> Registry:
    """One registry of all programs; a name that occurs twice is an error."""
    merged = Registry()
    for registry in registries:
        for name, program in registry.items():
            if name in merged:
                raise ValueError(f"two programs are called {name}")
            merged[name] = program
    return merged


def version_key(version: str) -> tuple[int, ...]:
    """`0.4.30` as numbers that compare; whatever follows the third number is ignored."""
    digits = ["".join(filter(str.isdigit, part)) for part in version.split(".")[:3]]
    return tuple(int(part or 0) for part in digits)


def floats(*shape: int, seed: int = 0, dtype: Any = np.float32) -> Array:
    """Normally distributed numbers, the same in every run."""
    return np.asarray(np.random.default_rng(seed).standard_normal(shape) * 0.1, dtype=dtype)


def integers(*shape: int, below: int, seed: int = 0, dtype: Any = np.int32) -> Array:
    """Whole numbers from 0 to `below` - 1, the same in every run."""
    return np.asarray(np.random.default_rng(seed).integers(0, below, shape), dtype=dtype)


def command_line(description: str) -> argparse.ArgumentParser:
    """The arguments that every program file takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("names", nargs="*", metavar="NAME", help="programs to compile and run")
    parser.add_argument("--list", action="store_true", help="print the names and what they do")
    return parser


def selected(
    parser: argparse.ArgumentParser, arguments: argparse.Namespace, programs: Mapping[str, Program]
) -> Sequence[Program]:
    """The programs named on the command line; none after `--list`, which prints them."""
    if arguments.list:
        width = max(map(len, programs))
        print("\n".join(f"{name:{width}}  {program.summary}" for name, program in programs.items()))
        return ()
    if not arguments.names:
        parser.error("name a program, or ask for --list")
    if unknown := [name for name in arguments.names if name not in programs]:
        parser.error(f"no such program: {', '.join(unknown)} (--list names them)")
    return [programs[name] for name in arguments.names]
