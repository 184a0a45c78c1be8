"""Observation: a command run for the doctor, with what it said about dumps, and what its Python processes noted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from hloscope.captures.command.relay import relaying
from hloscope.captures.command.starting import start
from hloscope.captures.doctor import witness
from hloscope.captures.doctor.log_findings import is_of_interest
from hloscope.dump.workers.workplace import Workplace

_MAX_LINES = 1000
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Write:
    """An assignment to XLA_FLAGS or TF_XLA_FLAGS in the program: the value before, the new one, and where it is made.

    `loaded` are the frameworks that were loaded by then; `started` are those whose XLA had started.
    """

    variable: str
    before: str
    value: str
    place: str
    started: tuple[str, ...]
    loaded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """A Python process of the command.

    `started` are frameworks whose XLA started, of those that tell (TensorFlow does not). If it has not ended by itself,
    what is known is what it was like when it started, or last changed a variable.
    """

    pid: int
    python: str
    arguments: tuple[str, ...]
    path: tuple[str, ...]
    frameworks: Mapping[str, str]
    started: tuple[str, ...]
    writes: tuple[Write, ...]
    has_ended: bool


@dataclass(frozen=True, slots=True)
class Observation:
    """How a command ended (128 + N by signal N), the lines in which XLA complained, and its Python processes."""

    status: int
    lines: tuple[str, ...]
    processes: tuple[Process, ...]


def observe(command: Sequence[str], environment: Mapping[str, str]) -> Observation:
    """Runs a command in this environment until it ends; what it prints goes to our stderr.

    Raises:
        HloscopeError: it cannot be started.
    """
    with Workplace() as folder:
        (folder / "code").mkdir()
        (folder / "code" / "sitecustomize.py").write_text(Path(witness.__file__).read_text("utf-8"), "utf-8")
        python_path = [f"{folder}/code", *filter(None, [environment.get("PYTHONPATH")])]
        variables = {witness.FOLDER: str(folder), "PYTHONPATH": os.pathsep.join(python_path)}
        status, lines = _run(command, {**environment, **variables})
        return Observation(status, lines, tuple(_processes_in(folder)))


def _run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    lines: list[str] = []
    with relaying(besides=(signal.SIGPIPE,)) as relay:  # which we may get ourselves, of our stderr
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = start(command, environment, **pipes, ignoring=relay.ignored)
        streams = (cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stderr))
        readers = [threading.Thread(target=_pass_on, args=(stream, lines), daemon=True) for stream in streams]
        for reader in readers:
            reader.start()
        status = relay.wait(process)
        for reader in readers:
            reader.join(timeout=10)  # a process that it left behind may keep them open
    return status, tuple(lines)


def _pass_on(stream: IO[bytes], lines: list[str]) -> None:
    """Copies a stream to our stderr, and keeps the lines that matter."""
    rest = b""
    with stream:
        while chunk := cast("Any", stream).read1(_CHUNK):
            sys.stderr.buffer.write(chunk)
            sys.stderr.buffer.flush()
            *whole, rest = (rest + chunk).split(b"\n")
            _keep(whole, lines)
            rest = rest[-_CHUNK:]
    _keep([rest], lines)


def _keep(found: Sequence[bytes], lines: list[str]) -> None:
    texts = (line.decode("utf-8", "replace") for line in found)
    lines.extend([text for text in texts if is_of_interest(text)][: max(0, _MAX_LINES - len(lines))])


def _processes_in(folder: Path) -> Iterator[Process]:
    """The records, by process number; one that was not written to its end is left out."""
    for file in sorted(folder.glob("*.json"), key=lambda file: int(file.stem)):
        try:
            yield _process_of(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _process_of(record: Mapping[str, Any]) -> Process:
    texts: dict[str, Any] = {name: tuple(map(str, record[name])) for name in ("arguments", "path", "started")}
    texts["writes"] = tuple(_write_of(write) for write in record["writes"])
    return Process(**{**record, **texts})


def _write_of(record: Mapping[str, Any]) -> Write:
    texts: dict[str, Any] = {name: tuple(map(str, record[name])) for name in ("started", "loaded")}
    return Write(**{**record, **texts})
