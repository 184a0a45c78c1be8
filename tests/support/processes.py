"""What processes that share a folder are given to do: functions of a module, which each of them can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

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
    """The same, after a time that no test waits for; beside the folder it says that it began."""
    file = Path(next(iter(compilation.files.values())).source.label)
    (file.parents[1] / f"at-work-{os.getpid()}").touch()
    time.sleep(600)
    return name_of(compilation, path)
