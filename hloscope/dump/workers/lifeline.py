"""Lifeline: a process that ends with the one that started it, and limits that hold without it.

Workers load it by its path, so it imports nothing of hloscope.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
from contextlib import suppress
from importlib import import_module

_FROM_OTHERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def hold(descriptor: int, folder: str) -> None:
    """From here on this process ends, and the folder is removed, once nobody has the other end of that pipe any more.

    A process of its own sees to it: a thread would wait for compilers that hold Python's lock. To be called while there
    is one thread.
    """
    ended, lasting = os.pipe()
    if os.fork():
        os.close(ended)
        os.close(descriptor)
        return  # `lasting` is open as long as this process is there
    os.close(lasting)
    try:
        _watch(descriptor, ended, os.getppid(), folder)
    finally:
        os._exit(0)  # pyright: ignore[reportPrivateUsage]


def limit_time(seconds: float) -> None:
    """Lets the kernel end this process after so many seconds, 0 for never, whatever it is busy with."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def limit_memory(limit: int) -> None:
    """Lets the kernel refuse this process more address space than so many bytes."""
    with suppress(ImportError):  # Windows has no such limits
        resource = import_module("resource")
        with suppress(ValueError, OSError):  # a limit that is there already may be lower
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _watch(lifeline: int, ended: int, worker: int, folder: str) -> None:
    """Waits for the end of either; what a worker leaves is the concern of who holds the lifeline, while it is held."""
    for number in _FROM_OTHERS:
        signal.signal(number, signal.SIG_IGN)
    for descriptor in (0, 1, 2):
        os.close(descriptor)
    ready, _, _ = select.select([lifeline, ended], [], [])
    if lifeline not in ready:
        ready += select.select([lifeline], [], [], 0)[0]
    if lifeline in ready:
        with suppress(ProcessLookupError):
            if os.getppid() == worker:
                os.kill(worker, signal.SIGKILL)
            select.select([ended], [], [])
        shutil.rmtree(folder, ignore_errors=True)
