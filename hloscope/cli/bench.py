"""The command `hloscope bench`: a function eager and compiled, what compiling costs, and where the time goes."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_function_input, add_json, add_top
from hloscope.cli.common.printing import print_document, print_tables


def add_bench(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "bench",
        help="time a function eager and compiled; when compiling pays",
        description="Runs a function of torch (eager, traced, scripted), TensorFlow (eager, tf.function, jit_compile) "
        "or jax (disable_jit, jit) in a process of its own, and says what compiling costs, after how many calls it is "
        "paid back, how many kernels a call launches, and which operation and cluster takes which share of the time.",
        epilog="Example: hloscope bench model.py:step --input f32[32,128] --input f32[128,256]",
    )
    command.add_argument("function", metavar="FUNCTION", help="module:function or file.py:function")
    add_function_input(command)
    command.add_argument("--ways", metavar="WAYS", help="only these ways, with commas between them, such as jit")
    command.add_argument(
        "--eager-limit", type=float, default=60.0, metavar="S", help="seconds that eager may take in all (default: 60)"
    )
    add_top(command, "operations")
    add_json(command)
    command.set_defaults(run=_bench)


def _bench(options: argparse.Namespace) -> int:
    from hloscope.captures.user_code.process import in_user_process

    ways = None if options.ways is None else [way.strip() for way in options.ways.split(",")]
    settings = {"ways": ways, "eager_limit": options.eager_limit}
    task = "hloscope.benching.bench:bench"
    form = in_user_process(task, options.function, options.input, options.framework, settings)
    if options.json:
        print_document(form, options)
    else:
        from hloscope.tables.bench import bench_tables

        print_tables(partial(bench_tables, top=options.top), form, options)
    return 0
