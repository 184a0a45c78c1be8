"""Recompiles: `hloscope.recompiles`, why functions were compiled again: what differs between their programs.

A program is compared with the nearest one of the same function that was compiled before it. Weak types, and static
values that leave no trace, are in no module: those only jax's log can tell.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hloscope.comparisons.jax_log import LoggedCompile, function_key, logged_compiles
from hloscope.comparisons.logged_programs import LoggedPrograms, weak_changes
from hloscope.comparisons.outlook import Outlook, outlook_of
from hloscope.comparisons.program_changes import Change, changes_between, distance_between
from hloscope.dump import Compilation, Dump, FileError, load
from hloscope.dump.budget import limits_in_use
from hloscope.dump.file_names import Role
from hloscope.dump.places import find_place
from hloscope.dump.sources import SourceFile, file_error
from hloscope.errors import DumpError, HloscopeError, telling_faults
from hloscope.reports.each_compilation import Names, Progress, file_of, is_wanted
from hloscope.reports.layout import document_text
from hloscope.version import SCHEMA
from hloscope.words import counted
from hloscope.words.display import Displayed

if TYPE_CHECKING:
    from hloscope.comparisons.recompile_forms import RecompiledForm, RecompileForm, RecompilesDocument
    from hloscope.reports.schema import Error

LOG_NAME = "hloscope-run.stderr"
"""Where `hloscope run --recompiles` keeps what jax said, in the dump's folder."""
_COMPARED = 16  # a program is compared with so many before it, and with the first
_LARGEST_LOG = 64 << 20


@dataclass(frozen=True, slots=True)
class Recompile:
    """One program of a function, what differs from the nearest one before it, and what jax's log says of it."""

    id: int | None
    name: str
    compared_with: int | None
    changes: tuple[Change, ...]
    said: tuple[str, ...] = ()
    weak: tuple[int, ...] | None = None

    def to_dict(self) -> RecompileForm:
        """The JSON form."""
        return {
            "id": self.id,
            "name": self.name,
            "compared_with": self.compared_with,
            "changes": [change.to_dict() for change in self.changes],
            "said": [*self.said],
            "weak": None if self.weak is None else [*self.weak],
        }


