"""The command `hloscope export`: programs as graphs and time lines that other tools open."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hloscope.cli.common.options import (
    Commands,
    add_json,
    add_module,
    add_on,
    add_paths,
    add_profile_log,
    machine_called,
    path_text,
)
from hloscope.cli.common.printing import (
    no_such_module,
    print_document,
    print_errors,
    print_exactly,
    tell,
    write_text,
)
from hloscope.cli.common.progress import with_progress
from hloscope.cli.common.statuses import BAD_INPUT
from hloscope.errors import HloscopeError

if TYPE_CHECKING:
    from hloscope.reports.graph.document import GraphProgram

_FORMS = ("dot", "perfetto", "model-explorer")


def add_export(commands: Commands) -> None:
    """Declares the command."""
    command = commands.add_parser(
        "export",
        help="programs for Graphviz, Perfetto and Model Explorer",
        description="Writes what runs, launch by launch, for other tools: dot is a graph for Graphviz, with edges as "
        "wide as what goes through memory; perfetto a time line for ui.perfetto.dev, of measured or modelled times; "
        "model-explorer both modules as graphs, bytes as node data, and which operation became which. Exit status 2 if "
        "a file could not be read.",
    )
    add_paths(command)
    command.add_argument("--as", dest="form", choices=_FORMS, default="dot", help="what to write (default: dot)")
    command.add_argument(
        "-o",
        "--output",
        type=path_text,
        metavar="FILE",
        help="file to write, stdout by default; of model-explorer the folder, which must be named",
    )
    add_on(command)
    add_profile_log(command)
    add_json(command)
    add_module(command)
    command.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from hloscope.reports.graph.document import graph_report

    if options.form == "model-explorer" and not options.output and not options.json:
        raise HloscopeError("expected -o FOLDER, for Model Explorer takes three files of each program")
    result = graph_report(
        options.paths,
        machine=machine_called(options.on),
        name=options.module,
        progress=with_progress,
        profile=options.profile,
    )
    if options.json:
        print_document(result.to_dict(), options)
    elif result.programs and options.form == "model-explorer":
        _write_folder(result.programs, Path(options.output))
    elif result.programs:
        _write(_text_of(result.programs, options.form), options.output)
    print_errors(result.errors)
    if not result.programs and not result.errors:
        tell(no_such_module(options.module) if options.module else "no program has a module from after optimization")
    return 0 if result.programs and not result.errors else BAD_INPUT


def _text_of(programs: Sequence[GraphProgram], form: str) -> str:
    if form == "perfetto":
        from hloscope.formats.perfetto import perfetto_text

        return perfetto_text(programs)
    from hloscope.formats.dot import dot_text

    return dot_text(programs)


def _write(text: str, file: str | None) -> None:
    if file is None or file == "-":
        print_exactly(text)
    else:
        write_text(text, file)


def _write_folder(programs: Sequence[GraphProgram], folder: Path) -> None:
    """Writes three files of each program, which are named after it and its place among the others."""
    from hloscope.formats.model_explorer import model_explorer_files

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise HloscopeError(f"cannot write to {folder}: expected a folder, found something else") from None
    except OSError as error:
        raise HloscopeError(f"cannot make the folder {folder}: {error.strerror or error}") from error
    for number, program in enumerate(programs):
        name = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in program["name"][:60])
        for end, text in model_explorer_files(program).items():
            write_text(text, str(folder / f"{number:04d}.{name}.{end}"))
