"""Worker process: one that answers, seen from outside. It has a folder, and limits that hold without us."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from tempfile import mkdtemp
from threading import Timer
from typing import IO, Any
from weakref import finalize

from hloscope.dump.workers.held import Held
from hloscope.dump.workers.workplace import Workplace

# By its path, and -P: the modules beside it must not shadow those of other packages.
_SERVE = (sys.executable, "-P", str(Path(__file__).with_name("serve.py")))
_LOG = "stderr.log"
_LOG_READ = 1_000_000
_GRACE = 2.0  # seconds more that a worker gives itself than we do: it ends by itself only if we do not
_MEMORY_FACTOR = 4  # address space is used more freely than memory
_TELLING = re.compile(r"^F\d{4} |Error|ERROR|Check failed")  # the month and the day, as glog has it
_ANOTHER = re.compile(
    r"[IWEF]\d{4} |\*\*\*|@ +0x|#\d|Fatal Python error|Current thread|Thread 0x|File \"|Extension modules"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take: `seconds` for one answer, and `memory` in bytes of address space for the process.

    Address space is used more freely than memory: without a limit of its own, it is four times what the machine has.
    """

    seconds: float = 300.0
    memory: int | None = None

    @property
    def memory_bytes(self) -> int:
        """The limit in bytes."""
        return self.memory or _MEMORY_FACTOR * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


class WorkerProcess:
    """A process that was started, and its folder in a workplace: temporary files, what it says on stderr.

    `worker` is a file of Python that `serve.py` describes, and arguments. With `idle` seconds it ends when nothing has
    been asked for so long. `end` ends it, as does losing this object.
    """

    def __init__(
        self,
        worker: Sequence[str],
        place: Workplace,
        limits: Limits,
        environment: Mapping[str, str],
        *,
        idle: float = 0.0,
    ) -> None:
        self.folder = Path(mkdtemp(dir=place.folder))
        self._limits = limits
        with (self.folder / _LOG).open("wb") as log:
            self._held = Held(
                _SERVE,
                place.folder,
                [str(limits.memory_bytes), str(idle), *worker],
                environment={**environment, "TMPDIR": str(self.folder)},
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self.end = finalize(self, _end, self._held, self.folder)
        self._timed_out = False

    @property
    def can_answer(self) -> bool:
        """Whether it is there, and is ours: of a copy of this process it is not."""
        return self._held.is_ours and self._held.process.poll() is None

    def ask(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """What it answers; None if it ends before, or takes longer than it may and is ended. The first are settings."""
        timer = Timer(self._limits.seconds, self._time_out)
        timer.start()
        try:
            text = json.dumps({**message, "time_limit": self._limits.seconds + _GRACE})
            line = _line_for(text, *(pipe for pipe in (self._held.process.stdin, self._held.process.stdout) if pipe))
        except BrokenPipeError:
            return None
        finally:
            timer.cancel()
        answer: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        return answer

    def kill(self) -> None:
        """Lets it end at once, from another thread than the one that waits for it."""
        self._held.process.kill()

    def took_too_long(self) -> bool:
        """Whether it was ended at the limit of time, once it has not answered."""
        return self._timed_out or self._held.process.wait() == -signal.SIGALRM

    def how_it_ended(self) -> str:
        """Its signal or status, once it has not answered."""
        status = self._held.process.wait()
        return f"signal {-status}" if status < 0 else f"exit status {status}"

    def last_words(self) -> str:
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

    def _time_out(self) -> None:
        self._timed_out = True
        self.kill()


def _end(held: Held, folder: Path) -> None:
    held.end()
    if held.is_ours:
        shutil.rmtree(folder, ignore_errors=True)


def _line_for(message: str, writer: IO[str], reader: IO[str]) -> str:
    writer.write(f"{message}\n")
    writer.flush()
    return reader.readline()
