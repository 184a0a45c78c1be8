"""In memory: dump files whose content is in memory, for programs that were captured in this process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from hloscope.dump.budget import new_meter
from hloscope.dump.compilation import Compilation
from hloscope.dump.file_names import Role, find_dump_name
from hloscope.dump.files import DumpFile
from hloscope.dump.sources import FileError, SourceFile, file_at, file_error
from hloscope.dump.texts import find_module_name, find_platform
from hloscope.dump.unpacking import open_packed, pack_stream
from hloscope.errors import DumpError

_UNSAFE = re.compile(r"[^\w.\-]")
_LONGEST_NAME = 150  # of a module, in the name of a file


def files_in_memory(files: Iterable[SourceFile | FileError]) -> Iterator[SourceFile | FileError]:
    """The same files, read now, so that their folder may go; those that are never read are empty."""
    for file in files:
        yield _read_now(file) if isinstance(file, SourceFile) else file


def compilation_of_texts(before: str, after: str, *, suffixes: frozenset[str] = frozenset()) -> Compilation:
    """The compilation whose stages are these two texts, as a framework gives them in process.

    `suffixes` are those that the files of a dump would have beside the stages, as far as they tell the CPU runtime.

    A module that has no mark of GPU or TPU is one for CPU. There is no `id`, no thunk list and no buffer assignment.
    """
    name = find_module_name(before) or ""
    stages = {Role.BEFORE: before, Role.AFTER: after}
    files = {
        role: DumpFile(_file_of_text(f"{name}.{role.value}", text), has_entry=True) for role, text in stages.items()
    }
    return Compilation(None, "", name, (find_platform(after) or "cpu", None), files, suffixes)


def _read_now(file: SourceFile) -> SourceFile | FileError:
    name = find_dump_name(file.name)
    is_read = name is None or name.is_read
    try:
        return _with_content(file._replace(label=file.name), file.read_bytes() if is_read else b"")
    except DumpError as error:
        return file_error(file.label, error)


def _file_of_text(name: str, text: str) -> SourceFile:
    return _with_content(SourceFile("", name, name, BytesIO, new_meter()), text.encode("utf-8", "replace"))


def _with_content(file: SourceFile, content: bytes) -> SourceFile:
    return file._replace(open=partial(open_packed, pack_stream(BytesIO(content))))


def write_into(folder: Path, compilation: Compilation) -> Compilation:
    """Writes the files of a compilation to a folder, under names that `load` knows; the same, with its files there."""
    files = {role: _write(file, role, compilation, folder) for role, file in compilation.files.items()}
    return replace(compilation, files=files)


def _write(file: DumpFile, role: Role, compilation: Compilation, folder: Path) -> DumpFile:
    path = folder / _dump_name(file.source.name, role, compilation)
    path.write_bytes(file.source.read_bytes())
    source = file_at(path, label=str(path), meter=file.source.meter)
    return DumpFile(source, has_entry=file.has_entry, is_pasted=file.is_pasted)


def _dump_name(name: str, role: Role, compilation: Compilation) -> str:
    """The name that XLA would have given to a text that a framework handed over in process."""
    if find_dump_name(name):
        return name.removesuffix(".gz")
    platform = {"cpu": "cpu_", "gpu": f"{compilation.arch}_gpu_" if compilation.arch else "gpu_"}
    prefix = platform.get(compilation.platform or "", "")
    stage = "before_optimizations" if role is Role.BEFORE else f"{prefix}after_optimizations"
    return f"module_0000.{_UNSAFE.sub('_', compilation.name)[:_LONGEST_NAME]}.{stage}.txt"
