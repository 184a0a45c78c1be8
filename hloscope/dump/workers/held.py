"""Held process: one that was started with a lifeline, and so ends with this process, whatever ends that."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

NO_LIFELINE = ""  # on Windows


class Held:
    """A process that is told, behind its command, which lifeline to hold and which folder goes with it.

    It is to call `lifeline.hold` with these two. Whatever is `given` comes behind them.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        given: Sequence[str],
        *,
        environment: Mapping[str, str],
        cwd: Path | None = None,
        stdin: int | None = None,
        stdout: int | None = None,
        stderr: IO[bytes] | None = None,
    ) -> None:
        line, self._other_end = os.pipe()  # it ends when we do, who hold the other end
        passed = (line,) if hasattr(os, "fork") else ()
        held = str(line) if passed else NO_LIFELINE
        self._owner = os.getpid()
        try:
            self.process = subprocess.Popen(
                [*command, held, str(folder), *given],
                env=environment,
                cwd=cwd,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                pass_fds=passed,
                encoding="utf-8",
            )
        except BaseException:
            os.close(self._other_end)
            raise
        finally:
            os.close(line)

    @property
    def is_ours(self) -> bool:
        """Whether this process has started it, and is no copy of the one that did."""
        return os.getpid() == self._owner

    def wait(self) -> int:
        """Waits for its end, and gives its status; ends it if that is interrupted."""
        try:
            return self.process.wait()
        finally:
            self.end()

    def end(self) -> None:
        """Ends it, if it has not ended, and lets go of it; a copy of the process that started it lets go only."""
        if self.is_ours:
            self.process.kill()
        for pipe in filter(None, (self.process.stdin, self.process.stdout)):
            with suppress(OSError):  # what was not written yet
                pipe.close()
        if self.is_ours:
            self.process.wait()
        os.close(self._other_end)