@dataclass(frozen=True, slots=True)
class Recompiled:
    """A function that was compiled more than once: its programs in order, the first without changes."""

    function: str
    path: str
    framework: str | None
    platform: str | None
    arch: str | None
    programs: tuple[Recompile, ...]

    def to_dict(self) -> RecompiledForm:
        """The JSON form."""
        return {
            "function": self.function,
            "path": self.path,
            "framework": self.framework,
            "platform": self.platform,
            "arch": self.arch,
            "programs": [program.to_dict() for program in self.programs],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Recompiles(Displayed):
    """The functions that were compiled more than once, and the files that could not be read."""

    functions: tuple[Recompiled, ...]
    errors: tuple[FileError, ...] = ()

    def __repr__(self) -> str:
        return f"<Recompiles: {counted(len(self.functions), 'function')} compiled more than once>"

    def to_dict(self) -> RecompilesDocument:
        """The JSON document."""
        errors: list[Error] = [{"file": error.file, "message": error.message} for error in self.errors]
        return {"schema": SCHEMA, "functions": [item.to_dict() for item in self.functions], "errors": errors}

    def to_json(self) -> str:
        """The same as text."""
        return document_text(self.to_dict())


def recompiles(
    *sources: str | os.PathLike[str] | Dump,
    name: Names = None,
    progress: Progress = iter,
    largest: int | None = None,
    lenient: bool = False,
) -> Recompiles:
    """Why functions were compiled again, in some dumps.

    A source may also be a log with jax's own explanations (`JAX_EXPLAIN_CACHE_MISSES=1 JAX_LOG_COMPILES=1`), which are
    then beside the programs that they are about. `name` keeps the modules of that name, or pattern. Of functions whose
    modules are `largest` bytes or more together it is only said that they were compiled again. A `lenient` call leaves
    out paths that cannot be read.

    Raises:
        DumpError: a path is not there, or is neither a dump nor such a log.
    """
    logged: list[LoggedCompile] = []
    dumps: list[Dump] = []
    for source in sources:
        try:
            dump, compiles = (source, ()) if isinstance(source, Dump) else _read(source)
        except HloscopeError:
            if not lenient:
                raise
            continue
        logged += compiles
        dumps += [dump] if dump else []
    functions: list[Recompiled] = []
    errors: list[FileError] = []
    for dump in dumps:
        errors += dump.errors
        prefix = f"{dump.path}/" if len(dumps) > 1 else ""
        for family in _families_in(dump, name):
            try:
                with telling_faults(file_of(family[-1])):
                    is_large = largest is not None and _size_of(family, largest) >= largest
                    compared = [] if is_large else family
                    functions.append(_recompiled(compared, family, prefix, logged, errors, progress))
            except HloscopeError as error:  # of this function; the others are told of all the same
                errors.append(file_error(error.filename or family[-1].name, error))
    functions.sort(key=lambda item: -len(item.programs))
    return Recompiles(tuple(functions), tuple(dict.fromkeys(errors)))


def _read(path: str | os.PathLike[str]) -> tuple[Dump | None, Sequence[LoggedCompile]]:
    """The dump at a path, and what its log tells: a log of jax's alone has no dump in it."""
    place = find_place(
        path, "a dump, or a log of jax's", limits=replace(limits_in_use(), file_bytes=_LARGEST_LOG), wanted=_is_log
    )
    logs = [place] if isinstance(place, SourceFile) else [each for each in place if isinstance(each, SourceFile)]
    logs.sort(key=lambda file: file.label)
    compiles = [compile_ for log in logs for compile_ in logged_compiles(_text_of(log))]
    try:
        return load(path), compiles
    except HloscopeError:
        if compiles and isinstance(place, SourceFile):
            return None, compiles
        raise


def _is_log(name: str) -> bool:
    return name == LOG_NAME


def _text_of(log: SourceFile) -> str:
    try:
        return log.read_text()
    except DumpError:  # `load` says what is wrong with it
        return ""


def _families_in(dump: Dump, name: Names) -> Iterator[list[Compilation]]:
    """The compilations of each function for one target, of those with more than one."""
    families: defaultdict[tuple[int, str | None, str | None], list[Compilation]] = defaultdict(list)
    for compilation in dump.compilations:
        if is_wanted(compilation.name, name) and len(compilation.family.members) > 1:
            families[id(compilation.family), compilation.platform, compilation.arch].append(compilation)
    yield from (family for family in families.values() if len(family) > 1)


def _size_of(family: Sequence[Compilation], enough: int) -> int:
    """How long the texts are that would be compared, together; no more is read than is enough."""
    size = 0
    for compilation in family:
        file = compilation.files.get(Role.BEFORE) or compilation.files.get(Role.AFTER)
        with suppress(HloscopeError):  # told where it is parsed
            size += len(file.read_text()) if file else 0
        if size >= enough:
            break
    return size


def _recompiled(
    compared: list[Compilation],
    family: list[Compilation],
    prefix: str,
    logged: Sequence[LoggedCompile],
    errors: list[FileError],
    progress: Progress,
) -> Recompiled:
    first = family[0]
    programs: list[Recompile] = []
    window: list[tuple[Compilation, Outlook, LoggedCompile | None]] = []
    log = LoggedPrograms(function_key(first.function), logged)
    for compilation in progress(compared):
        outlook = _outlook_of(compilation, errors)
        heard = log.find(outlook)
        programs.append(_recompile(compilation, outlook, heard, window))
        if outlook:
            window.append((compilation, outlook, heard))
            del window[1:-_COMPARED]
    unknown = (Change("unknown", "not compared here"),)
    programs += [Recompile(item.id, item.name, None, unknown) for item in family[len(compared) :]]
    path = (prefix + first.path).rstrip("/")
    return Recompiled(first.function, path, first.framework, first.platform, first.arch, tuple(programs))


def _outlook_of(compilation: Compilation, errors: list[FileError]) -> Outlook | None:
    """What is compared of a compilation; None, and an error more, if it cannot be read."""
    role = next((role for role in (Role.BEFORE, Role.AFTER) if role in compilation.files), None)
    if role is None:
        return None
    try:
        with telling_faults(compilation.files[role].source.label):
            module = compilation.before if role is Role.BEFORE else compilation.after
            problem = compilation.files[role].problem
            if problem:
                raise problem
            return outlook_of(module, compilation.digests[role]) if module else None
    except HloscopeError as error:
        errors.append(file_error(compilation.files[role].source.label, error))
        return None
    finally:
        compilation.release()


def _recompile(
    compilation: Compilation,
    outlook: Outlook | None,
    heard: LoggedCompile | None,
    window: Sequence[tuple[Compilation, Outlook, LoggedCompile | None]],
) -> Recompile:
    said = heard.explanation if heard else ()
    weak = None if heard is None else tuple(n for n, argument in enumerate(heard.arguments) if argument.is_weak)
    if outlook is None:
        change = Change("unknown", "its module cannot be read")
        return Recompile(compilation.id, compilation.name, None, (change,), said, weak)
    if not window:
        return Recompile(compilation.id, compilation.name, None, (), said, weak)
    nearest, other, before = min(reversed(window), key=lambda item: distance_between(item[1], outlook))
    changes = changes_between(other, outlook)
    by_log = [*weak_changes(before, heard, outlook)]
    if by_log and changes[0].kind == "nothing":
        changes = ()
    return Recompile(compilation.id, compilation.name, nearest.id, (*by_log, *changes), said, weak)
