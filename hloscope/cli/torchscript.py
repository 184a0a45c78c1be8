"""The command `hloscope torchscript`: what TorchScript graphs hold, and what was fused in them."""

from __future__ import annotations

import argparse
import json
import sys

from hloscope.cli.common import BAD_INPUT, Commands, console_on, print_error_list


def add_torchscript(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "torchscript",
        help="what TorchScript graphs hold; what tracing and scripting keep of a function",
        description="Reads the text that torch prints of a graph (str(scripted.graph), .inlined_graph, "
        "torch.jit.last_executed_optimized_graph()), from files or folders of .txt files; NAME.optimized.txt is "
        "compared with NAME.inlined.txt or NAME.txt. Or compiles a function with torch.jit.trace and torch.jit.script, "
        "jax.jit or tf.function, and says what each keeps of it. Exit status 2 if something could not be read.",
        epilog="Example: hloscope torchscript model.py:model --input float32[32,128]",
    )
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help="file of graphs, folder, or module:function, file.py:function"
    )
    command.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="VALUE",
        help="an argument of the function: an array of ones such as float32[32,128], or a literal; may be repeated",
    )
    command.add_argument("--framework", choices=("torch", "jax", "tensorflow"), help="if the function does not tell")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=_torchscript)


def _torchscript(options: argparse.Namespace) -> int:
    from pathlib import Path

    functions = [path for path in options.paths if ":" in path and not Path(path).exists()]
    if functions and len(options.paths) > 1:
        print("hloscope: expected one function, or paths of graphs, found both or several", file=sys.stderr)
        return BAD_INPUT
    return _compare(functions[0], options) if functions else _read(options)


def _compare(target: str, options: argparse.Namespace) -> int:
    from hloscope.captures.user_code.process import in_user_process
    from hloscope.torchscript.document import comparison_document

    form = in_user_process("hloscope.torchscript:compare", target, options.input, options.framework)
    document = comparison_document(form)
    if options.json:
        sys.stdout.write(json.dumps(document, indent=1) + "\n")
    else:
        from hloscope.tables.torchscript import torchscript_tables
        from hloscope.tables.tracing import comparison_tables

        console = console_on(None)
        console.print(comparison_tables(document["comparison"]))
        if document["graphs"]:
            console.print()
            console.print(torchscript_tables(document))
    return 0


def _read(options: argparse.Namespace) -> int:
    from hloscope.torchscript.document import torchscript_document

    document = torchscript_document(options.paths)
    if options.json:
        sys.stdout.write(json.dumps(document, indent=1) + "\n")
    elif document["graphs"]:
        from hloscope.tables.torchscript import torchscript_tables

        console_on().print(torchscript_tables(document))
    print_error_list(document["errors"])
    if not document["graphs"] and not document["errors"]:
        print("hloscope: no file there begins as a TorchScript graph does, with 'graph('", file=sys.stderr)
        return BAD_INPUT
    return BAD_INPUT if document["errors"] else 0
