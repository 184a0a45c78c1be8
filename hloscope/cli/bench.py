"""The command `hloscope bench`: a function eager and compiled, what compiling costs, and where the time goes."""

from __future__ import annotations

import argparse
import json
import sys

from hloscope.cli.common import Commands, console_on


def add_bench(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "bench",
        help="time a function eager and compiled: compile time, median, spread, payback, kernels",
        description="Runs a function of torch (eager, traced, scripted), TensorFlow (eager, tf.function, jit_compile) "
        "or jax (disable_jit, jit) in a process of its own, and says what compiling costs, after how many calls it is "
        "paid back, how many kernels a call launches, and which operation and cluster takes which share of the time.",
        epilog="Example: hloscope bench model.py:step --input float32[32,128] --input float32[128,256]",
    )
    command.add_argument("function", metavar="FUNCTION", help="module:function or file.py:function")
    command.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="VALUE",
        help="an argument of the function: an array of ones such as float32[32,128], or a literal; may be repeated",
    )
    command.add_argument("--framework", choices=("torch", "jax", "tensorflow"), help="if the function does not tell")
    command.add_argument("--top", type=int, default=10, metavar="N", help="operations listed; 0: all")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=_bench)


def _bench(options: argparse.Namespace) -> int:
    from hloscope.captures.user_code.process import in_user_process

    form = in_user_process("hloscope.benching.bench:bench", options.function, options.input, options.framework)
    if options.json:
        sys.stdout.write(json.dumps(form, indent=1) + "\n")
    else:
        from hloscope.tables.bench import bench_tables

        console_on(None).print(bench_tables(form, top=max(0, options.top)))
    return 0
