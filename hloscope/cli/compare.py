"""The command `hloscope compare`: the same models from several frameworks side by side."""

from __future__ import annotations

import argparse
from functools import partial

from hloscope.cli.common.options import Commands, add_json, add_module, add_target, add_top
from hloscope.cli.common.printing import no_such_module, print_document, print_file_errors, print_tables, tell
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.dump.places import is_url, label_of
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
        help="programs that belong together; * and ? match any characters; may be repeated",
    )
    add_target(command, "--to", purpose="compile them all for this first")
    add_json(command)
    add_module(command)
    add_top(command, "rows of each model", default=20)
    command.set_defaults(run=_compare)


def _compare(options: argparse.Namespace) -> int:
    from hloscope.comparisons.compare import compare

    sources = _labelled(options.dumps)
    pairs = [_labelled(pair.split(",")) for pair in options.pair]
    found = compare(sources, pairs=pairs, to=options.target, name=options.module, progress=with_progress)
    if options.json:
        print_document(found.to_dict(), options)
    elif found.models or any(found.only.values()):
        from hloscope.tables.compare import compare_tables

        print_tables(partial(compare_tables, top=options.top), found, options)
    print_file_errors(found.errors)
    if options.module and not (found.models or any(found.only.values()) or found.errors):
        tell(no_such_module(options.module))
        return BAD_INPUT
    return BAD_INPUT if found.errors else 0


def _labelled(words: list[str]) -> dict[str, str]:
    """`jax=DIR` of each word; a label may be given once."""
    found: dict[str, str] = {}
    for word in words:
        label, equals, value = word.partition("=")
        if is_url(word) or not (label and equals and value):
            raise HloscopeError(f"expected LABEL=VALUE, such as jax=dump, found {label_of(word)!r}")
        if label in found:
            raise HloscopeError(f"expected each label once, found {label!r} twice")
        found[label] = value
    return found
