"""Going through dumps: one analysis of each compilation, and the errors of what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hloscope.collector import paused_collector
from hloscope.dump import Compilation, Dump, load
from hloscope.errors import DumpError, HloscopeError, report_of

if TYPE_CHECKING:
    from hloscope.reports.schema import Error, ProgramName

T = TypeVar("T")
Progress = Callable[[Sequence[Compilation]], Iterator[Compilation]]
"""Goes through compilations, and may show how far it is."""


def each_compilation(
    sources: Sequence[str | Path | Dump],
    analyse: Callable[[Compilation, str], tuple[T, list[Error]]],
    *,
    name: str | None = None,
    progress: Progress = iter,
) -> tuple[list[T], list[Error]]:
    """What `analyse` makes of each compilation, given with its path, and all errors.

    `name` keeps the modules of that name, which may be a pattern such as `jit_*`. Where there are several dumps the
    path of each compilation begins with that of its dump. A path that cannot be read is an error among the others. Of
    a dump that nobody else keeps, one compilation at a time is in memory.
    """
    results: list[T] = []
    errors: list[Error] = []
    for source in sources:
        try:
            dump = source if isinstance(source, Dump) else load(source)
        except HloscopeError as error:
            errors.append(error_of(error, str(source)))
            continue
        prefix = f"{dump.path}/" if len(sources) > 1 else ""
        for compilation in progress([c for c in dump.compilations if name is None or fnmatchcase(c.name, name)]):
            with paused_collector():  # until what it would look through is gone: a tenth of the time of a report
                result, found = analyse(compilation, (prefix + compilation.path).rstrip("/"))
                if dump is not source:
                    compilation.discard()
            results.append(result)
            errors += found
        listed: list[Error] = [{"file": error.file, "message": error.message} for error in dump.errors]
        errors += [error for error in listed if error not in errors]
    return results, errors


def heading_of(compilation: Compilation, path: str) -> ProgramName:
    """What says which program it is, in every document."""
    return {
        "name": compilation.name,
        "id": compilation.id,
        "path": path,
        "framework": compilation.framework,
        "platform": compilation.platform,
        "arch": compilation.arch,
        "recompilation_of": compilation.recompilation_of,
    }


def read(get: Callable[[], T], compilation: Compilation, errors: list[Error]) -> T | None:
    """What `get` gives; None, and an error more, if it cannot."""
    try:
        return get()
    except HloscopeError as error:
        entry = error_of(error, compilation.name)
        if entry not in errors:  # `unfused` fails as `after` does
            errors.append(entry)
        return None


def error_of(error: HloscopeError, place: str) -> Error:
    """An entry of the document: the file at fault, or failing that `place`, and what is wrong."""
    message = error.problem if isinstance(error, DumpError) else report_of(error)
    return {"file": error.filename or place, "message": message}
