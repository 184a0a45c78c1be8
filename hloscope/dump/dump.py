"""Dump: what XLA wrote of the programs it compiled, from a folder, a file, an archive or a log."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path

from hloscope.dump.budget import Limits, limits_in_use
from hloscope.dump.compilation import STAGES, Compilation
from hloscope.dump.file_names import DumpName, Role, find_dump_name, find_lowered_name
from hloscope.dump.files import DumpFile, PassSnapshot
from hloscope.dump.groups import compilations_of
from hloscope.dump.pass_steps import steps_of
from hloscope.dump.places import find_file, find_place, is_url, label_of
from hloscope.dump.profiles import is_profile_name, is_trace_name, short_paths
from hloscope.dump.saved_texts import modules_in_file
from hloscope.dump.sources import (
    FileError,
    SourceFile,
    file_error,
    files_below,
)
from hloscope.dump.texts import begins_with_hlo, may_hold_hlo
from hloscope.errors import DumpError, HloscopeError, telling_faults
from hloscope.words import counted
from hloscope.words.display import Displayed

__all__ = ["Compilation", "Dump", "FileError", "PassSnapshot", "dump_of", "load"]

_EXPECTED = "the folder that XLA dumps to (XLA_FLAGS=--xla_dump_to=FOLDER), or a dump file, an archive or a log of one"
NO_MODULES = (
    "no dump of an HLO module is in it; run the program with XLA_FLAGS=--xla_dump_to=FOLDER, and give that FOLDER"
)


@dataclass(frozen=True, eq=False, repr=False)
class Dump(Displayed):
    """What was found at `path`: compilations by folder and id, and what could not be used.

    `unreadable` is what is known without reading the modules; `errors` says it all.
    """

    path: str
    compilations: tuple[Compilation, ...]
    unreadable: tuple[FileError, ...] = field(default=(), repr=False)
    log: SourceFile | None = field(default=None, repr=False)  # the text that it was read from, if not from a path

    def __repr__(self) -> str:
        return f"<Dump {self.path!r}: {counted(len(self.compilations), 'program')}>"

    @cached_property
    def errors(self) -> tuple[FileError, ...]:
        """The files that cannot be used: unreadable ones, protos without text, stages that are cut short.

        The stages that XLA dumped are read for this, but not parsed.
        """
        stages = {file.source: file for compilation in self.compilations for file in _stages_of(compilation)}
        problems = (_find_problem(file.source.label, file.check) for file in stages.values())
        return (*self.unreadable, *(problem for problem in problems if problem))

    @property
    def texts(self) -> tuple[str, ...]:
        """The files that `check` reads: every stage, snapshot and thunk list."""
        files = (
            file
            for compilation in self.compilations
            for file in (*_modules_of(compilation), _thunks_of(compilation))
            if file
        )
        return tuple(dict.fromkeys(file.source.label for file in files))

    def check(self) -> tuple[FileError, ...]:
        """All that is wrong: `errors`, and what the parsers say of every stage, snapshot and thunk list."""
        found = (problem for compilation in self.compilations for problem in _problems_in(compilation))
        known = {error.file for error in self.errors}
        return (*self.errors, *(problem for problem in dict.fromkeys(found) if problem.file not in known))


def _stages_of(compilation: Compilation) -> Iterator[DumpFile]:
    yield from (compilation.files[role] for role in STAGES if role in compilation.files)


def _modules_of(compilation: Compilation) -> Iterator[DumpFile]:
    yield from (file for role, file in compilation.files.items() if role.is_hlo)
    yield from (snapshot.file for snapshot in compilation.passes)


def _thunks_of(compilation: Compilation) -> DumpFile | None:
    return compilation.files.get(Role.THUNK_METADATA) or compilation.files.get(Role.THUNK_SEQUENCE)


def _problems_in(compilation: Compilation) -> Iterator[FileError]:
    """What the parsers say; equal snapshots are parsed once, and shared is what a pass left alone: 3 times as fast."""
    errors: list[HloscopeError] = []
    try:
        with telling_faults():
            for _ in steps_of(compilation, errors):
                continue
    except HloscopeError as error:
        errors.append(error)
    yield from (file_error(error.filename or "", error) for error in errors)
    partitioned, thunks = compilation.files.get(Role.PARTITIONED), _thunks_of(compilation)
    problems = [_find_problem(partitioned.source.label, partitioned.parse) if partitioned else None]
    if thunks:
        problems.append(_find_problem(thunks.source.label, lambda: compilation.thunks))
    yield from (problem for problem in problems if problem)


def _find_problem(label: str, read: Callable[[], object]) -> FileError | None:
    try:
        with telling_faults(label):
            read()
    except HloscopeError as error:
        return file_error(label, error)
    return None


def load(path: str | os.PathLike[str], *, limit: int | None = None, limits: Limits | None = None) -> Dump:
    """The dump at `path`: a folder, one file, a `.zip` or `.tar.gz` of a folder, or a log that XLA dumped into.

    `path` may be a URL, such as `s3://bucket/folder`, which takes `hloscope[remote]`. Nothing is parsed yet. A file may
    hold `limit` bytes, unpacked, and an archive 8 times as many; `limits` says all that may be asked.

    Raises:
        DumpError: there is nothing at `path`, or nothing that hloscope knows.
    """
    if limit is not None:
        limits = replace(limits or limits_in_use(), file_bytes=limit, total_bytes=8 * limit)
    found = find_place(path, _EXPECTED, limits=limits)
    if isinstance(found, SourceFile):
        return load_file(found)
    dump = dump_of(label_of(path), found)
    return dump if dump.compilations or is_url(path) else _without_modules(dump, Path(path))


def _without_modules(dump: Dump, root: Path) -> Dump:
    """The dump of a folder in which no module is; what the folder is, if it is of a known kind."""
    from hloscope.dump.other_formats import find_other_folder
    from hloscope.dump.saved_texts import TRACE

    traces = (each.label for each in files_below(root, wanted=is_trace_name) if isinstance(each, SourceFile))
    found = TRACE if next(traces, None) else find_other_folder(root)
    return replace(dump, unreadable=(FileError(dump.path, found),)) if found else dump


def load_file(file: SourceFile) -> Dump:
    """The dump in one file, whose content says what it is; raises as `load` does."""
    from hloscope.dump.archives import files_in_tar, files_in_zip, without_top_folder  # most are folders

    if file.is_zip():
        return dump_of(file.label, without_top_folder(files_in_zip(file)))
    if file.is_tar():
        return dump_of(file.label, without_top_folder(files_in_tar(file)))
    name = find_dump_name(file.name)
    if name and name.is_hlo:
        return dump_of(file.label, [file])
    if name and name.role is not Role.OTHER:
        raise DumpError(f"{name.role.value}, which is no HLO module; give the folder that it is in", file.label)
    if begins_with_hlo(file.read_head()):
        return Dump(file.label, modules_in_file(file))
    from hloscope.dump.pastes.logs import framed_files

    content = file.read_bytes()
    text = file._replace(open=lambda: BytesIO(content))
    framed = framed_files(text, content)
    return dump_of(file.label, framed) if framed else Dump(file.label, modules_in_file(text))


def dump_of(label: str, found: Iterable[SourceFile | FileError]) -> Dump:
    """The dump that these files make up; `label` is how messages name it."""
    items = list(found)
    sources = sorted(
        (item for item in items if isinstance(item, SourceFile)), key=lambda file: (file.folder, file.name)
    )
    results = list(_results_of(sources))
    compilations = [result for result in results if isinstance(result, Compilation)]
    errors = [item for item in (*items, *results) if isinstance(item, FileError)]
    if not compilations and not errors:
        errors.append(FileError(label, NO_MODULES))
    compilations.sort(key=lambda compilation: compilation.path)  # which leaves those of a folder in order
    return Dump(label, tuple(compilations), tuple(sorted(errors, key=lambda error: error.file)))


def _results_of(sources: Iterable[SourceFile]) -> Iterator[Compilation | FileError]:
    named = [_name_of(source) for source in sources]
    has_dump = any(name and name.is_hlo for name, _ in named)
    yield from compilations_of((name, source) for name, source in named if name and name.role is not Role.OTHER)
    profiles = [source for name, source in named if name is None and is_profile_name(source.name)]
    paths = short_paths([] if has_dump else profiles)
    yield from (result for file in profiles for result in _programs_in_folder(file, paths.get(file)))
    for name, source in named:
        if name is None and not is_profile_name(source.name):
            yield from _modules_beside_dump(source)


def _programs_in_folder(profile: SourceFile, path: str | None) -> Iterator[Compilation | FileError]:
    """The programs of a profile; `path` is what they are told apart by, their own folder if it is None."""
    try:
        yield from modules_in_file(profile if path is None else profile._replace(folder=path))
    except DumpError as error:
        yield file_error(profile.label, error)


def _name_of(source: SourceFile) -> tuple[DumpName | None, SourceFile]:
    """A file and what its name says; one in the folder of a module stands beside that module's other files."""
    name = find_dump_name(source.name)
    lowered = None if name else find_lowered_name(source.folder, source.name)
    return (lowered, source._replace(folder=source.folder.rpartition("/")[0])) if lowered else (name, source)


