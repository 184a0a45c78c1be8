"""MLIR process: a worker that converts, started for the first module, and again after a crash."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from hloscope.dump.workers.process import Limits, WorkerProcess
from hloscope.dump.workers.workplace import Workplace
from hloscope.errors import DumpError

_WORKER = (str(Path(__file__).with_name("mlir_worker.py")),)
_SECONDS = 120.0  # for one module; one of 50,000 operations takes 5
_IDLE_SECONDS = 60.0
_LONGEST_REASON = 500
_LONGEST_WORDS = 300
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

    def __init__(self, worker: Sequence[str] = _WORKER, seconds: float = _SECONDS) -> None:
        self._worker = worker
        self._limits = Limits(seconds)
        self._running: WorkerProcess | None = None
        self._place: Workplace | None = None
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
                problem, text = self._convert(data, name)
            except OSError as error:  # a full disk
                self.close()
                raise DumpError(f"jaxlib cannot be given it: {error.strerror or error}") from error
            except BaseException:  # also of Ctrl-C: an answer that comes later is not for the next module
                self.close()
                raise
        if problem is not None:
            raise DumpError(_reason_in(problem))
        return text

    def close(self) -> None:
        """Ends the process, and removes its folder."""
        running, self._running = self._running, None
        if running:
            running.end()
        place, self._place = self._place, None
        if place:
            place.remove()

    def _convert(self, data: bytes, name: str) -> tuple[str | None, str]:
        """The problem with a module, None if there is none; and its HLO."""
        running = self._running
        if running is None or not running.can_answer:
            running = self._start()
        file, result = running.folder / "module.mlir", running.folder / "module.hlo"
        file.write_bytes(data)
        problem = self._ask(running, {"file": str(file), "result": str(result), "name": name})
        return problem, "" if problem is not None else result.read_text("utf-8")

    def _start(self) -> WorkerProcess:
        self.close()
        self._place = Workplace()
        running = WorkerProcess(self._worker, self._place, self._limits, _environment(), idle=_IDLE_SECONDS)
        self._running = running
        problem = self._ask(running, {})
        if problem is not None:
            raise DumpError(_reason_in(problem))
        return running

    def _ask(self, running: WorkerProcess, message: Mapping[str, str]) -> str | None:
        """The problem that it tells; raises if it tells nothing any more."""
        answer = running.ask(message)
        if answer is None:
            raise DumpError(self._describe_end(running))
        problem: str | None = answer["problem"]
        return problem

    def _describe_end(self, running: WorkerProcess) -> str:
        if running.took_too_long():
            return f"jaxlib took longer than {self._limits.seconds:g} s to read it"
        how = f"jaxlib's process ended by {running.how_it_ended()} while it read it"
        return ": ".join(filter(None, (how, " ".join(running.last_words().split())[:_LONGEST_WORDS])))


def _environment() -> dict[str, str]:
    """Ours without XLA's flags: the conversion needs none, and one that this jaxlib does not know would end it."""
    return {name: value for name, value in os.environ.items() if name != "XLA_FLAGS"} | {"TF_CPP_MIN_LOG_LEVEL": "2"}


def _reason_in(problem: str) -> str:
    """The first error of what MLIR says, in one line, with its place in the text if that is told."""
    lines = [line.strip() for line in problem.splitlines() if line.strip()]
    line = next((line for line in lines if "error: " in line), lines[0] if lines else "it does not say why")
    place, reason = _PLACE.search(line), _PLACE.sub("", line).partition("error: ")[2].strip() or line
    where = f"line {place['line']}, column {place['column']}: " if place and place["line"] != "0" else ""
    return f"jaxlib cannot read it: {where}{reason}"[:_LONGEST_REASON]
