"""The command `hloscope env`: the variables that make XLA dump, for people who start their jobs themselves."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.cli.common.options import Commands, path_text
from hloscope.cli.common.printing import print_document, print_exactly, tell
from hloscope.errors import HloscopeError
from hloscope.frameworks import FRAMEWORKS

if TYPE_CHECKING:
    from hloscope.captures.command.settings import Settings


def add_env(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "env",
        help="print the environment variables that make XLA dump",
        description="Prints what `hloscope run` would set, merged with the present environment, as commands of a "
        'shell: eval "$(hloscope env --dump-to DIR)". The same variables serve JAX, TensorFlow and torch-xla.',
    )
    command.add_argument("--dump-to", type=path_text, metavar="DIR", required=True, help="folder for the dump")
    command.add_argument(
        "--framework", choices=tuple(FRAMEWORKS), help="print what this framework needs; else what all of them need"
    )
    command.add_argument("--passes", action="store_true", help="dump the module after every pass too (large)")
    command.add_argument("--proto", action="store_true", help="dump protos too")
    command.add_argument("--dot", action="store_true", help="dump drawings too")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--fish", dest="form", action="store_const", const="fish", help="for the fish shell")
    form.add_argument("--docker", dest="form", action="store_const", const="docker", help="as options of docker run")
    form.add_argument(
        "--json",
        dest="form",
        action="store_const",
        const="json",
        help="as one JSON document; --json=FILE: write it to FILE",
    )
    command.set_defaults(run=_env, form="sh")


def _env(options: argparse.Namespace) -> int:
    from hloscope.captures.command.settings import Forms, dump_settings

    folder = Path(options.dump_to).absolute()
    try:
        options.dump_to.encode("utf-8")
    except UnicodeEncodeError as error:
        raise HloscopeError("expected a folder whose name is UTF-8, as what is printed is") from error
    forms = Forms(options.passes, options.proto, options.dot)
    frameworks = [options.framework] if options.framework else FRAMEWORKS
    settings = dump_settings(os.environ, folder, forms, frameworks)
    for note in settings.notes:
        tell(note)
    if options.form == "json":
        print_document(settings.to_dict(os.environ), options)
    else:
        print_exactly(f"{_WRITERS[options.form](settings, os.environ)}\n")
    return 0


def _as_sh(settings: Settings, environment: Mapping[str, str]) -> str:
    lines = [f"export {name}={shlex.quote(value)}" for name, value in settings.variables.items()]
    return "\n".join([*lines, *(f"unset {name}" for name in settings.removed_from(environment))])


def _as_fish(settings: Settings, environment: Mapping[str, str]) -> str:
    lines = [f"set -gx {name} {shlex.quote(value)}" for name, value in settings.variables.items()]
    return "\n".join([*lines, *(f"set -e {name}" for name in settings.removed_from(environment))])


def _as_docker(settings: Settings, _: Mapping[str, str]) -> str:
    options = [f"--env {shlex.quote(f'{name}={value}')}" for name, value in settings.variables.items()]
    return " ".join([*options, f"--volume {shlex.quote(f'{settings.folder}:{settings.folder}')}"])


_WRITERS: Mapping[str, Callable[[Settings, Mapping[str, str]], str]] = {
    "sh": _as_sh,
    "fish": _as_fish,
    "docker": _as_docker,
}
