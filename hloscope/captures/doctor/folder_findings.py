"""Folder findings: what the files in a dump folder tell of a dump that is empty, partial, stale or of two programs."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hloscope.captures.doctor.finding import Finding, note, shortened
from hloscope.captures.doctor.reading_findings import reading_findings
from hloscope.captures.doctor.setting_findings import setting_findings
from hloscope.dump import Compilation, Dump, FileError
from hloscope.dump.dump import NO_MODULES, dump_of
from hloscope.dump.file_names import DumpName, Role, find_dump_name
from hloscope.dump.groups import NO_TEXT_CURE, PARTIAL
from hloscope.dump.sources import files_below

_SECONDS_APART = 5.0
"""One process numbers its modules as it compiles them; threads may overtake each other, by less than this."""


class NamedFile(NamedTuple):
    """A dump file: the folder it is in, what its name says, and when it was written, in seconds."""

    folder: str
    name: DumpName
    time: float


def folder_findings(
    folder: Path, *, platform: str | None = None, newer: Path | None = None
) -> tuple[list[Finding], Dump]:
    """What is wrong with the dump in a folder, and the dump.

    `platform` is the one that was wanted; a dump older than the file `newer`, such as the program's, is stale.
    """
    dump = dump_of(str(folder), files_below(folder))
    files = _files_in(folder)
    problems = [error for error in dump.errors if error.message != NO_MODULES]
    if not files:  # HLO that a person saved is as good
        findings = [*_unusable_files(problems, dump.texts), *reading_findings(dump)]
        return (findings if findings or dump.compilations else [_empty_folder(folder)]), dump
    found = [*_unusable_files(problems, dump.texts), *reading_findings(dump), *findings_without_parsing(dump, files)]
    found += [
        *_nothing_compiled(folder, dump),
        *_nameless_modules(files),
        *_other_platforms(dump.compilations, platform),
    ]
    return [*found, *_stale_dump(files, newer)], dump


def findings_without_parsing(dump: Dump, files: Sequence[NamedFile]) -> list[Finding]:
    """What settings and the files of a dump tell, which the modules need not be read for."""
    return [*setting_findings(dump), *_missing_stages(dump.compilations), *_mixed_processes(files)]


def _files_in(folder: Path) -> list[NamedFile]:
    """All entries that XLA's dumps name so; files that vanish meanwhile are left out."""
    found: list[NamedFile] = []
    for parent, folders, names in os.walk(folder):
        for name in sorted([*folders, *names]):
            parts = find_dump_name(name)
            try:
                time = os.lstat(f"{parent}/{name}").st_mtime
            except OSError:
                continue
            if parts:
                found.append(NamedFile(parent, parts, time))
    return found


def _empty_folder(folder: Path) -> Finding:
    evidence = f"{shortened(str(folder))} {'has no file of a dump' if any(folder.iterdir()) else 'is empty'}"
    cause = "XLA was not told to dump here, was told too late, or compiled nothing"
    return Finding("empty-folder", evidence, cause, "`hloscope doctor -- COMMAND` runs the program and says which")


def _nothing_compiled(folder: Path, dump: Dump) -> Iterator[Finding]:
    """Folders of inputs without modules: jax writes them whatever --xla_dump_hlo_module_re says (seen with 0.10.2)."""
    if all(map(is_lowered_only, dump.compilations)) and not any(error.file != dump.path for error in dump.unreadable):
        evidence = f"{shortened(str(folder))} has files of a dump, but no module in it"
        cause = "no module's name matched --xla_dump_hlo_module_re, or only code and inputs were copied here"
        yield Finding("no-module", evidence, cause, "take --xla_dump_hlo_module_re out, or copy the whole folder")


def is_lowered_only(compilation: Compilation) -> bool:
    """Whether nothing of it was dumped but what the framework lowered, which is written whatever the flags select."""
    from hloscope.dump.mlir_files import MlirFile

    return Role.AFTER not in compilation.files and isinstance(compilation.files.get(Role.BEFORE), MlirFile)


def _unusable_files(errors: Sequence[FileError], modules: Collection[str]) -> Iterator[Finding]:
    """Files that cannot be used: the first of each kind stands for all; what is wrong in modules is told elsewhere."""
    cut = [error for error in errors if error.message.startswith("truncated")]
    no_texts = [error for error in errors if error.message.endswith(NO_TEXT_CURE) or error.message.startswith(PARTIAL)]
    others = [error for error in errors if error not in cut and error not in no_texts and error.file not in modules]
    if others:
        evidence = f"{shortened(others[0].file)}: {shortened(others[0].message)}{_more(len(others))}"
        cause = "it is not yours to read, no file, a link out of the dump, damaged, or larger than the limits allow"
        yield Finding("cannot-be-read", evidence, cause, "copy the dump as its owner (tar does), and look at the copy")
    if cut:
        evidence = f"{shortened(cut[0].file)}: {shortened(cut[0].message)}{_more(len(cut))}"
        cause = "the program was killed while XLA wrote, the disk is full, or the program still runs"
        yield Finding("truncated", evidence, cause, "wait for the program's end, or run it again with room on the disk")
    if no_texts:
        form = no_texts[0].message.removeprefix(PARTIAL).partition(", ")[0]
        evidence = f"{shortened(no_texts[0].file)} is {form} without a text beside it{_more(len(no_texts))}"
        cause = "--xla_dump_hlo_as_proto (or another form) switches text off unless text is asked for too"
        yield Finding("no-text", evidence, cause, "add --xla_dump_hlo_as_text, and run again")


