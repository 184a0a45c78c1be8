"""Retarget: the module that a framework asked for, compiled for targets that the machine need not have."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from hloscope.captures.targets.cache import Cache, key_of
from hloscope.captures.targets.flags import flags_for, init_args_for
from hloscope.captures.targets.mesh_groups import list_groups
from hloscope.captures.targets.process import CrashError, Worker
from hloscope.captures.targets.reasons import reason_of
from hloscope.captures.targets.target import Target
from hloscope.captures.targets.targets import check_installed, compiler_of
from hloscope.dump import Compilation
from hloscope.dump.dump import dump_of
from hloscope.dump.file_names import Role, is_wanted
from hloscope.dump.files import DumpFile
from hloscope.dump.in_memory import files_in_memory
from hloscope.dump.sources import files_below
from hloscope.dump.workers.process import Limits
from hloscope.dump.writing import copy_whole
from hloscope.errors import FaultError, HloscopeError, telling_faults

_PARTITIONS = re.compile(r"^HloModule [^\n]*?, num_partitions=(\d{1,6})", re.MULTILINE)
_REPLICAS = re.compile(r"^HloModule [^\n]*?, replica_count=(\d{1,6})", re.MULTILINE)
_ELEMENT = re.compile(r"%[\w.\-]+#\d")
_OMITTED = re.compile(r"constant\(\{\.\.\.\}\)")


@dataclass(frozen=True, slots=True)
class Module:
    """A module to compile: HLO text, or a serialized `HloModuleProto`; and the devices that it is one program for."""

    name: str
    content: bytes
    is_proto: bool = False
    replicas: int = 1
    partitions: int = 1
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a module on a target: a compilation, or the problem that there is none.

    `temp_bytes` is the memory that one device needs beside arguments and results, `modelled_seconds` what the
    compiler's cost model gives for one run; None where the compiler does not say. `remarks` are what to know of it.
    `dump_problem` is why its dump could not be written, where that was asked for. With a `fault` the problem is
    hloscope's own.
    """

    compilation: Compilation | None = None
    problem: str | None = None
    temp_bytes: int | None = None
    modelled_seconds: float | None = None
    remarks: tuple[str, ...] = ()
    dump_problem: str | None = None
    fault: FaultError | None = None


@dataclass(frozen=True, slots=True)
class Retargeted:
    """One program of a dump on one target."""

    source: Compilation
    target: Target
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Settings:
    """How to go about it: limits, a cache or none, a folder where the dumps are to be kept, with or without passes."""

    limits: Limits = field(default_factory=Limits)
    cache: Cache | None = None
    dump_to: Path | None = None
    passes: bool = False


def retarget(
    compilations: Sequence[Compilation],
    targets: Sequence[Target],
    settings: Settings | None = None,
    on_done: Callable[[], object] = lambda: None,
) -> tuple[Retargeted, ...]:
    """Compiles what each program was before optimization for each target: program by program, in the order given.

    Each target has a process of its own, and as many work at the same time as the machine has cores. `on_done` is
    called after each compile. A module that cannot be compiled has its problem, and the others go on. Flags of the
    environment's XLA_FLAGS hold for the compiles as `flags_for` says; those that the compiler refuses are in `remarks`.

    Raises:
        HloscopeError: what a target takes is not installed, or its compiler does not start.
    """
    for target in targets:
        check_installed(target)
    chosen, cancelled = settings or Settings(), Event()

    workers = [_worker_for(target, chosen) for target in targets]

    def compile_for(worker: Worker) -> list[Retargeted]:
        return list(_compile_each(compilations, worker, chosen, on_done, cancelled))

    with ThreadPoolExecutor(min(len(targets), os.cpu_count() or 1)) as pool:
        try:
            columns = list(pool.map(compile_for, workers))
        finally:  # Ctrl-C too, which waits for nobody
            cancelled.set()
            for worker in workers:
                worker.stop()
    return tuple(result for row in zip(*columns, strict=True) for result in row)


def _worker_for(target: Target, settings: Settings) -> Worker:
    return Worker(
        target,
        settings.limits,
        flags=flags_for(target.platform, os.environ, passes=settings.passes),
        init_args=init_args_for(target.platform, os.environ),
    )


def _compile_each(
    compilations: Sequence[Compilation],
    worker: Worker,
    settings: Settings,
    on_done: Callable[[], object],
    cancelled: Event,
) -> Iterator[Retargeted]:
    target = worker.target
    try:
        for number, compilation in enumerate(compilations):
            if cancelled.is_set():
                return
            folder = f"{number:04d}.{_file_name(compilation)}"
            dump_to = settings.dump_to and settings.dump_to / target.name / folder
            yield Retargeted(compilation, target, _outcome_of(compilation, worker, settings.cache, dump_to))
            on_done()
    finally:
        worker.close()


def _file_name(compilation: Compilation) -> str:
    return re.sub(r"[^\w.\-]", "_", compilation.name)[:100]


def _outcome_of(compilation: Compilation, worker: Worker, cache: Cache | None, dump_to: Path | None) -> Outcome:
    try:
        with telling_faults():
            return _compile_one(compilation, worker, cache, dump_to)
    except FaultError as fault:  # of this program; the others go on
        return Outcome(problem=str(fault), fault=fault)


