"""Retarget process: a worker seen from outside, which is started when it is needed, and again after a crash."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock, Timer
from typing import IO, Any

from hloscope.captures.command.flags import Flag, flags_text
from hloscope.captures.targets.flags import without_refused
from hloscope.captures.targets.target import Target
from hloscope.captures.targets.toolkit import write_toolkit
from hloscope.captures.targets.workplace import Workplace
from hloscope.errors import HloscopeError

# By its path, and -P: the modules beside it must not shadow those of other packages.
_COMMAND = (sys.executable, "-P", str(Path(__file__).parent / "worker.py"))
_LOG = "stderr.log"
_LOG_READ = 1_000_000
_GRACE = 2.0  # seconds more that a worker gives itself than we do: it ends by itself only if we do not
_TELLING = re.compile(r"^F\d{4} |Error|ERROR|Check failed")  # the month and the day, as glog has it
_ANOTHER = re.compile(
    r"[IWEF]\d{4} |\*\*\*|@ +0x|#\d|Fatal Python error|Current thread|Thread 0x|File \"|Extension modules"
)
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


@dataclass(frozen=True, slots=True)
class Limits:
    """What compiling may take: `seconds` for one module, and `memory` in bytes of address space for a process.

    Address space is used more freely than memory: without a limit of its own, it is four times what the machine has.
    """

    seconds: float = 300.0
    memory: int | None = None

    @property
    def memory_bytes(self) -> int:
        """The limit in bytes."""
        return self.memory or 4 * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


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
        command: Sequence[str] = _COMMAND,
        flags: Sequence[Flag] = (),
        init_args: Sequence[Flag] = (),
    ) -> None:
        self.target = target
        self.flags, self.init_args = tuple(flags), tuple(init_args)
        self._accepted, self._accepted_args = self.flags, self.init_args
        self._limits = limits
        self._command = command
        self._running: _Running | None = None
        self._workplace: Workplace | None = None
        self._folders = 0  # in use
        self._is_stopped = False
        self._starting = Lock()

    @contextmanager
    def folder(self) -> Generator[Path]:
        """A folder for one compile, which goes with this process, whatever ends it."""
        self._folders += 1
        try:
            with TemporaryDirectory(dir=self._work_folder(), ignore_cleanup_errors=True) as name:
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
            return self._exchange({**request, "time_limit": self._limits.seconds + _GRACE})
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

    def _work_folder(self) -> Path:
        self._workplace = self._workplace or Workplace()
        return self._workplace.folder

    def _start(self) -> None:
        with self._starting:
            if self._is_stopped:
                raise CrashError("the compiler was stopped")
            self._running = _Running(
                self._command, self._work_folder(), self.target.devices, self._accepted, self._accepted_args
            )
        limits = {"memory_limit": self._limits.memory_bytes, "time_limit": self._limits.seconds + _GRACE}
        places = {
            "toolkit": str(self._running.folder),
            "lifeline": self._running.lifeline,
            "workplace": str(self._work_folder()),
        }
        try:
            answer = self._exchange({**self.target.settings(), **limits, **places})
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
        line = running.exchange(json.dumps(message), self._limits.seconds)
        if line is None:
            crash = CrashError(running.describe_end(self._limits.seconds), running.read_log())
            self._end()
            raise crash
        answer: dict[str, Any] = json.loads(line)
        return answer


class _Running:
    """A process that was started, and its folder: the toolkit, temporary files, what it says on stderr."""

    def __init__(
        self, command: Sequence[str], place: Path, devices: int, flags: Sequence[Flag], init_args: Sequence[Flag]
    ) -> None:
        self.folder = Path(mkdtemp(dir=place))
        write_toolkit(self.folder)
        self.lifeline, self._other_end = os.pipe()  # it ends when we do, who hold the other end
        environment = {name: value for name, value in os.environ.items() if name not in _REMOVED}
        xla_flags = flags_text((*flags, Flag("xla_force_host_platform_device_count", str(devices))))
        environment |= {"LIBTPU_INIT_ARGS": flags_text(init_args)} if init_args else {}
        with (self.folder / _LOG).open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self.folder,
                env={**environment, **_ENVIRONMENT, "XLA_FLAGS": xla_flags, "TMPDIR": str(self.folder)},
                encoding="utf-8",
                pass_fds=(self.lifeline,),
            )
        os.close(self.lifeline)
        self._took_too_long = False

    def exchange(self, message: str, seconds: float) -> str | None:
        """The line that comes back for a line; None if the process ends, or takes longer and is ended."""
        timer = Timer(seconds, self._time_out)
        timer.start()
        try:
            pipes = (self._process.stdin, self._process.stdout)
            line = _line_for(message, *(pipe for pipe in pipes if pipe))
        except BrokenPipeError:
            return None
        finally:
            timer.cancel()
        return line if line.endswith("\n") else None

    def _time_out(self) -> None:
        self._took_too_long = True
        self.kill()

    def kill(self) -> None:
        self._process.kill()

    def describe_end(self, seconds: float) -> str:
        """How it ended, and its last words."""
        status = self._process.wait()
        if self._took_too_long or status == -signal.SIGALRM:
            return f"it took longer than {seconds:g} s"
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        return ": ".join(filter(None, (f"the compiler ended by {how}", self._last_words())))

    def _last_words(self) -> str:
        """What it said last, whole: from the line that tells to the next one of the log, or of a stack trace."""
        lines = [line for line in map(str.strip, self.read_log().splitlines()) if line]
        places = [place for place, line in enumerate(lines) if _TELLING.search(line)]
        if not places:
            return "".join(lines[-1:])
        rest = takewhile(lambda line: not _ANOTHER.match(line), lines[places[-1] + 1 :])
        return "\n".join([lines[places[-1]], *rest])

    def read_log(self) -> str:
        """What it wrote on stderr, so far as it is not too much."""
        with (self.folder / _LOG).open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - _LOG_READ))
            return log.read().decode("utf-8", "replace")

    def end(self) -> None:
        self.kill()
        self._process.communicate()
        os.close(self._other_end)
        shutil.rmtree(self.folder, ignore_errors=True)


def _line_for(message: str, writer: IO[str], reader: IO[str]) -> str:
    writer.write(f"{message}\n")
    writer.flush()
    return reader.readline()
