"""The command `hloscope torchscript`: what TorchScript graphs hold, and what was fused in them."""

from __future__ import annotations

import argparse
import json
import sys

from hloscope.cli.report import print_error_list
from hloscope.cli.status import BAD_INPUT, Commands
from hloscope.cli.terminal import console_on


def add_torchscript(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "torchscript",
        help="what TorchScript graphs hold: operations, control flow, constants, fusion groups",
        description="Reads the text that torch prints of a graph (str(scripted.graph), .inlined_graph, "
        "torch.jit.last_executed_optimized_graph()), from files or folders of .txt files. NAME.optimized.txt is "
        "compared with NAME.inlined.txt or NAME.txt. Exit status 2 if a file could not be read.",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="file of graphs as torch prints them, or folder")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=_torchscript)


def _torchscript(options: argparse.Namespace) -> int:
    from hloscope.reports.torchscript_document import torchscript_document

    document = torchscript_document(options.paths)
    if options.json:
        sys.stdout.write(json.dumps(document, indent=1) + "\n")
    elif document["graphs"]:
        from hloscope.reports.torchscript_tables import torchscript_tables

        console_on().print(torchscript_tables(document))
    print_error_list(document["errors"])
    if not document["graphs"] and not document["errors"]:
        print("hloscope: no file there begins as a TorchScript graph does, with 'graph('", file=sys.stderr)
        return BAD_INPUT
    return BAD_INPUT if document["errors"] else 0
