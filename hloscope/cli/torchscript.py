"""The command `hloscope torchscript`: what TorchScript graphs hold, and what was fused in them."""

from __future__ import annotations

import argparse
import os
from functools import partial

from hloscope.cli.common.options import Commands, add_function_input, add_json, add_top, path_text
from hloscope.cli.common.printing import print_document, print_errors, print_tables, print_text, tell
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.dump.places import is_url


def add_torchscript(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "torchscript",
        help="what TorchScript graphs hold; what tracing, scripting keep",
        description="Reads the text that torch prints of a graph (str(scripted.graph), .inlined_graph, "
        "torch.jit.last_executed_optimized_graph()), from files or folders of .txt files; NAME.optimized.txt is "
        "compared with NAME.inlined.txt or NAME.txt. Or compiles a function with torch.jit.trace and torch.jit.script, "
        "jax.jit or tf.function, and says what each keeps of it. Exit status 2 if something could not be read.",
        epilog="Example: hloscope torchscript model.py:model --input f32[32,128]",
    )
    command.add_argument(
        "paths",
        nargs="+",
        type=path_text,
        metavar="PATH",
        help="file of graphs, folder, or module:function, file.py:function",
    )
    add_function_input(command)
    add_top(command, "entries of one kind", default=8)
    add_json(command)
    command.set_defaults(run=_torchscript)


def _torchscript(options: argparse.Namespace) -> int:
    functions = [path for path in options.paths if ":" in path and not os.path.exists(path) and not is_url(path)]  # noqa: PTH110 (as `is_folder`)
    if functions and len(options.paths) > 1:
        tell("expected one function, or paths of graphs, found both or several")
        return BAD_INPUT
    return _compare(functions[0], options) if functions else _read(options)


def _compare(target: str, options: argparse.Namespace) -> int:
    from hloscope.captures.user_code.process import in_user_process
    from hloscope.torchscript.document import comparison_document

    form = in_user_process("hloscope.torchscript:compare", target, options.input, options.framework)
    document = comparison_document(form)
    if options.json:
        print_document(document, options)
    else:
        from hloscope.tables.torchscript import torchscript_tables
        from hloscope.tables.tracing import comparison_tables

        print_tables(comparison_tables, document["comparison"], options)
        if document["graphs"]:
            print_text("\n")
            print_tables(partial(torchscript_tables, top=options.top), document, options)
    return 0


def _read(options: argparse.Namespace) -> int:
    from hloscope.torchscript.document import torchscript_document

    document = torchscript_document(options.paths)
    if options.json:
        print_document(document, options)
    elif document["graphs"]:
        from hloscope.tables.torchscript import torchscript_tables

        print_tables(partial(torchscript_tables, top=options.top), document, options)
    print_errors(document["errors"])
    if not document["graphs"] and not document["errors"]:
        tell("no file there begins as a TorchScript graph does, with 'graph('")
        return BAD_INPUT
    return BAD_INPUT if document["errors"] else 0
