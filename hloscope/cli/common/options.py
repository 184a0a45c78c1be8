"""Options that several commands have, each declared once: the same name, the same meaning, the same words."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from hloscope.analyses.cost.machines import Machine


class Commands(Protocol):
    """Where a command declares itself: what `ArgumentParser.add_subparsers` gives."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 (as argparse has it)
        """A parser for the arguments of the command."""
        ...


_MOST_JOBS = 61  # which Windows can wait for
_DUMP = "dump folder, .zip or .tar.gz of one, log, text with HLO in it, or a URL of one; - is stdin"


def path_text(text: str) -> str:
    """The argument that names a path: not empty, which would be the folder where one is."""
    return _filled(text, "a path")


def _target_text(text: str) -> str:
    return _filled(text, "a target")


def _filled(text: str, what: str) -> str:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError(f"expected {what}, found {'a NUL in it' if text else 'an empty argument'}")
    return text


def add_paths(command: argparse.ArgumentParser) -> None:
    """Adds the dumps that a command reads, one or more."""
    command.add_argument("paths", nargs="+", type=path_text, metavar="PATH", help=_DUMP)


def add_path(command: argparse.ArgumentParser) -> None:
    """Adds the one dump that a command reads."""
    command.add_argument("path", type=path_text, metavar="PATH", help=_DUMP)


def add_module(command: argparse.ArgumentParser) -> None:
    """Adds the modules to look at; `options.module` is None for all, or a list of patterns."""
    command.add_argument(
        "--module",
        action="append",
        metavar="NAME",
        help="only modules of this name; * and ? match any characters; may be repeated",
    )


def add_top(command: argparse.ArgumentParser, rows: str, default: int = 10) -> None:
    """Adds how many `rows` are listed at most, 0 for all."""
    usual = "all by default" if default == 0 else f"default: {default}"
    command.add_argument("--top", type=_count, default=default, metavar="N", help=f"{rows} listed; 0: all ({usual})")


def _count(text: str) -> int:
    try:
        return max(0, int(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"invalid int value: {text!r}") from None


def add_jobs(command: argparse.ArgumentParser) -> None:
    """Adds how many processes share the work; `options.jobs` is a number."""
    command.add_argument(
        "--jobs",
        type=_jobs,
        default=cores(),
        metavar="N",
        help="processes that share a large folder (default: one for each core)",
    )


def _jobs(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {_MOST_JOBS}, found {text!r}")
    return number


def cores() -> int:
    """The cores that this process may use."""
    mask = getattr(os, "sched_getaffinity", None)
    return min(len(mask(0)) if mask else os.cpu_count() or 1, _MOST_JOBS)


def add_json(command: argparse.ArgumentParser) -> None:
    """Adds `--json`; its form with a file is taken out before the arguments are parsed, see `split_json_file`."""
    command.add_argument(
        "--json", action="store_true", help="print everything as one JSON document; --json=FILE: write it to FILE"
    )


def split_json_file(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments with `--json` in place of `--json=FILE`, and the FILE.

    argparse would have `--json PATH` name a file too, and PATH is what to read.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    files = [argument.partition("=")[2] for argument in arguments[:end] if argument.startswith("--json=")]
    plain = ["--json" if argument.startswith("--json=") else argument for argument in arguments[:end]]
    return [*plain, *arguments[end:]], files[-1] if files else None


def add_on(command: argparse.ArgumentParser, when: str = "") -> None:
    """Adds the machine that times are modelled on."""
    command.add_argument("--on", metavar="MACHINE", help=f"{when}model times on this machine, such as h100")


def add_profile_log(command: argparse.ArgumentParser) -> None:
    """Adds the profile that measured times are taken from, where the paths are not profiles themselves."""
    command.add_argument(
        "--profile",
        type=path_text,
        metavar="LOGDIR",
        help="show measured times too, from this profile of the same programs; needless where PATH is a profile",
    )


def add_html(command: argparse.ArgumentParser) -> None:
    """Adds the file that a page goes to, beside what is printed."""
    command.add_argument("--html", metavar="FILE", help="also write a page to look at, as `hloscope html` does")


_ONE_TARGET = "such as h100 or my-gpu.toml; `hloscope targets` lists them"
_TARGETS = "such as h100,h100x4,tpu-v5e,cpu,my-gpu.toml; `hloscope targets` lists them"


def add_target(command: argparse.ArgumentParser, *old: str, purpose: str, default: str | None = None) -> None:
    """Adds the target to compile for; `old` is what the option was called in this command."""
    words = f"{purpose}, {_ONE_TARGET}"
    command.add_argument(
        "--target", *old, dest="target", type=_target_text, default=default, metavar="TARGET", help=words
    )


def add_targets(command: argparse.ArgumentParser, *old: str, purpose: str, required: bool = False) -> None:
    """Adds targets to compile for, with commas between them."""
    words = f"{purpose}, {_TARGETS}"
    command.add_argument(
        "--target", *old, dest="target", type=_target_text, required=required, metavar="TARGETS", help=words
    )


def add_function_input(command: argparse.ArgumentParser) -> None:
    """Adds examples of a function's arguments, and whose they are."""
    command.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="VALUE",
        help="an argument of the function: an array of ones such as f32[32,128] (float32 and torch.float32 are taken "
        "too), or a literal; may be repeated",
    )
    command.add_argument("--framework", choices=("torch", "jax", "tensorflow"), help="if the function does not tell")


def machine_called(name: str | None) -> Machine | None:
    """The machine of that name, None if there is no name.

    Raises:
        HloscopeError: none is called so.
    """
    if name is None:
        return None
    from hloscope.analyses.cost import machines

    return machines.machine_called(name)
