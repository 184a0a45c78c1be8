"""A command, run once for each place where stdout may lead: what it gives as status, and says on stderr.

python -m tests.support.printing_places ARGUMENT ...
"""

import fcntl
import io
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import TextIO, cast

from hloscope.cli import main

_BYTES = 100_000_000


def to_file() -> Generator[None]:
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        yield
        file.seek(0)
        PRINTED.append(file.read(_BYTES))


def to_full_disk() -> Generator[None]:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    os.dup2(descriptor, 1)
    os.close(descriptor)
    yield


def to_no_reader() -> Generator[None]:
    reader, writer = os.pipe()
    os.dup2(writer, 1)
    os.close(writer)
    os.close(reader)
    yield


def to_nowhere() -> Generator[None]:
    os.close(1)
    yield


def to_slow_reader() -> Generator[None]:
    """A pipe that may not block, of which somebody reads now and then."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with suppress(AttributeError):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    os.dup2(writer, 1)
    os.close(writer)
    read: list[bytes] = []

    def take() -> None:
        while chunk := os.read(reader, 1000):
            read.append(chunk)

    thread = threading.Thread(target=take)
    thread.start()
    yield
    os.dup2(2, 1)  # the end of what there is to read
    thread.join()
    os.close(reader)
    PRINTED.append(b"".join(read))


PRINTED: list[bytes] = []
PLACES: dict[str, tuple[Callable[[], Generator[None]], str | None]] = {
    "file": (to_file, "utf-8"),
    "ascii": (to_file, "ascii"),
    "latin-1": (to_file, "latin-1"),
    "cp437": (to_file, "cp437"),
    "slow": (to_slow_reader, "utf-8"),
    "full": (to_full_disk, "utf-8"),
    "no reader": (to_no_reader, "utf-8"),
    "closed": (to_nowhere, None),
}


def told(arguments: list[str], place: str) -> dict[str, object]:
    """Status, stderr and stdout, with stdout at a place, and as Python opens it there."""
    lead, encoding = PLACES[place]
    PRINTED.clear()
    errors = io.StringIO()
    sys.stderr = errors
    with contextmanager(lead)():
        output = open(1, "w", encoding=encoding, closefd=False) if encoding else None  # noqa: SIM115
        sys.stdout = cast("TextIO", output)
        try:
            status: object = main(arguments)
        except SystemExit as left:
            status = left.code
        finally:
            sys.stderr = sys.__stderr__
        if output:
            output.flush()
    return {"status": status, "stderr": errors.getvalue(), "stdout": b"".join(PRINTED).decode("latin-1")}


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")
    with answers:
        json.dump({place: told(sys.argv[1:], place) for place in PLACES}, answers)
