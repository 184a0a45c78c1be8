"""Sources: the dumps of ranks below some roots: folders, archives and logs, and which compilation is of which rank."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hloscope.comparisons.ranks.places import Place, find_rank_in, is_numbered, natural_key, places_of
from hloscope.dump import Compilation, Dump, FileError, load
from hloscope.dump.dump import NO_MODULES
from hloscope.dump.file_names import find_dump_name
from hloscope.dump.sources import SourceFile, file_error, files_below, is_folder
from hloscope.errors import HloscopeError

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
Parts = tuple[str, ...]


class Ranked(NamedTuple):
    """Every compilation with its place; the names of all ranks in order; the files that could not be read."""

    compilations: tuple[tuple[Compilation, Place], ...]
    ranks: tuple[str, ...]
    errors: tuple[FileError, ...]


def ranked(roots: Sequence[str | os.PathLike[str] | Dump]) -> Ranked:
    """The compilations below the roots, each with the rank that it is of.

    A rank is a numbered folder or archive, or else the first part in which paths differ; failing that what the name
    of a file, a time stamp or a log tells. A folder beside those of ranks is a rank without programs.
    """
    dumps, errors = _loaded(roots)
    parts = [(compilation, _parts_of(dump, compilation)) for dump in dumps for compilation in dump.compilations]
    parts = _with_processes(parts)
    empty = (
        [path for dump in dumps if not dump.compilations for path in [_root_parts(dump.path)]] if len(dumps) > 1 else []
    )
    empty += _empty_folders(roots, [path for _, path in parts])
    places = places_of([*(path for _, path in parts), *empty])
    names = {places[path].rank for path in (*(path for _, path in parts), *empty)}
    found = tuple([(compilation, places[path]) for compilation, path in parts])
    return Ranked(found, tuple(sorted(names, key=natural_key)), errors)


def _loaded(roots: Iterable[str | os.PathLike[str] | Dump]) -> tuple[list[Dump], tuple[FileError, ...]]:
    dumps: list[Dump] = []
    errors: list[FileError] = []
    for root in roots:
        found: list[Dump] = []
        for source in (root, *_archives_in(root)):
            try:
                found.append(source if isinstance(source, Dump) else load(source))
            except HloscopeError as error:
                errors.append(file_error(error.filename or os.fspath(str(source)), error))
        if len(found) > 1 and not found[0].compilations:  # archives alone are in it
            errors += [error for error in found.pop(0).unreadable if error.message != NO_MODULES]
        errors += [error for dump in found for error in dump.unreadable]
        dumps += found
    return dumps, tuple(dict.fromkeys(errors))


def _archives_in(root: str | os.PathLike[str] | Dump) -> list[str]:
    if isinstance(root, Dump) or not is_folder(Path(root)):
        return []
    found = files_below(Path(root), wanted=lambda name: name.lower().endswith(_ARCHIVES))
    return sorted(file.label for file in found if isinstance(file, SourceFile))


def _root_parts(label: str) -> Parts:
    return Path(label).parts


def _parts_of(dump: Dump, compilation: Compilation) -> Parts:
    """The parts of the path of a compilation, and the rank that the name of its file tells."""
    folders = [part for part in compilation.path.split("/") if part]
    return (*_root_parts(dump.path), *folders, *_told_by_file(compilation))


def _told_by_file(compilation: Compilation) -> Iterator[str]:
    source = next(iter(compilation.files.values())).source
    if source.section:
        yield f"part {source.section}"
    if find_dump_name(source.name) is None:
        yield from filter(None, [find_rank_in(source.name)])


def _with_processes(found: Sequence[tuple[Compilation, Parts]]) -> list[tuple[Compilation, Parts]]:
    """Tells processes apart that wrote into one folder with time stamps: the n-th to write a module is process n."""
    alike: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for compilation, path in found:
        alike[path, compilation.id, compilation.file_module].append(_stamp_of(compilation))
    pairs: list[tuple[Compilation, Parts]] = []
    for compilation, path in found:
        stamps = sorted({*alike[path, compilation.id, compilation.file_module]})
        stamp = _stamp_of(compilation)
        several = stamp and len(stamps) > 1
        pairs.append((compilation, (*path, f"process {stamps.index(stamp) + 1}") if several else path))
    return pairs


def _stamp_of(compilation: Compilation) -> str:
    name = find_dump_name(next(iter(compilation.files.values())).source.name)
    return name.prefix if name else ""


def _empty_folders(roots: Iterable[str | os.PathLike[str] | Dump], paths: Sequence[Parts]) -> list[Parts]:
    """The folders beside those of ranks that hold no program: a rank that compiled nothing."""
    known = {path[:depth] for path in paths for depth in range(len(path) + 1)}
    found: list[Parts] = []
    for root in (Path(root) for root in roots if not isinstance(root, Dump)):
        if is_folder(root):
            depth = len(root.parts)
            below = (path for path in known if len(path) > depth and path[:depth] == root.parts)
            beside = {root.parts, *(path[:-1] for path in below if is_numbered(path[-1]))}
            folders = (folder for parent in sorted(beside) for folder in _folders_in(Path(*parent)))
            found += [folder for folder in folders if folder not in known and is_numbered(folder[-1])]
    return found


def _folders_in(parent: Path) -> list[Parts]:
    try:
        with os.scandir(parent) as entries:
            return [(*parent.parts, entry.name) for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:  # an archive, or gone by now
        return []
