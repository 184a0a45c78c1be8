"""The command `hloscope run`: a program with dumping on, then what XLA compiled for it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from hloscope.cli.common.options import Commands, add_module, add_targets, add_top
from hloscope.cli.common.printing import check_json_file, no_such_module, print_errors, tell, write_document
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.cli.report import print_tables
from hloscope.cli.retarget import add_compiling, compiled, print_retargets, targets_of
from hloscope.errors import HloscopeError


def add_run(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "run",
        usage="hloscope run [options] -- COMMAND [ARGUMENT ...]",
        help="run a program with dumping on, and report what XLA compiled",
        description="Runs any command (JAX, TensorFlow or torch-xla) with the environment that makes XLA dump, and "
        "then reports on stderr what was compiled. stdin, stdout and the exit status are the command's own. The dump "
        "goes to --dump-to, else to the folder that XLA_FLAGS or TF_XLA_FLAGS name, else to a temporary folder that is "
        "removed.",
    )
    command.add_argument("--dump-to", metavar="DIR", help="folder for the dump; it is kept")
    command.add_argument("--keep", action="store_true", help="keep the temporary folder")
    command.add_argument("--passes", action="store_true", help="dump the module after every pass too (large)")
    command.add_argument("--proto", action="store_true", help="dump protos too")
    command.add_argument("--dot", action="store_true", help="dump drawings too")
    command.add_argument("--json", metavar="FILE", help="write the report to FILE as JSON, in place of the tables")
    command.add_argument(
        "--recompiles",
        action="store_true",
        help="also have jax say why it compiles again, for `hloscope recompiles DIR`; stderr goes through hloscope",
    )
    add_targets(command, purpose="report on what is compiled for these")
    add_compiling(command)
    add_module(command)
    add_top(command, "clusters and broadcasts")
    command.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND", help="what to run, with its arguments")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        tell("expected a command after --, such as: hloscope run -- python train.py")
        return BAD_INPUT
    from hloscope.captures.command.settings import wanted_folder

    if options.target:
        targets_of(options.target, options)  # now, lest the command run for nothing
    named = options.dump_to or wanted_folder(os.environ)
    if named:
        return _run_into(Path(named).absolute(), command, options)
    return _run_into_temporary(command, options)


def _run_into_temporary(command: list[str], options: argparse.Namespace) -> int:
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="hloscope-"))
    try:
        return _run_into(folder, command, options, fate="kept" if options.keep else "removed now; --keep keeps it")
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _run_into(folder: Path, command: list[str], options: argparse.Namespace, fate: str = "") -> int:
    from hloscope.captures.command.settings import Forms, dump_settings

    _check_places(folder, options.json)
    settings = dump_settings(os.environ, folder, Forms(options.passes, options.proto, options.dot))
    for note in settings.notes:
        tell(note)
    before = _names_in(folder)
    status = _run_explained(command, settings.applied_to(os.environ), folder if options.recompiles else None)
    if _names_in(folder) == before:
        tell(f"XLA compiled nothing, or did not dump it: nothing new is in {folder}")
        tell("to learn why, put `hloscope doctor --` in front of the same command")
    else:
        _report(folder, options, ", ".join(filter(None, (_old_files(before), fate))))
    return status


def _run_explained(command: list[str], environment: dict[str, str], folder: Path | None) -> int:
    """Runs the command; with a folder, what it says on stderr is kept there too, and jax says why it compiles again."""
    from hloscope.captures.command.run import run_command

    if folder is None:
        return run_command(command, environment)
    from hloscope.comparisons.recompiles import LOG_NAME

    folder.mkdir(parents=True, exist_ok=True)
    explained = {**environment, "JAX_EXPLAIN_CACHE_MISSES": "1", "JAX_LOG_COMPILES": "1"}
    return run_command(command, explained, stderr_to=folder / LOG_NAME)


def _check_places(folder: Path, document: str | None) -> None:
    """Refuses places that cannot be written to, before the command runs, which may take hours."""
    if folder.exists() and not folder.is_dir():
        raise HloscopeError(f"expected a folder to dump to, found a file: {folder}; give another name")
    check_json_file(document)


def _names_in(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


def _old_files(before: frozenset[str]) -> str:
    return f"{len(before)} of them from earlier runs" if before else ""


def _report(folder: Path, options: argparse.Namespace, remark: str) -> None:
    from hloscope.captures.command.run import size_of
    from hloscope.reports import reports_of

    files, size = size_of(folder)
    remark = f" ({remark})" if remark else ""
    tell(f"{files} files, {size / 1e6:.1f} MB in {folder}{remark}")
    if options.target:
        _report_on_targets(folder, options, has_dumps="removed" not in remark)
        return
    result = reports_of([folder], name=options.module)
    if options.json:
        write_document(result.to_dict(), options.json)
    else:
        print_tables(result, top=options.top, stream=sys.stderr)
    print_errors(result.errors)
    if options.module and not result.programs:
        tell(no_such_module(options.module))


def _report_on_targets(folder: Path, options: argparse.Namespace, *, has_dumps: bool) -> None:
    """What the targets make of it. With `--passes` their dumps are kept too: beside the command's, not in it."""
    beside = str(folder.with_name(f"{folder.name}-targets")) if options.passes and has_dumps else None
    try:
        targets = targets_of(options.target, options)
        document = compiled([str(folder)], targets, options, names=options.module, dump_to=beside)
    except HloscopeError as error:  # the exit status is the command's own all the same
        tell(str(error))
        return
    if beside:
        tell(f"the dumps of the targets, with their passes, are in {beside}")
    if options.json:
        write_document(document, options.json)
    else:
        print_retargets(document, top=0, stream=sys.stderr)
    print_errors(document["errors"])
