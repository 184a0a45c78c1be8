"""The command `hloscope compare`: the same models from several frameworks side by side."""

from __future__ import annotations

import argparse
import json
import sys

from hloscope.cli.common import BAD_INPUT, Commands, print_error_list, with_progress
from hloscope.errors import HloscopeError


def add_compare(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "compare",
        help="the same models from several frameworks, side by side",
        description="Lines up the programs of several dumps, by entry shapes up to order and transposition, and shows "
        "side by side how many kernels each launches, which clusters are the same, and what one fuses and another does "
        "not. Which launches do the same work is inferred. Exit status 2 if a file could not be read.",
        epilog="Such as: hloscope compare jax=dump1 tf=dump2 torch=dump3 --pair jax=jit_mlp,tf=a_inference_mlp",
    )
    command.add_argument("dumps", nargs="+", metavar="LABEL=PATH", help="what `hloscope report` reads, or its JSON")
    command.add_argument(
        "--pair",
        action="append",
        default=[],
        metavar="LABEL=NAME,LABEL=NAME",
        help="programs that belong together; * and ? match any characters; may be given several times",
    )
    command.add_argument("--to", metavar="TARGET", help="compile them all for this target first, such as h100")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.add_argument("--top", type=int, default=20, metavar="N", help="rows listed of each model; 0: all")
    command.set_defaults(run=_compare)


def _compare(options: argparse.Namespace) -> int:
    from hloscope.comparisons.compare import compare

    sources = _labelled(options.dumps)
    pairs = [_labelled(pair.split(",")) for pair in options.pair]
    found = compare(sources, pairs=pairs, to=options.to, progress=with_progress)
    if options.json:
        sys.stdout.write(json.dumps(found.to_dict(), indent=1) + "\n")
    elif found.models or any(found.only.values()):
        from hloscope.cli.common import console_on
        from hloscope.tables.compare import compare_tables

        console_on().print(compare_tables(found, top=max(0, options.top)))
    print_error_list([{"file": error.file, "message": error.message} for error in found.errors])
    return BAD_INPUT if found.errors else 0


def _labelled(words: list[str]) -> dict[str, str]:
    """`jax=DIR` of each word; a label may be given once."""
    found: dict[str, str] = {}
    for word in words:
        label, equals, value = word.partition("=")
        if not (label and equals and value):
            raise HloscopeError(f"expected LABEL=VALUE, such as jax=dump, found {word!r}")
        if label in found:
            raise HloscopeError(f"expected each label once, found {label!r} twice")
        found[label] = value
    return found
