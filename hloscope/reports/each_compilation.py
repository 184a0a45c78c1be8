"""Going through dumps: one analysis of each compilation, and the errors of what could not be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from hloscope.analyses.answers import STAGES, Answers
from hloscope.dump import Compilation, Dump, FileError, load
from hloscope.dump.file_names import Role
from hloscope.errors import DumpError, HloscopeError, report_of, telling_faults
from hloscope.parsers import paused_collector
from hloscope.reports.layout import document_text
from hloscope.reports.sharing import Task, can_share, label_of, take_over
from hloscope.version import SCHEMA

if TYPE_CHECKING:  # 5 ms that no run needs
    from hloscope.reports.schema import DocumentOf, Error, ProgramName

T = TypeVar("T")
P = TypeVar("P")
Tell = Callable[[Answers, "ProgramName"], P | None]
"""What is to be said of a compilation, below its heading; None for nothing."""
Analyse = Callable[[Compilation, str], tuple[T, "list[Error]"]]
"""What is made of a compilation and its path, and what is wrong with its files."""
Told = tuple[list[T], "list[Error]"]
"""The same, with nothing in place of what could not be made."""
Names = str | Sequence[str] | None
"""The modules to look at: those of a name, which may be a pattern such as `jit_*`, of several, or all of them."""
Log = str | os.PathLike[str]
"""Where a profile is: a log folder, an archive of one, or a file."""
Progress = Callable[[Sequence[Compilation]], Iterator[Compilation]]
"""Goes through compilations, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class ExplanationDocument(Generic[P]):
    """A document with a form for each program that there is something to say of, and the files that are broken."""

    programs: tuple[P, ...]
    errors: tuple[Error, ...]

    def to_dict(self) -> DocumentOf[P]:
        """The JSON document."""
        return {"schema": SCHEMA, "compilations": list(self.programs), "errors": list(self.errors)}

    def to_json(self) -> str:
        """The same as text."""
        return document_text(self.to_dict())


def explain(
    paths: Sequence[str | Path | Dump],
    tell: Tell[P],
    *,
    name: Names = None,
    progress: Progress = iter,
    profile: Log | None = None,
) -> ExplanationDocument[P]:
    """What `tell` says of every program below some paths; `name` keeps the modules of that name, or pattern.

    A path that cannot be read is an error among the others.
    """

    def form_of(compilation: Compilation, path: str) -> tuple[P | None, list[Error]]:
        answers = Answers(compilation)
        errors: list[Error] = []
        form = read(lambda: tell(answers, heading_of(compilation, path)), compilation, errors)
        if form is not None and not compilation.is_whole:  # which is known once its modules are parsed
            cast("ProgramName", form)["complete"] = False
        add_problems(answers, errors)
        return form, errors

    forms, errors = each_compilation(paths, form_of, name=name, progress=progress, profile=profile)
    return ExplanationDocument(tuple([form for form in forms if form is not None]), tuple(errors))


def each_compilation(
    sources: Sequence[str | Path | Dump],
    analyse: Analyse[T],
    *,
    name: Names = None,
    progress: Progress = iter,
    profile: Log | None = None,
    jobs: int = 1,
) -> tuple[list[T], list[Error]]:
    """What `analyse` makes of each compilation, given with its path, and all errors.

    `name` keeps the modules of that name, pattern or list; `profile` has measured times of the programs. Where there
    are several dumps the path of each compilation begins with that of its dump. A path that cannot be read is an error
    among the others. Of a dump that nobody else keeps, one compilation at a time is in memory. With `jobs`, so many
    processes share a large folder, if `analyse` can be sent to them: a function of a module, or a `partial` of one.
    """
    results: list[T] = []
    errors: list[Error] = []
    for source in sources:
        try:
            dump = source if isinstance(source, Dump) else load(source)
        except HloscopeError as error:
            errors.append(error_of(error, str(source)))
            continue
        is_own = dump is not source
        if profile is not None:
            dump = _timed(dump, profile, errors)
        prefix = f"{dump.path}/" if len(sources) > 1 else ""
        wanted = [c for c in dump.compilations if is_wanted(c.name, name)] if name is not None else dump.compilations
        if is_own and profile is None and jobs > 1 and can_share(dump, wanted, jobs):
            results_by_program = _told_by_processes(dump, wanted, prefix, analyse, progress, jobs)
        else:
            results_by_program = _told_here(wanted, prefix, analyse, progress, is_own=is_own)
        for result, found in results_by_program:
            results += result
            errors += found
        known = {(error["file"], error["message"]) for error in errors}
        errors += errors_form(error for error in dump.errors if (error.file, error.message) not in known)
    return results, errors


def _told_here(
    compilations: Sequence[Compilation], prefix: str, analyse: Analyse[T], progress: Progress, *, is_own: bool
) -> Iterator[Told[T]]:
    for compilation in progress(compilations):
        with paused_collector():  # until what it would look through is gone: a tenth of the time of a report
            outcome = _told(compilation, _path_of(compilation, prefix), analyse=analyse)
            if is_own:
                compilation.discard()
        yield outcome


