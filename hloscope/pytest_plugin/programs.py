"""Programs: a command that is run with dumping on, and the one module of a dump that a test is about."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from hloscope.captures.command.settings import Forms, dump_settings
from hloscope.dump import Compilation, Dump
from hloscope.errors import HloscopeError

_SAID = 2000  # characters of what a command said that failed
_NAMES = 8  # modules that a message lists


def run_dumping(command: Sequence[str], folder: Path) -> None:
    """Runs a command that dumps into a folder, past all caches.

    Raises:
        HloscopeError: it cannot be started, or fails; the message ends with the last that it said.
    """
    environment = dump_settings(os.environ, folder, Forms()).applied_to(os.environ)
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise HloscopeError(f"cannot start {command[0]!r}: {error.strerror or error}") from error
    if done.returncode:
        said = (done.stdout + done.stderr)[-_SAID:].rstrip()
        raise HloscopeError(f"expected {command[0]!r} to succeed, found exit status {done.returncode}:\n{said}")


def only_module(dump: Dump, name: str | None) -> Compilation:
    """The one compilation of that name, or pattern; those of a program that was compiled again count once.

    Raises:
        HloscopeError: there is none, or there are several.
    """
    named = [found for found in dump.compilations if name is None or fnmatchcase(found.name, name)]
    first = [found for found in named if found.recompilation_of is None]
    if len(first) == 1:
        return first[0]
    wanted = "one module" if name is None else f"one module called {name!r}"
    names = list(dict.fromkeys(found.name for found in first or dump.compilations))
    shown = ", ".join([*names[:_NAMES], *["..."] * (len(names) > _NAMES)]) or "none"
    hint = "; say which with module='...'" if len(first) > 1 and name is None else ""
    problems = "".join(f"\n{error.file}: {error.message}" for error in dump.errors[:3])
    raise HloscopeError(f"expected {wanted} in {dump.path}, found {len(first)}: {shown}{hint}{problems}")
