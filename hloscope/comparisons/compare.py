"""Comparison of several sources: `hloscope.compare`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hloscope.comparisons.comparable import Source, comparable, errors_of
from hloscope.comparisons.comparison import Comparison, compare_outlines
from hloscope.dump import Compilation, Dump, FileError, load
from hloscope.dump.sources import file_error
from hloscope.errors import HloscopeError
from hloscope.reports.each_compilation import Names, Progress, is_wanted
from hloscope.reports.report import Report


def compare(
    sources: Mapping[str, Source],
    *,
    pairs: Sequence[Mapping[str, str]] = (),
    to: str | None = None,
    name: Names = None,
    progress: Progress = iter,
) -> Comparison:
    """The same models from several frameworks, or for several targets, side by side: `{"jax": DUMP, "tf": DUMP}`.

    Programs are lined up by entry shapes up to order and transposition, then by name; `pairs` say otherwise, such as
    `[{"jax": "jit_mlp", "tf": "a_inference_mlp*"}]`. Launches are matched by signature, then by their operations (this
    is inferred). With `to`, a target such as `h100`, all programs are compiled for it first. `name` keeps the modules
    of that name, pattern or list. Files that could not be read, and programs that could not be compiled, are in
    `errors`.

    Raises:
        HloscopeError: there are fewer than two sources, a pair does not name one program of each of its labels, or a
            JSON file is no report of hloscope's, or what the target takes is not installed.
    """
    if len(sources) < 2:
        raise HloscopeError(f"expected two or more dumps to compare, found {len(sources)}")
    if to:
        sources = {label: retargeted(source, to, name=name) for label, source in sources.items()}
    sides = {label: comparable(source, name=name, progress=progress) for label, source in sources.items()}
    outlines = {label: side.outlines for label, side in sides.items()}
    return compare_outlines(outlines, pairs, errors_of(sides.values()))


def retargeted(source: Source, target: str, *, name: Names = None) -> Dump:
    """The programs of a source, those of a name, compiled for a target; one that cannot be is an error of the dump.

    Raises:
        HloscopeError: it is a report, which holds no programs; or there is no such target.
    """
    from hloscope.captures.targets.cache import Cache, cache_folder
    from hloscope.captures.targets.retarget import Settings, retarget
    from hloscope.captures.targets.targets import find_target

    if isinstance(source, Report):
        raise HloscopeError("expected a dump to compile for another target, found a report, which holds no programs")
    dump = _dump_of(source)
    first = [compilation for compilation in dump.compilations if compilation.recompilation_of is None]
    programs = [compilation for compilation in first if is_wanted(compilation.name, name)]
    results = retarget(programs, [find_target(target)], Settings(cache=Cache(cache_folder())))
    compiled = tuple(result.outcome.compilation for result in results if result.outcome.compilation)
    problems = [FileError(result.source.name, result.outcome.problem) for result in results if result.outcome.problem]
    return Dump(dump.path, compiled, (*dump.errors, *problems))


def _dump_of(source: str | Path | Dump | Compilation) -> Dump:
    if isinstance(source, Dump):
        return source
    if isinstance(source, Compilation):
        return Dump(source.path, (source,))
    try:
        return load(source)
    except HloscopeError as error:  # the other dumps are compared all the same
        return Dump(str(source), (), (file_error(str(source), error),))