def _modules_beside_dump(source: SourceFile) -> Iterator[Compilation | FileError]:
    """The modules of a file that XLA's dumps do not name so, if it begins like one."""
    try:
        head = source.read_head()
        if begins_with_hlo(head) or _is_stablehlo(source.read_start()):
            yield from modules_in_file(source)
        elif may_hold_hlo(head):
            yield from _pasted_modules(source)
    except DumpError as error:
        yield file_error(source.label, error)


def _pasted_modules(source: SourceFile) -> tuple[Compilation, ...]:
    """The modules of a text that has something in front; none if it only speaks of them."""
    try:
        return modules_in_file(source)
    except DumpError:
        return ()


def find_log(source: str | os.PathLike[str] | Dump) -> SourceFile | None:
    """The file at a path if it may be a log: a file, of a name that XLA gives to none, which begins with no module."""
    if isinstance(source, Dump):
        return source.log
    try:
        file = find_file(source, "a log")
        if find_dump_name(file.name):
            return None
        is_other = file.is_zip() or file.is_tar() or begins_with_hlo(file.read_head())
    except DumpError:
        return None
    return None if is_other else file


def load_log(file: SourceFile) -> Dump:
    """The dump in a file that is no path: one without programs if it holds none, for its messages may tell something.

    Raises:
        DumpError: it cannot be read.
    """
    try:
        return replace(load_file(file), log=file)
    except DumpError as error:
        return Dump(file.label, (), (file_error(file.label, error),), log=file)


def _is_stablehlo(start: bytes) -> bool:
    """Whether a file that begins so is MLIR that XLA takes; others may be of any compiler."""
    if b"hlo." not in start and not start.startswith(b"ML\xef"):  # spares most texts the patterns: 7 ms
        return False
    from hloscope.dump.mlir_signs import begins_like_stablehlo

    return begins_like_stablehlo(start)
