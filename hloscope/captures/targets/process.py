"""Retarget process: a worker that compiles, started when it is needed, and again after a crash."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from hloscope.captures.command.flags import Flag, flags_text
from hloscope.captures.targets.flags import without_refused
from hloscope.captures.targets.target import Target
from hloscope.captures.targets.toolkit import write_toolkit
from hloscope.dump.workers.process import Limits, WorkerProcess
from hloscope.dump.workers.workplace import Workplace
from hloscope.errors import HloscopeError

_WORKER = (str(Path(__file__).with_name("worker.py")),)
# No look for a GPU, nor for the metadata server, the log folder and the lock of a TPU.
_ENVIRONMENT = {
    "JAX_PLATFORMS": "cpu",
    "JAX_SKIP_CUDA_CONSTRAINTS_CHECK": "1",
    "TPU_SKIP_MDS_QUERY": "1",
    "TPU_WORKER_HOSTNAMES": "localhost",
    "TPU_ACCELERATOR_TYPE": "v5litepod-4",
    "TPU_LOG_DIR": "disabled",
    "ALLOW_MULTIPLE_LIBTPU_LOAD": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
}
_REMOVED = ("LIBTPU_INIT_ARGS", "TPU_LIBRARY_PATH")  # the flags that hold are set anew


class CrashError(Exception):
    """The worker ended, or was ended, while it had a module; the text says how. `log` is what it wrote on stderr."""

    def __init__(self, how: str, log: str = "") -> None:
        super().__init__(how)
        self.log = log


class Worker:
    """Compiles modules for one target in a process of its own; `close` ends it.

    `flags` are XLA's as they were asked for, `init_args` those of libtpu. Those that it refuses are left out, since it
    ends of them.
    """

    def __init__(
        self,
        target: Target,
        limits: Limits,
        worker: Sequence[str] = _WORKER,
        flags: Sequence[Flag] = (),
        init_args: Sequence[Flag] = (),
    ) -> None:
        self.target = target
        self.flags, self.init_args = tuple(flags), tuple(init_args)
        self._accepted, self._accepted_args = self.flags, self.init_args
        self._limits = limits
        self._worker = worker
        self._running: WorkerProcess | None = None
        self._workplace: Workplace | None = None
        self._folders = 0  # in use
        self._is_stopped = False
        self._starting = Lock()

    @contextmanager
    def folder(self) -> Generator[Path]:
        """A folder for one compile, which goes with this process, whatever ends it."""
        self._folders += 1
        try:
            with TemporaryDirectory(dir=self._place().folder, ignore_cleanup_errors=True) as name:
                yield Path(name)
        finally:
            self._folders -= 1
            if not (self._folders or self._running):
                self.close()

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The worker's answer about one module.

        Raises:
            CrashError: it ended before it answered, or took too long; the next call starts another one.
            HloscopeError: it does not start, for any module.
        """
        try:
            if self._running is None:
                self._start()
            return self._exchange(request)
        except BaseException:  # Ctrl-C too: what it answers later is no answer to the next request
            self._end()
            raise

    @property
    def refused_flags(self) -> tuple[Flag, ...]:
        """The flags that this XLA does not know, or whose value it cannot read; told once it has started."""
        accepted = (*self._accepted, *self._accepted_args)
        return tuple(flag for flag in (*self.flags, *self.init_args) if flag not in accepted)

    def close(self) -> None:
        """Ends the process, and removes all that it left."""
        self._end()
        place, self._workplace = self._workplace, None
        if place:
            place.remove()

    def stop(self) -> None:
        """Ends the process at once, from another thread than the one that waits for it; no other is started."""
        with self._starting:
            self._is_stopped = True
            if self._running:
                self._running.kill()

    def _end(self) -> None:
        running, self._running = self._running, None
        if running:
            running.end()

    def _place(self) -> Workplace:
        self._workplace = self._workplace or Workplace()
        return self._workplace

    def _start(self) -> None:
        with self._starting:
            if self._is_stopped:
                raise CrashError("the compiler was stopped")
            environment = self._environment()
            self._running = running = WorkerProcess(self._worker, self._place(), self._limits, environment)
        write_toolkit(running.folder)
        try:
            answer = self._exchange({**self.target.settings(), "toolkit": str(running.folder)})
        except CrashError as error:
            before = (self._accepted, self._accepted_args)
            self._accepted, self._accepted_args = (without_refused(flags, error.log) for flags in before)
            if (self._accepted, self._accepted_args) == before:
                raise HloscopeError(f"the compiler for {self.target.name} did not start: {error}") from error
            self._start()
            return
        if answer["problem"]:
            raise HloscopeError(f"the compiler for {self.target.name} did not start: {answer['problem']}")

    def _exchange(self, message: Mapping[str, Any]) -> dict[str, Any]:
        running = self._running
        if running is None:
            raise CrashError("the compiler was closed")
        answer = running.ask(message)
        if answer is None:
            crash = CrashError(self._describe_end(running), running.read_log())
            self._end()
            raise crash
        return answer

    def _describe_end(self, running: WorkerProcess) -> str:
        if running.took_too_long():
            return f"it took longer than {self._limits.seconds:g} s"
        return ": ".join(filter(None, (f"the compiler ended by {running.how_it_ended()}", running.last_words())))

    def _environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if name not in _REMOVED}
        flags = (*self._accepted, Flag("xla_force_host_platform_device_count", str(self.target.devices)))
        init_args = {"LIBTPU_INIT_ARGS": flags_text(self._accepted_args)} if self._accepted_args else {}
        return {**ours, **init_args, **_ENVIRONMENT, "XLA_FLAGS": flags_text(flags)}
