"""The command `hloscope run`: a program with dumping on, then what XLA compiled for it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from hloscope.cli.common.ending import Ended
from hloscope.cli.common.options import Commands, add_html, add_module, add_targets, add_top
from hloscope.cli.common.pages import check_page_file, write_page_of
from hloscope.cli.common.printing import (
    check_json_file,
    no_such_module,
    print_errors,
    tell,
    tell_faults,
    write_document,
)
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.cli.common.streams import has_failed
from hloscope.cli.report import print_report
from hloscope.cli.retarget import add_compiling, compiled, print_retargets, targets_of
from hloscope.errors import HloscopeError, report_of
from hloscope.version import ISSUES


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
    add_html(command)
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
    from hloscope.captures.command.settings import dump_folder_in
    from hloscope.captures.command.starting import original_environment

    environment = original_environment(os.environ)
    if options.target:
        targets_of(options.target, options)  # now, lest the command run for nothing
    check_json_file(options.json)
    check_page_file(options.html)
    _check_folder(options.dump_to)
    named = options.dump_to or dump_folder_in(environment)
    if named:
        return _run_into(Path(named).absolute(), command, environment, options)[0]
    return _run_into_temporary(command, environment, options)


def _check_folder(folder: str | None) -> None:
    """Before the command runs, which may take hours."""
    if folder == "":
        raise HloscopeError("expected a folder after --dump-to, found nothing")
    if folder is None:
        return
    if Path(folder).exists() and not Path(folder).is_dir():
        raise HloscopeError(f"expected a folder to dump to, found a file: {folder}; give another name")
    from hloscope.dump.writing import check_folder

    try:
        check_folder(Path(folder).absolute())
    except OSError as error:
        raise HloscopeError(f"cannot dump to {folder}: {error.strerror or error}; give another name") from error


def _run_into_temporary(command: list[str], environment: Mapping[str, str], options: argparse.Namespace) -> int:
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="hloscope-"))
    is_told = True  # so far
    try:
        fate = "kept" if options.keep else "removed now; --keep keeps it"
        status, is_told = _run_into(folder, command, environment, options, fate)
        return status
    finally:
        if not is_told:
            tell(f"the dump is kept: {folder}")
        elif not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _run_into(
    folder: Path, command: list[str], environment: Mapping[str, str], options: argparse.Namespace, fate: str = ""
) -> tuple[int, bool]:
    """The exit status of the command, whatever becomes of the report; and whether that could be given."""
    from hloscope.captures.command.settings import Forms, dump_settings
    from hloscope.captures.command.starting import StartError

    settings = dump_settings(environment, folder, Forms(options.passes, options.proto, options.dot))
    for note in settings.notes:
        tell(note)
    before = _names_in(folder)
    try:
        status = _run_explained(command, settings.applied_to(environment), folder if options.recompiles else None)
    except StartError as error:
        tell(str(error))
        return error.status, True
    is_told = _is_reported(folder, options, before, fate)
    return status, not tell_faults(options) and is_told  # told here, for the exit status is the command's own


def _run_explained(command: list[str], environment: dict[str, str], folder: Path | None) -> int:
    """Runs the command; with a folder, what it says on stderr is kept there too, and jax says why it compiles again."""
    from hloscope.captures.command.run import run_command

    if folder is None:
        return run_command(command, environment)
    from hloscope.comparisons.recompiles import LOG_NAME

    with suppress(OSError):  # then there is no log
        folder.mkdir(parents=True, exist_ok=True)
    explained = {**environment, "JAX_EXPLAIN_CACHE_MISSES": "1", "JAX_LOG_COMPILES": "1"}
    return run_command(command, explained, stderr_to=folder / LOG_NAME)


def _names_in(folder: Path) -> frozenset[str]:
    with suppress(OSError):
        return frozenset(path.name for path in folder.iterdir())
    return frozenset()


def _old_files(before: frozenset[str]) -> str:
    return f"{len(before)} of them from earlier runs" if before else ""


def _is_reported(folder: Path, options: argparse.Namespace, before: frozenset[str], fate: str) -> bool:
    """Reports what is in the folder; whether all of it arrived. Nothing changes the status: the command has ended."""
    from hloscope.comparisons.recompiles import LOG_NAME

    try:
        if _names_in(folder) - before <= {LOG_NAME}:
            tell(f"XLA compiled nothing, or did not dump it: nothing new is in {folder}")
            tell("to learn why, put `hloscope doctor --` in front of the same command")
            return True
        has_written = _report(folder, options, ", ".join(filter(None, (_old_files(before), fate))))
        return has_written if options.json else not has_failed(sys.stderr)
    except HloscopeError as error:
        tell(report_of(error))
    except (KeyboardInterrupt, Ended):
        tell("interrupted while it reported; the command had ended")
    except Exception as error:  # noqa: BLE001 (whatever it is, the command has run, and its dump is worth something)
        tell(f"the report failed ({type(error).__name__}: {error}); please send the dump to {ISSUES}")
    return False


def _report(folder: Path, options: argparse.Namespace, remark: str) -> bool:
    """Whether the document was written, if one was asked for."""
    from hloscope.captures.command.run import size_of
    from hloscope.reports import reports_of

    files, size = size_of(folder)
    remark = f" ({remark})" if remark else ""
    tell(f"{files} files, {size / 1e6:.1f} MB in {folder}{remark}")
    if options.target:
        return _report_on_targets(folder, options, has_dumps="removed" not in remark)
    result = reports_of([folder], name=options.module)
    is_written = _is_written(result.to_dict(), options.json) if options.json else False
    if not is_written:
        print_report(result, options, stream=sys.stderr)
    if options.html and result.programs:
        _write_page(folder, options)
    print_errors(result.errors)
    if options.module and not result.programs:
        tell(no_such_module(options.module))
    return is_written


def _is_written(document: Mapping[str, Any], file: str) -> bool:
    """Writes the document; if that fails, says so: the tables are shown then."""
    try:
        write_document(document, file)
    except HloscopeError as error:
        tell(str(error))
        return False
    return True


def _write_page(folder: Path, options: argparse.Namespace) -> None:
    """Writes the page; if that fails, says so: the tables were shown."""
    try:
        write_page_of([folder], options.html, options.module)
    except HloscopeError as error:
        tell(str(error))


def _report_on_targets(folder: Path, options: argparse.Namespace, *, has_dumps: bool) -> bool:
    """What the targets make of it. With `--passes` their dumps are kept too: beside the command's, not in it."""
    beside = str(folder.with_name(f"{folder.name}-targets")) if options.passes and has_dumps else None
    targets = targets_of(options.target, options)
    document = compiled([str(folder)], targets, options, names=options.module, dump_to=beside)
    if beside:
        tell(f"the dumps of the targets, with their passes, are in {beside}")
    is_written = _is_written(document, options.json) if options.json else False
    if not is_written:
        print_retargets(document, options, top=0, stream=sys.stderr)
    print_errors(document["errors"])
    return is_written
