"""What processes that share a folder are given to do: functions of a module, which each of them can import."""

from __future__ import annotations

import os
import signal
import time

from hloscope.dump import Compilation
from hloscope.reports.schema import Error

Named = tuple[str, list[Error]]


def name_of(compilation: Compilation, _: str) -> Named:
    """The name of what is before optimization."""
    module = compilation.before
    return (module.name if module else "none"), []


def name_or_die(compilation: Compilation, path: str) -> Named:
    """The same, but for a module that takes the process with it."""
    if "deadly" in compilation.file_module:
        os.kill(os.getpid(), signal.SIGKILL)
    return name_of(compilation, path)


def sleep(compilation: Compilation, path: str) -> Named:
    """The same, after a time that no test waits for."""
    time.sleep(60)
    return name_of(compilation, path)
