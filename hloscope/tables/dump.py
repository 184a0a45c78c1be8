"""The table of a dump: which programs it holds, before any of their modules is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from hloscope.dump.file_names import Role
from hloscope.tables.style import new_table
from hloscope.words import counted, name_text
from hloscope.words.safe_text import visible

if TYPE_CHECKING:
    from hloscope.dump import Compilation, Dump

_TOP = 20  # programs that are listed


def dump_table(dump: Dump) -> RenderableType:
    """The programs of a dump, the first of many, and how many files could not be used."""
    shown = dump.compilations[:_TOP]
    title = f"{visible(dump.path)}: {counted(len(dump.compilations), 'program')}"
    has_folders = any(compilation.path for compilation in shown)
    columns = ["Program", "Id", "Backend", "Stages", "Passes", *(["Folder"] if has_folders else [])]
    table = new_table(title, *columns, numbers=["Id", "Passes"])
    for compilation in shown:
        table.add_row(*_cells(compilation), *([visible(compilation.path)] if has_folders else []))
    more = len(dump.compilations) - len(shown)
    notes = [f"{more} more"] if more else []
    notes += [f"{counted(len(dump.unreadable), 'file')} could not be used"] if dump.unreadable else []
    return Group(table, *[Text(note, style="dim") for note in notes])


def _cells(compilation: Compilation) -> tuple[str, ...]:
    backend = " ".join(filter(None, (compilation.framework, compilation.platform, compilation.arch)))
    stages = ", ".join(stage for stage in ("before", "after") if compilation.files.get(Role(stage)))
    number = "-" if compilation.id is None else str(compilation.id)
    return visible(name_text(compilation.name)), number, backend, stages or "-", str(len(compilation.passes) or "-")