def _more(count: int) -> str:
    return f" (and {count - 1} more)" if count > 1 else ""


def _missing_stages(compilations: Sequence[Compilation]) -> Iterator[Finding]:
    only_after = [item for item in compilations if Role.AFTER in item.files and Role.BEFORE not in item.files]
    only_before = [
        item
        for item in compilations
        if Role.BEFORE in item.files and Role.AFTER not in item.files and not is_lowered_only(item)
    ]
    # XLA names the backend in a file of what it has optimized, and not in one of what came out of a cache.
    cached, optimized = (
        [item for item in only_after if (item.target[0] is None) is is_cached] for is_cached in (True, False)
    )
    if cached:
        cause = "it came out of a compilation cache (JAX_COMPILATION_CACHE_DIR), so XLA did not optimize it"
        cure = "`hloscope run` switches caches off; or JAX_ENABLE_COMPILATION_CACHE=false"
        yield Finding("cache-hit", _evidence_of_after(cached), cause, cure)
    if optimized:
        cause = "XLA has written both (its backend is in the file's name); the other was removed, or not copied here"
        yield note(
            "before-missing", _evidence_of_after(optimized), cause, "copy the whole folder, or run the program again"
        )
    if only_before:
        evidence = (
            f"{_name_of(only_before[0])} has a module before optimization and none after{_more(len(only_before))}"
        )
        cause = "XLA did not come to its end: it failed, was killed, is still at work, or could not write"
        yield Finding("not-finished", evidence, cause, "see the program's own error; then run it again")


def _evidence_of_after(compilations: Sequence[Compilation]) -> str:
    more = _more(len(compilations))
    return f"{_name_of(compilations[0])} has a module after optimization and none before{more}"


def _name_of(compilation: Compilation) -> str:
    return shortened(f"{compilation.name or 'a module'} #{compilation.id}", 80)


def _mixed_processes(files: Sequence[NamedFile]) -> Iterator[Finding]:
    """Several processes that wrote into one folder: each counts its modules from 0, and overwrites the others'."""
    names: defaultdict[tuple[str, int, str], set[str]] = defaultdict(set)
    for file in files:
        if file.name.module and file.name.is_hlo:
            names[file.folder, file.name.id, file.name.prefix].add(file.name.module)
    doubled = {key: sorted(found) for key, found in names.items() if len(found) > 1}
    cure = "a folder for each process (--xla_dump_to=DIR/$RANK), emptied before each run"
    if doubled:
        (_, number, _), modules = next(iter(doubled.items()))
        evidence = f"{shortened(' and '.join(modules), 160)} both are module_{number:04d}{_more(len(doubled))}"
        cause = (
            "several processes, or several runs, dumped into one folder: each counts from 0 and overwrites the others"
        )
        yield Finding("several-processes", evidence, cause, cure)
        return
    for earlier, later in pairwise(_modules_by_number(files)):
        if earlier.time - later.time > _SECONDS_APART and earlier.folder == later.folder:
            seconds = f"{earlier.time - later.time:.0f} s"
            evidence = f"module_{later.name.id:04d} was written {seconds} before module_{earlier.name.id:04d}"
            cause = "a later run overwrote the first modules of an earlier one, and left the others"
            yield Finding("mixed-runs", evidence, cause, cure)
            return


def _modules_by_number(files: Sequence[NamedFile]) -> list[NamedFile]:
    """The modules before optimization, in the order of their numbers."""
    found = [file for file in files if file.name.role is Role.BEFORE]
    return sorted(found, key=lambda file: (file.folder, file.name.id))


def _nameless_modules(files: Sequence[NamedFile]) -> Iterator[Finding]:
    nameless = sorted({file.name.id for file in files if file.name.is_hlo and not file.name.module})
    if nameless:
        evidence = f"module_{nameless[0]:04d} has no name in its files' names{_more(len(nameless))}"
        cause = "with it they would be longer than 255 characters; the name is in the file, and hloscope finds it there"
        yield note("name-too-long", evidence, cause, "none is needed; a shorter function name gives shorter file names")


def _other_platforms(compilations: Sequence[Compilation], target: str | None) -> Iterator[Finding]:
    found = sorted({item.platform for item in compilations if item.platform})
    if target and found and target not in found:
        evidence = f"all modules are for {' and '.join(found)}, and {target} was asked for"
        cause = "the framework did not find that device or its plugin, and compiled for another"
        cure = (
            f"see what `hloscope doctor` lists; jax: JAX_PLATFORMS={target.replace('gpu', 'cuda')} makes it fail loudly"
        )
        yield Finding("wrong-device", evidence, cause, cure)


def _stale_dump(files: Sequence[NamedFile], newer: Path | None) -> Iterator[Finding]:
    newest = max(file.time for file in files)
    if newer is not None and newest < newer.stat().st_mtime:
        evidence = f"the newest file is of {_date(newest)}, {shortened(str(newer))} of {_date(newer.stat().st_mtime)}"
        cause = "the program changed after it was dumped, or did not dump since"
        yield Finding("stale-folder", evidence, cause, "empty the folder, and run the program again")


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
