"""What is no file: things that a path may name, each of which has made a program wait, die or say nothing."""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

_CAPABILITIES = (125, 126)  # capget and capset, on x86-64
_VERSION_3 = 0x20080522
_PASS_OVER_PERMISSIONS = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextmanager
def obeying_permissions() -> Generator[None]:
    """Has root, which tests often run as, obey the permissions of files as others must."""
    if os.geteuid():
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    kept, fewer = (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    for data in (kept, fewer):
        assert libc.syscall(_CAPABILITIES[0], header, data) == 0
    fewer[0] &= ~_PASS_OVER_PERMISSIONS
    assert libc.syscall(_CAPABILITIES[1], header, fewer) == 0
    try:
        yield
    finally:
        assert libc.syscall(_CAPABILITIES[1], header, kept) == 0


def _socket(path: Path) -> str:
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(path.parent, os.O_RDONLY)  # the path of a socket is short
        try:
            listening.bind(f"/proc/self/fd/{here}/{path.name}")
        finally:
            os.close(here)
    return str(path)


def _pipe(path: Path) -> str:
    os.mkfifo(path)
    return str(path)


def _loop(path: Path) -> str:
    path.symlink_to(path.name)
    return str(path)


def _link(path: Path, to: str) -> str:
    path.symlink_to(to)
    return str(path)


def _locked_folder(path: Path) -> str:
    path.mkdir()
    path.chmod(0)
    return str(path)


def _locked_file(path: Path) -> str:
    path.write_text("HloModule m", "utf-8")
    path.chmod(0)
    return str(path)


def _locked_above(path: Path) -> str:
    path.mkdir()
    (path / path.name).write_text("HloModule m", "utf-8")
    path.chmod(0)
    return str(path / path.name)


def _below_a_file(path: Path) -> str:
    path.write_text("HloModule m", "utf-8")
    return str(path / path.name)


def _empty_folder(path: Path) -> str:
    path.mkdir()
    return str(path)


def _full_of_odd_things(path: Path) -> str:
    path.mkdir()
    os.mkfifo(path / f"a{path.suffix}")
    os.mkfifo(path / "module_0001.f.before_optimizations.txt")
    _loop(path / f"b{path.suffix}")
    _link(path / "module_0001.f.cpu_after_optimizations.txt", "/dev/zero")
    _locked_folder(path / "c")
    return str(path)


ODD: dict[str, Callable[[Path], str]] = {
    "pipe": _pipe,
    "socket": _socket,
    "endless device": lambda path: _link(path, "/dev/zero"),
    "device": lambda _: "/dev/zero",
    "empty device": lambda _: "/dev/null",
    "loop of links": _loop,
    "link to nothing": lambda path: _link(path, "gone"),
    "link to a pipe": lambda path: _link(path, Path(_pipe(path.with_name(f"pipe{path.suffix}"))).name),
    "folder without permission": _locked_folder,
    "file without permission": _locked_file,
    "below a folder without permission": _locked_above,
    "below a file": _below_a_file,
    "empty folder": _empty_folder,
    "folder of odd things": _full_of_odd_things,
    "nothing there": str,
    "name that is no UTF-8": lambda path: str(path.with_name(os.fsdecode(b"\xff\xfe" + os.fsencode(path.suffix)))),
    "long name": lambda path: str(path.with_name("a" * 300 + path.suffix)),
    "long path": lambda path: str(path.parent) + "/a" * 3000 + path.suffix,
    "empty": lambda _: "",
    "NUL": lambda path: f"{path.parent}/a\0b{path.suffix}",
    "surrogate": lambda path: f"{path.parent}/\ud83d{path.suffix}",
}
"""What makes each of them at a path, whose suffix it keeps; gives the text of the argument that names it."""
