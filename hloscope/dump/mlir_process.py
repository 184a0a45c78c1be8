"""MLIR process: the worker seen from outside, which is started for the first module, and again after a crash."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from threading import Lock, Timer
from typing import IO
from weakref import finalize

from hloscope.errors import DumpError

# By its path, and -P: the modules beside it must not shadow those of other packages.
_COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("mlir_worker.py")))
_LOG = "stderr.log"
_LOG_READ = 100_000
_SECONDS = 120.0  # for one module; one of 50,000 operations takes 5
_GRACE = 5  # seconds that the worker's own limit, which holds without us, comes behind ours
_MEMORY_FACTOR = 4  # address space is used more freely than memory
_LONGEST_REASON = 500
_PLACE = re.compile(r'"?-"?:(?P<line>\d{1,12}):(?P<column>\d{1,12}):')  # in a text, which has no name
_MISSING = "jaxlib reads it, and is not installed here: `pip install jaxlib`"


def can_convert() -> bool:
    """Whether jaxlib is installed."""
    return find_spec("jaxlib") is not None


@cache
def shared_converter() -> MlirConverter:
    """The converter of this process: starting jaxlib takes longer than most modules do."""
    return MlirConverter()


class MlirConverter:
    """Makes HLO of StableHLO in a process of its own, which ends with this one, or when it has had nothing to do."""

    def __init__(self, command: Sequence[str] = _COMMAND, seconds: float = _SECONDS) -> None:
        self._command = command
        self._seconds = seconds
        self._running: _Running | None = None
        self._lock = Lock()

    def convert(self, data: bytes, *, name: str) -> str:
        """The module as HLO text; places that the MLIR does not tell are lines of the file `name`.

        Raises:
            DumpError: jaxlib is not installed or cannot read it, took too long, or crashed.
        """
        if not can_convert():
            raise DumpError(_MISSING)
        with self._lock:
            try:
                return self._convert(data, name)
            except BaseException:  # also of Ctrl-C: an answer that comes later is not for the next module
                self.close()
                raise

    def close(self) -> None:
        """Ends the process."""
        running, self._running = self._running, None
        if running:
            running.end()

    def _convert(self, data: bytes, name: str) -> str:
        if self._running is None or not self._running.is_alive:
            self.close()
            self._running = _Running(self._command)
        problem, text = self._running.exchange(data, name, self._seconds)
        if problem is not None:
            raise DumpError(problem)
        return text


class _Running:
    """A process that was started, and its folder: the module, its HLO, what it says on stderr."""

    def __init__(self, command: Sequence[str]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hloscope-"))
        with (self._folder / _LOG).open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                env=_environment(),
                encoding="utf-8",
            )
        self.end = finalize(self, _end, self._process, self._folder)
        self._is_new = True
        self._took_too_long = False

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def exchange(self, data: bytes, name: str, seconds: float) -> tuple[str | None, str]:
        """The problem with a module, None if there is none; and its HLO. The process may have ended of it."""
        file, result = self._folder / "module.mlir", self._folder / "module.hlo"
        file.write_bytes(data)
        settings = {"memory_limit": _memory_limit(), "time_limit": ceil(seconds) + _GRACE, "folder": str(self._folder)}
        lines = [json.dumps(settings)] if self._is_new else []
        self._is_new = False
        line = self._line_for([*lines, json.dumps({"file": str(file), "result": str(result), "name": name})], seconds)
        if not line.endswith("\n"):
            return self._describe_end(seconds), ""
        problem: str | None = json.loads(line)["problem"]
        return (_reason_in(problem), "") if problem is not None else (None, result.read_text("utf-8"))

    def _line_for(self, messages: Sequence[str], seconds: float) -> str:
        """The line that comes back; none if the process ends, or takes longer and is ended."""
        timer = Timer(seconds, self._time_out)
        timer.start()
        try:
            return _line_for(messages, *(pipe for pipe in (self._process.stdin, self._process.stdout) if pipe))
        except BrokenPipeError:
            return ""
        finally:
            timer.cancel()

    def _time_out(self) -> None:
        self._took_too_long = True
        self._process.kill()

    def _describe_end(self, seconds: float) -> str:
        if self._took_too_long:
            return f"jaxlib took longer than {seconds:g} s to read it"
        status = self._process.wait()
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        return ": ".join(filter(None, (f"jaxlib's process ended by {how} while it read it", self._last_words())))

    def _last_words(self) -> str:
        with (self._folder / _LOG).open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - _LOG_READ))
            lines = log.read().decode("utf-8", "replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]


def _environment() -> dict[str, str]:
    """Ours without XLA's flags: the conversion needs none, and one that this jaxlib does not know would end it."""
    return {name: value for name, value in os.environ.items() if name != "XLA_FLAGS"} | {"TF_CPP_MIN_LOG_LEVEL": "2"}


def _end(process: subprocess.Popen[str], folder: Path) -> None:
    process.kill()
    process.communicate()
    shutil.rmtree(folder, ignore_errors=True)


def _line_for(messages: Sequence[str], writer: IO[str], reader: IO[str]) -> str:
    writer.write("".join(f"{message}\n" for message in messages))
    writer.flush()
    return reader.readline()


def _memory_limit() -> int:
    return _MEMORY_FACTOR * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _reason_in(problem: str) -> str:
    """The first error of what MLIR says, in one line, with its place in the text if that is told."""
    lines = [line.strip() for line in problem.splitlines() if line.strip()]
    line = next((line for line in lines if "error: " in line), lines[0] if lines else "it does not say why")
    place, reason = _PLACE.search(line), _PLACE.sub("", line).partition("error: ")[2].strip() or line
    where = f"line {place['line']}, column {place['column']}: " if place and place["line"] != "0" else ""
    return f"jaxlib cannot read it: {where}{reason}"[:_LONGEST_REASON]
