"""Stdin: what is piped into a command, in place of a path that is `-`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hloscope.dump import Dump
    from hloscope.dump.sources import SourceFile

STDIN = "-"
_SHOWN = "<stdin>"
_OPTIONS = ("paths", "path", "old", "new")


def take_stdin(options: argparse.Namespace) -> None:
    """Puts the dump on stdin in the place of each path that is `-`; several of them are one dump.

    Raises:
        DumpError: nothing that hloscope knows was piped in.
    """
    found: list[Dump] = []
    for name in _OPTIONS:
        value: str | list[str] | None = getattr(options, name, None)
        if value == STDIN:
            setattr(options, name, _dump(found))
        elif isinstance(value, list) and STDIN in value:
            setattr(options, name, [_dump(found) if path == STDIN else path for path in value])


def _dump(found: list[Dump]) -> Dump:
    if not found:
        found.append(_load(stdin_file()))
    return found[0]


def _load(file: SourceFile) -> Dump:
    from hloscope.dump.dump import load_log

    return load_log(file)


def stdin_file() -> SourceFile:
    """What is on stdin, as a file.

    Raises:
        DumpError: it is more than a file may hold.
    """
    from hloscope.dump.budget import new_meter
    from hloscope.dump.sources import SourceFile

    meter = new_meter()
    limits = meter.budget.limits
    content = sys.stdin.buffer.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise limits.exceeded("file_bytes", "bytes, the limit for one file", _SHOWN)
    return SourceFile("", "stdin", _SHOWN, partial(BytesIO, content), meter)
