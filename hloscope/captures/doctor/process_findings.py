"""Process findings: what the Python processes of an observed command did, or did not do, for a dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hloscope.captures.command.flags import find_value, parse_flags
from hloscope.captures.doctor.finding import Finding, shortened
from hloscope.captures.doctor.observation import Process, Write
from hloscope.frameworks import FRAMEWORKS


def process_findings(processes: Sequence[Process], *, has_dumped: bool) -> Iterator[Finding]:
    """Why these processes have dumped or not; `has_dumped` says whether a module came into the folder."""
    writes = [write for process in processes for write in process.writes]
    late = [*_late_flags(writes, has_dumped=has_dumped)]
    yield from late
    yield from _overwritten_flags(writes)
    yield from _several_processes(processes)
    if not has_dumped and not late:
        yield from _nothing_compiled(processes)


def _late_flags(writes: Sequence[Write], *, has_dumped: bool) -> Iterator[Finding]:
    """Flags that were set when XLA had read them; of TensorFlow it can only be inferred."""
    for write in writes:
        silent = [row for row in FRAMEWORKS.values() if not row.tells_start and row.name in write.loaded]
        who = [*write.started, *([] if has_dumped else [row.name for row in silent])]
        if who and find_value(parse_flags(write.value), "xla_dump_to") is not None:
            evidence = f"{shortened(write.place, 120)} sets {write.variable}={shortened(write.value, 120)}"
            cause = f"XLA reads {write.variable} once, when it starts, and that of {' and '.join(who)} had started"
            cause += "" if write.started else f" (inferred: {silent[0].title} was loaded, and nothing was dumped)"
            cure = "set it before the first import of the framework, or in the shell; or use `hloscope run -- COMMAND`"
            yield Finding("flags-too-late", evidence, cause, cure)
            return


def _overwritten_flags(writes: Sequence[Write]) -> Iterator[Finding]:
    for write in writes:
        loses_folder = "xla_dump_to" in write.before and "xla_dump_to" not in write.value
        if write.variable == "XLA_FLAGS" and loses_folder and not write.started:
            evidence = f"{shortened(write.place, 120)} sets XLA_FLAGS={shortened(write.value, 120)}"
            cause = "the program replaces the flags that it was started with, --xla_dump_to among them"
            yield Finding("flags-replaced", evidence, cause, "add to os.environ['XLA_FLAGS'] rather than replace it")
            return


def _several_processes(processes: Sequence[Process]) -> Iterator[Finding]:
    started = [process for process in processes if process.started]
    if len(started) > 1:
        evidence = f"XLA started in {len(started)} processes: {', '.join(str(process.pid) for process in started[:8])}"
        cause = "each counts its modules from 0, and overwrites those of the others in a common folder"
        cure = "a folder for each process, such as --xla_dump_to=DIR/$RANK"
        yield Finding("several-processes", evidence, cause, cure)


def _nothing_compiled(processes: Sequence[Process]) -> Iterator[Finding]:
    """Processes in which XLA was never asked to compile."""
    if not processes:
        cause = "the command ran no Python that could be observed: none at all, python -I or -S, or a container"
        cure = "give the command that starts Python itself; or set the variables inside (`hloscope env`)"
        yield Finding("not-observed", "no Python process was seen, and no module was dumped", cause, cure)
        return
    if all(process.has_ended for process in processes):
        yield from _unused_frameworks(processes)


def _unused_frameworks(processes: Sequence[Process]) -> Iterator[Finding]:
    """Frameworks that were loaded, and whose XLA did not start."""
    frameworks = {name: version for process in processes for name, version in process.frameworks.items()}
    started = {name for process in processes for name in process.started}
    if not frameworks:
        cause = "the program loaded neither jax nor tensorflow nor torch"
        cure = "run the program that does; with several Pythons, the one in which the framework is installed"
        yield Finding("no-framework", f"{_count_text(len(processes))} ran, without any framework", cause, cure)
    for name, id_, cause, cure in _SILENT:
        if name in frameworks:
            if name not in started:
                yield Finding(id_, f"{name} {frameworks[name]} was loaded, and no module was dumped", cause, cure)
            return


def _count_text(count: int) -> str:
    return "one Python process" if count == 1 else f"{count} Python processes"


# From the most telling on: a program that loads TensorFlow may load jax too, and torch-xla may load both.
_SILENT: tuple[tuple[str, str, str, str], ...] = (
    *((row.name, "nothing-compiled", *row.silence) for row in reversed([*FRAMEWORKS.values()])),
    (
        "torch",
        "no-framework",
        "torch without torch_xla compiles nothing with XLA",
        "import torch_xla, and use its device",
    ),
)
