"""The command `hloscope sweep`: a function compiled for many sizes or types."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_target, add_top
from hloscope.cli.common.printing import print_document, print_tables, tell
from hloscope.cli.common.progress import progress_of_steps
from hloscope.cli.common.statuses import BAD_INPUT, FINDING
from hloscope.cli.common.user_output import stdout_to_stderr
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
    command.add_argument(
        "shapes",
        nargs="+",
        metavar="SHAPE",
        help="of each argument, as HLO writes it: f32[n,128]; float32 and torch.float32 are taken too",
    )
    command.add_argument(
        "--dims",
        action="append",
        required=True,
        metavar="NAME=VALUES",
        help="1:64 (both included), 64:4096:64 (with a step), 8,16,32 or f32,bf16; once for each name",
    )
    add_target(command, purpose="compile for this (default: cpu)", default="cpu")
    command.add_argument("--no-cliff", action="store_true", help="exit status 1 if anything changes")
    add_top(command, "ranges of values", default=0)
    add_json(command)
    command.set_defaults(run=_sweep)


def _sweep(options: argparse.Namespace) -> int:
    from hloscope.captures.user_code.functions import function_at, user_errors
    from hloscope.comparisons.sweep import sweep

    dims = dict(map(_dimension, options.dims))
    with stdout_to_stderr(), user_errors(options.function), progress_of_steps("Compiling") as say:
        fn = function_at(options.function)
        found = sweep(fn, *options.shapes, dims=dims, target=options.target, on_compile=say)
    if options.json:
        print_document(found.to_dict(), options)
    else:
        from hloscope.tables.sweep import sweep_tables

        print_tables(partial(sweep_tables, top=options.top), found, options)
    if all(plateau.outline is None for plateau in found.plateaus):
        tell(f"nothing was compiled, for no value of {found.variable}")
        return BAD_INPUT
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
