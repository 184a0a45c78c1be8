"""The command `hloscope doctor`: why a dump is missing or not what one wanted."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.cli.common.formats import add_format, is_for_ci, print_findings
from hloscope.cli.common.options import Commands, add_json, path_text
from hloscope.cli.common.printing import print_document, print_tables, tell
from hloscope.cli.common.statuses import BAD_INPUT, FINDING
from hloscope.cli.common.stdin import stdin_file
from hloscope.dump.places import find_file, is_url
from hloscope.dump.sources import SourceFile, file_at, printable

if TYPE_CHECKING:
    from hloscope.captures.doctor.diagnosis import Diagnosis


def add_doctor(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "doctor",
        usage="hloscope doctor [options] [DIR | LOG | -- COMMAND [ARGUMENT ...]]",
        help="say why a dump is missing, partial or stale",
        description="Reads a dump folder and explains what is wrong with it, or the log of a program and explains "
        "what XLA complained of in it, or runs a command and explains why it "
        "does not dump; what the command prints goes to stderr then. With none it lists what is installed, and what "
        "is wrong with the variables in effect. Each finding has its evidence, cause and cure. Exit status 1 if there "
        "is a problem.",
    )
    command.add_argument(
        "folder",
        nargs="?",
        type=path_text,
        metavar="DIR | LOG",
        help="folder of a dump, or log of a program; - is stdin",
    )
    command.add_argument("--platform", choices=("cpu", "gpu", "tpu"), help="what the program should be compiled for")
    command.add_argument(
        "--newer-than", type=path_text, metavar="FILE", help="say if the dump in DIR is older than this program"
    )
    add_format(command)
    add_json(command)
    command.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    if options.command is not None and bool(options.command) == bool(options.folder):
        found = "both" if options.folder else "nothing behind --"
        tell(f"expected a DIR, a LOG or -- COMMAND, found {found}")
        return BAD_INPUT
    diagnosis = _diagnosis(options)
    if options.json:
        print_document(diagnosis.to_dict(), options)
    elif is_for_ci(options):
        from hloscope.formats.found import findings_of_doctor

        print_findings(findings_of_doctor(diagnosis), options)
    else:
        from hloscope.tables.doctor import diagnosis_text

        print_tables(diagnosis_text, diagnosis, options)
    return FINDING if diagnosis.problems else 0


def _diagnosis(options: argparse.Namespace) -> Diagnosis:
    from hloscope.captures.doctor.diagnosis import diagnose_folder, diagnose_machine

    if options.command:
        from hloscope.captures.doctor.trial import diagnose_command

        return diagnose_command(options.command, os.environ, platform=options.platform)
    log = _find_log(options.folder) if options.folder else None
    if log:
        from hloscope.captures.doctor.log_diagnosis import diagnose_log

        return diagnose_log(log)
    if options.folder:
        newer = Path(options.newer_than) if options.newer_than else None
        return diagnose_folder(Path(options.folder), platform=options.platform, newer=newer)
    return diagnose_machine(os.environ, sys.path)


def _find_log(path: str) -> SourceFile | None:
    """The log that is to be read, if it is none of the paths of a folder."""
    if path == "-":
        return stdin_file()
    if is_url(path):
        return find_file(path, "a log, or a folder of this machine")
    return None if not os.path.isfile(path) else file_at(Path(path), label=printable(path))  # noqa: PTH113
