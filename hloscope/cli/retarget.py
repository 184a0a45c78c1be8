"""The command `hloscope retarget`: the programs of a dump, compiled for targets that need not be here."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from hloscope.cli.common.options import Commands, add_json, add_module, add_paths, add_targets, add_top, path_text
from hloscope.cli.common.printing import no_such_module, print_document, print_errors, print_tables, tell
from hloscope.cli.common.progress import progress
from hloscope.cli.common.statuses import BAD_INPUT, FINDING
from hloscope.errors import HloscopeError

if TYPE_CHECKING:
    from hloscope.captures.targets.target import Target
    from hloscope.dump import Compilation
    from hloscope.reports.retarget import Retargets
    from hloscope.reports.schema import Error


def add_retarget(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "retarget",
        help="compile the programs of a dump for other targets",
        description="Compiles what each program of a dump was before optimization, whichever framework made it, for "
        "other targets, and prints what came out. `hloscope targets` lists them. Exit status 1 if a program could not "
        "be compiled, 2 if a file could not be read.",
    )
    add_paths(command)
    add_targets(command, "--to", purpose="compile for these", required=True)
    add_module(command)
    add_top(command, "programs", default=0)
    add_json(command)
    command.add_argument(
        "--dump-to", type=path_text, metavar="DIR", help="keep what the compiles dump, in a folder for each target"
    )
    command.add_argument(
        "--passes", action="store_true", help="with --dump-to: keep the module after every pass of a CPU or GPU too"
    )
    add_compiling(command)
    command.set_defaults(run=_retarget)


def add_compiling(command: argparse.ArgumentParser) -> None:
    """Declares how to compile for targets."""
    command.add_argument(
        "--gemm", choices=("triton", "cublas"), default="triton", help="what multiplies matrices on a GPU"
    )
    command.add_argument("--no-cache", action="store_true", help="neither read nor write $XDG_CACHE_HOME/hloscope")
    command.add_argument(
        "--time-limit", type=_positive, default=300.0, metavar="S", help="seconds for one compile (default: 300)"
    )
    command.add_argument(
        "--memory-limit", type=_positive, metavar="GB", help="address space of a compiler (default: 4 times the memory)"
    )


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _retarget(options: argparse.Namespace) -> int:
    if options.passes and not options.dump_to:
        tell("--passes needs --dump-to DIR, where the module after every pass is kept")
        return BAD_INPUT
    targets = targets_of(options.target, options)
    document = compiled(options.paths, targets, options, names=options.module, dump_to=options.dump_to)
    if not document["results"] and not document["errors"]:
        tell(no_such_module(options.module or ()))
        return BAD_INPUT
    if options.json:
        print_document(document, options)
    else:
        print_retargets(document, options, top=options.top)
    print_errors(document["errors"])
    if document["errors"]:
        return BAD_INPUT
    return FINDING if any(result["problem"] for result in document["results"]) else 0


def targets_of(names: str, options: argparse.Namespace) -> list[Target]:
    """The targets in a list with commas, each once.

    Raises:
        HloscopeError: one is unknown, or what it takes is not installed.
    """
    from hloscope.captures.targets.targets import check_installed, find_target

    found = dict.fromkeys(find_target(name.strip()) for name in names.split(","))
    for target in found:
        check_installed(target)
    return [replace(target, gemm=options.gemm) for target in found]


def compiled(
    paths: Sequence[str],
    targets: Sequence[Target],
    options: argparse.Namespace,
    *,
    names: Sequence[str] | None = None,
    dump_to: str | None = None,
) -> Retargets:
    """What becomes of the programs of some dumps, each once, with a bar on a terminal while it takes."""
    from hloscope.captures.targets.cache import Cache, cache_folder
    from hloscope.captures.targets.retarget import Settings, retarget
    from hloscope.dump.workers.process import Limits
    from hloscope.reports.retarget import retargets_of
    from hloscope.reports.schema import Error

    places, errors = _programs_in(paths, names)
    memory = None if options.memory_limit is None else int(options.memory_limit * 1e9)
    settings = Settings(
        Limits(options.time_limit, memory),
        None if options.no_cache else Cache(cache_folder()),
        Path(dump_to).absolute() if dump_to else None,
        passes=bool(dump_to) and options.passes,
    )
    if settings.dump_to:
        _check_folder(settings.dump_to)
    with progress("Compiling", len(places) * len(targets)) as display:
        results = retarget([*places], targets, settings, display.advance)
    problems = filter(None, (result.outcome.dump_problem for result in results))
    errors += [Error(file=str(settings.dump_to), message=message) for message in problems]
    return retargets_of(results, targets, places, errors)


def _check_folder(folder: Path) -> None:
    """Before anything is compiled, which may take long."""
    from hloscope.dump.writing import check_folder

    try:
        check_folder(folder)
    except OSError as error:
        raise HloscopeError(f"cannot dump to {folder}: {error.strerror or error}; give another name") from error


def _programs_in(paths: Sequence[str], names: Sequence[str] | None) -> tuple[dict[Compilation, str], list[Error]]:
    """The programs of some dumps with their places, and what could not be read; none that was compiled again."""
    from hloscope.dump import load
    from hloscope.reports.each_compilation import error_of, errors_form, is_wanted

    places: dict[Compilation, str] = {}
    errors: list[Error] = []
    for path in paths:
        try:
            dump = load(path)
        except HloscopeError as error:
            errors.append(error_of(error, path))
            continue
        prefix = f"{dump.path}/" if len(paths) > 1 else ""
        wanted = (item for item in dump.compilations if is_wanted(item.name, names))
        places |= {item: f"{prefix}{item.path}".rstrip("/") for item in wanted if item.recompilation_of is None}
        errors += errors_form(dump.errors)
    return places, errors


def print_retargets(
    document: Retargets, options: argparse.Namespace, *, top: int, stream: TextIO | None = None
) -> None:
    """Prints the tables to `stream`, stdout if it is None, as wide as the terminal."""
    from hloscope.tables.retarget import retarget_tables

    if document["results"]:
        print_tables(partial(retarget_tables, top=top), document, options, stream)