def _told_by_processes(
    dump: Dump,
    compilations: Sequence[Compilation],
    prefix: str,
    analyse: Analyse[T],
    progress: Progress,
    jobs: int,
) -> Iterator[Told[T]]:
    from hloscope.reports.processes import shared_out  # which most dumps are too small for

    places = {id(compilation): place for place, compilation in enumerate(dump.compilations)}
    tasks = [Task(places[id(c)], _path_of(c, prefix), label_of(c)) for c in compilations]
    tell: Callable[[Compilation, str], Told[T]] = partial(_told_alone, analyse=analyse)

    def fail(task: Task, error: HloscopeError) -> Told[T]:
        return [], [error_of(error, task.label)]

    shared = shared_out(dump, tasks, tell, fail, jobs)
    with paused_collector(), closing(shared) as outcomes:  # it would look through all results again and again
        for compilation, outcome in zip(progress(compilations), outcomes, strict=True):
            take_over(outcome, compilation)
            yield outcome.result


def _told_alone(compilation: Compilation, path: str, *, analyse: Analyse[T]) -> Told[T]:
    with paused_collector():
        return _told(compilation, path, analyse=analyse)


def _told(compilation: Compilation, path: str, *, analyse: Analyse[T]) -> Told[T]:
    """What is said of one compilation, nothing if that is an error."""
    try:
        with telling_faults(file_of(compilation)):
            result, found = analyse(compilation, path)
            add_lacks(compilation, found)
    except HloscopeError as error:  # of this program; the others are told of all the same
        return [], [error_of(error, compilation.name)]
    return [result], found


def _path_of(compilation: Compilation, prefix: str) -> str:
    return (prefix + compilation.path).rstrip("/")


def _timed(dump: Dump, profile: Log, errors: list[Error]) -> Dump:
    """The dump with what a profile measured; as it is, and an error more, if that cannot be read."""
    from hloscope.dump.timed_dumps import timed_dump

    try:
        with telling_faults(os.fspath(profile)):
            return timed_dump(dump, profile)
    except HloscopeError as error:
        entry = error_of(error, os.fspath(profile))
        errors += [] if entry in errors else [entry]
        return dump


def not_found(message: str, errors: Sequence[Error]) -> HloscopeError:
    """The error that no program has what was asked for, with the files that may have had it."""
    return HloscopeError("\n".join([message, *(f"{error['file']}: {error['message']}" for error in errors[:3])]))


def file_of(compilation: Compilation) -> str | None:
    """The file of a compilation that tells most of it: what runs, if that was dumped."""
    files = [compilation.files[role] for role in (Role.AFTER, Role.BEFORE) if role in compilation.files]
    return next((file.source.label for file in (*files, *compilation.files.values())), None)


def is_wanted(module: str, names: Names) -> bool:
    """Whether a module is among those to look at."""
    patterns = (names,) if isinstance(names, str) else names
    return patterns is None or any(fnmatchcase(module, pattern) for pattern in patterns)


def heading_of(compilation: Compilation, path: str) -> ProgramName:
    """What says which program it is, in every document; of a dump, so far as its modules were parsed."""
    return {
        "name": compilation.name,
        "id": compilation.id,
        "path": path,
        "framework": compilation.framework,
        "platform": compilation.platform,
        "arch": compilation.arch,
        "recompilation_of": compilation.recompilation_of,
        "complete": compilation.complete if compilation.id is None else compilation.is_whole,
    }


def read(get: Callable[[], T], compilation: Compilation, errors: list[Error]) -> T | None:
    """What `get` gives; None, and an error more, if it cannot."""
    try:
        with telling_faults(file_of(compilation)):
            return get()
    except HloscopeError as error:
        entry = error_of(error, compilation.name)
        if entry not in errors:  # `unfused` fails as `after` does
            errors.append(entry)
        return None


def readable_answers(
    compilation: Compilation, errors: list[Error], stages: Collection[str] = STAGES, *, only_whole: bool = False
) -> Answers:
    """The answers about those of the stages that can be read; the files of the others are added to the errors.

    A stage of which only a part is there is among them, and its file among the errors too; not so with `only_whole`.
    """
    wanted = [stage for stage in STAGES if stage in stages]
    modules = [read(partial(compilation.stage, stage), compilation, errors) for stage in wanted]
    add_lacks(compilation, errors)
    found = [stage for stage, module in zip(wanted, modules, strict=True) if module]
    return Answers(compilation, [stage for stage in found if not only_whole or compilation.has_whole(stage)])


def add_lacks(compilation: Compilation, errors: list[Error]) -> None:
    """Adds what is wrong with the modules that were parsed, of which only a part may be there."""
    for problem in compilation.problems:
        entry = error_of(problem, compilation.name)
        errors += [entry] if entry not in errors else []


def add_problems(answers: Answers, errors: list[Error]) -> None:
    """Adds what the answers did without, each file once."""
    for problem in answers.problems:
        entry = error_of(problem, answers.compilation.name)
        errors += [entry] if entry not in errors else []


def error_of(error: HloscopeError, place: str) -> Error:
    """An entry of the document: the file at fault, or failing that `place`, and what is wrong."""
    message = error.problem if isinstance(error, DumpError) else report_of(error)
    return {"file": error.filename or place, "message": message}


def errors_form(errors: Iterable[FileError]) -> list[Error]:
    """The entries of files that could not be used."""
    return [{"file": error.file, "message": error.message} for error in errors]