def _compile_one(compilation: Compilation, worker: Worker, cache: Cache | None, dump_to: Path | None) -> Outcome:
    try:
        module = module_of(compilation)
    except HloscopeError as error:
        return Outcome(problem=str(error))
    try:
        return compile_module(module, worker, cache, dump_to)
    except OSError as error:  # a full disk
        return Outcome(problem=f"{error.filename or 'a file'} cannot be written: {error.strerror or error}")


def module_of(compilation: Compilation) -> Module:
    """The module before optimization of a dump, as text that every jaxlib reads.

    Those before 0.11 know no `%p#0`, and no replica groups by the axes of a mesh.

    Raises:
        HloscopeError: the dump has none, or it cannot be read.
    """
    file = compilation.files.get(Role.BEFORE)
    if file is None:
        raise HloscopeError(
            "the dump has no module from before optimization: the program came out of a compilation cache, or only "
            "what runs was kept; `hloscope run` switches the caches off"
        )
    text = _whole_text(compilation, file)
    if _ELEMENT.search(text):
        text = str(compilation.before or text)
    text = list_groups(text)
    omitted = len(_OMITTED.findall(text))
    remarks = (f"{omitted} x constant({{...}}): the dump leaves these values out, others are in their place",)
    replicas, partitions = (_number_of(pattern, text) for pattern in (_REPLICAS, _PARTITIONS))
    return Module(compilation.name, text.encode("utf-8"), False, replicas, partitions, remarks if omitted else ())


def _whole_text(compilation: Compilation, file: DumpFile) -> str:
    """The text of what was asked for, without what people wrote around it; raises if a part of it is missing."""
    text = file.read_text()
    if not file.is_pasted:
        return text
    module = compilation.before
    if file.problem:
        raise file.problem
    is_plain = text.startswith("HloModule") and text.rstrip().endswith("}")
    return text if is_plain else str(module)


def _number_of(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return max(1, int(found[1])) if found else 1


def compile_module(module: Module, worker: Worker, cache: Cache | None = None, dump_to: Path | None = None) -> Outcome:
    """Compiles a module for the worker's target, or finds that in the cache; the dump is copied to `dump_to`, if given.

    Raises:
        HloscopeError: the compiler does not start, for any module.
    """
    target, devices = worker.target, module.replicas * module.partitions
    if devices > target.devices:
        base = target.name.removesuffix(f"x{target.devices}")
        problem = f"it is a program for {devices} devices, and {target.name} has {target.devices}: use {base}x{devices}"
        return Outcome(problem=problem)
    key = key_of(module.content, _key_parts(module, worker))
    with worker.folder() as folder:
        answer = cache.restore(key, folder) if cache else None
        if answer is None:
            answer = _ask(module, worker, folder)
            if answer["problem"]:
                return Outcome(problem=answer["problem"])
            if cache:
                cache.keep(key, folder, answer)
        return _read_outcome(module, answer, folder, dump_to)


def _key_parts(module: Module, worker: Worker) -> dict[str, Any]:
    """All but the module's content that decides what becomes of it."""
    form = [module.is_proto, module.replicas, module.partitions]
    target, flags = worker.target, [*map(str, (*worker.flags, *worker.init_args))]
    return {"target": target.settings(), "compiler": compiler_of(target), "module": form, "flags": flags}


def _ask(module: Module, worker: Worker, folder: Path) -> dict[str, Any]:
    """The worker's answer, with the problem in words; of the dump, what hloscope reads is left in the folder."""
    with worker.folder() as scratch:
        file = scratch / ("module.pb" if module.is_proto else "module.txt")
        file.write_bytes(module.content)
        numbers = {"replicas": module.replicas, "partitions": module.partitions}
        try:
            answer = worker.ask({"file": str(file), "folder": str(folder), **numbers})
        except CrashError as error:
            return {"problem": str(error)}
    for path in folder.rglob("*"):
        if path.is_file() and not is_wanted(path.name):  # machine code and PTX, which stand-ins took part in
            path.unlink()
    problem = answer["problem"]
    refused = [*map(str, worker.refused_flags)]
    return {**answer, "problem": problem and reason_of(problem, worker.target), "refused_flags": refused}


def _read_outcome(module: Module, answer: dict[str, Any], folder: Path, dump_to: Path | None) -> Outcome:
    dump = dump_of(module.name, files_in_memory(files_below(folder)))
    found = [item for item in dump.compilations if item.files.get(Role.AFTER)]
    if not found:
        return Outcome(problem="the compiler dumped no module")
    dump_problem = _copy_dump(folder, dump_to) if dump_to else None
    of_this_name = [item for item in found if item.name == module.name] or found
    refused = " ".join(answer.get("refused_flags", ()))
    omitted = [f"left out of the flags, since this XLA refuses it: {refused}"] if refused else []
    remarks = (*module.remarks, *answer.get("remarks", ()), *omitted)
    return Outcome(
        of_this_name[-1], None, answer.get("temp_bytes"), answer.get("modelled_seconds"), remarks, dump_problem
    )


def _copy_dump(folder: Path, dump_to: Path) -> str | None:
    """Copies the dump; why that failed, if it did."""
    try:
        copy_whole(folder, dump_to)
    except OSError as error:  # shutil's have no words of their own
        return f"{dump_to}: cannot be written: {error.strerror or error}"
    return None
