"""The command `hloscope sweep`: a function compiled for many sizes or types."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hloscope.cli.common import FINDING, Commands
from hloscope.errors import HloscopeError


def add_sweep(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "sweep",
        help="where a function is compiled otherwise as its sizes grow",
        description="Imports a function and compiles it, without running it, over a range of sizes or element types; "
        "shows over which of them it is compiled alike, and what changes in between. Of many values only some are "
        "compiled; where two differ, the place is searched by halves.",
        epilog="Such as: hloscope sweep model.py:loss 'f32[n,128]' 'f32[128]' --dims n=1:4096. "
        "Exit status 1 with --no-cliff if there is one.",
    )
    command.add_argument("function", metavar="MODULE:FUNCTION", help="a module's name or file, and a function in it")
    command.add_argument("shapes", nargs="+", metavar="SHAPE", help="of each argument, as HLO writes it: f32[n,128]")
    command.add_argument(
        "--dims",
        action="append",
        required=True,
        metavar="NAME=VALUES",
        help="1:64 (both included), 64:4096:64 (with a step), 8,16,32 or f32,bf16; once for each name",
    )
    command.add_argument("--target", default="cpu", metavar="TARGET", help="as `hloscope targets` lists them")
    command.add_argument("--no-cliff", action="store_true", help="exit status 1 if anything changes")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=_sweep)


def _sweep(options: argparse.Namespace) -> int:
    from hloscope.comparisons.sweep import sweep

    dims = dict(map(_dimension, options.dims))
    fn = _function(options.function)
    with _status() as tell:
        found = sweep(fn, *options.shapes, dims=dims, target=options.target, on_compile=tell)
    if options.json:
        sys.stdout.write(json.dumps(found.to_dict(), indent=1) + "\n")
    else:
        from hloscope.cli.common import console_on
        from hloscope.tables.sweep import sweep_tables

        console_on().print(sweep_tables(found))
    return FINDING if options.no_cliff and found.cliffs else 0


def _dimension(text: str) -> tuple[str, int | str | Sequence[int | str]]:
    """A name and its values: `n=1:64`, `n=8,16`, `t=f32,bf16`, `k=64`."""
    name, equals, values = text.partition("=")
    parts = values.split(":")
    if not (name.isidentifier() and equals and all(parts)):
        raise HloscopeError(f"expected NAME=VALUES, such as n=1:64 or t=f32,bf16, found {text!r}")
    if len(parts) > 1:
        return name, _range(parts, text)
    listed = [int(value) if value.isdecimal() else value for value in values.split(",")]
    return name, listed if len(listed) > 1 else listed[0]


def _range(parts: Sequence[str], text: str) -> range:
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) < 19]
    if len(numbers) != len(parts) or len(parts) > 3 or (len(parts) == 3 and not numbers[2]):
        raise HloscopeError(f"expected a range such as n=1:64 or n=64:4096:64, found {text!r}")
    return range(numbers[0], numbers[1] + 1, *numbers[2:])


def _function(text: str) -> Callable[..., object]:
    """What `module:function` or `file.py:function` names."""
    module, colon, name = text.rpartition(":")
    if not (module and colon and name):
        raise HloscopeError(f"expected MODULE:FUNCTION, such as model.py:loss, found {text!r}")
    found: Any = _module(module)
    for part in name.split("."):
        if not hasattr(found, part):
            raise HloscopeError(f"expected a function {name!r} in {module}, found none")
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]


def _module(name: str) -> object:
    sys.path.insert(0, str(Path(name).resolve().parent if name.endswith(".py") else Path.cwd()))
    if not name.endswith(".py"):
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name not in (name, name.partition(".")[0]):
                raise
            raise HloscopeError(f"expected a module, found none that is called {name!r}") from error
    spec = importlib.util.spec_from_file_location(Path(name).stem, name)
    if spec is None or spec.loader is None or not Path(name).is_file():
        raise HloscopeError(f"expected a file of Python, found none at {name!r}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def _status() -> Generator[Callable[[str], object]]:
    """Says on a terminal what is being compiled."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Compiling") as status:
        yield lambda value: status.update(f"Compiling {value}")
