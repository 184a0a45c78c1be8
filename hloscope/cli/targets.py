"""The command `hloscope targets`: what programs can be compiled for here, and what is missing for the rest."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, add_json, path_text
from hloscope.cli.common.printing import print_document, print_tables, print_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hloscope.captures.targets.target import Target


def add_targets(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "targets",
        help="list what programs can be compiled for, here or not",
        description="Lists the devices that programs can be compiled for, none of which need be here, and what is to "
        "be installed for them, or does not go with the jax that is here. h100x4 is four of one; a FILE describes a "
        "GPU of your own.",
    )
    command.add_argument(
        "files", nargs="*", type=path_text, metavar="FILE.toml", help="also list the target in this file"
    )
    add_json(command)
    command.set_defaults(run=_targets)


def _targets(options: argparse.Namespace) -> int:
    from hloscope.captures.targets.target_file import load_target
    from hloscope.captures.targets.targets import TARGETS

    targets = [*TARGETS.values(), *(load_target(Path(name)) for name in options.files)]
    if options.json:
        from hloscope.captures.targets.document import targets_document

        print_document(targets_document(targets), options)
    else:
        _print_for_people(targets, options)
    return 0


def _print_for_people(targets: Sequence[Target], options: argparse.Namespace) -> None:
    from hloscope.captures.targets.targets import lack_of

    print_tables(_table_of, targets, options)
    for platform, lack in {target.platform: lack_of(target) for target in targets}.items():
        if lack:
            print_text(f"\nFor {platform} targets {lack.problem}:\n    {lack.command}\n")


def _table_of(targets: Sequence[Target]) -> RenderableType:
    from hloscope.captures.targets.targets import lack_of
    from hloscope.tables.style import new_table

    numbers = ("Cores", "Memory", "GB/s")
    table = new_table(None, "Target", "Device", "Arch", *numbers, "Ready", numbers=numbers)
    for target in targets:
        table.add_row(target.name, *_figures_of(target), "no" if lack_of(target) else "yes")
    return table


def _figures_of(target: Target) -> tuple[str, ...]:
    """The device, its architecture, cores, memory and bandwidth."""
    device = target.device
    if device is None:
        return (target.title, "", "", "", "")
    title = device.title.removeprefix("NVIDIA ")
    return (title, device.arch, str(device.cores), f"{device.memory_gib} GB", str(device.bandwidth_gb_per_s))
